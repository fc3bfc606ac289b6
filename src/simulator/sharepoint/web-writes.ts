import { plainText } from '../../core/shape.ts';
import type { Entity } from '../store.ts';
import { accessOf } from './access.ts';
import { badRequest, denied, failure } from './failure.ts';
import { siteKey } from './objects.ts';
import { principalId, principalOf, userNamed } from './principals.ts';
import { type SharePointContext, type SharePointWrite, defineSharePointWrite } from './resource.ts';
import { roleDefinitions } from './role-definitions.ts';
import { createSite } from './site-creation.ts';

/** The site that a write is about; whoever calls has full control there. */
function siteOf({ state, site }: SharePointContext): Entity | undefined {
  return state.current().get('sites', siteKey(site));
}

function permissionsOf(site: Entity): Entity[] {
  return [...((site['Permissions'] ?? []) as Entity[])];
}

function keep({ state, site }: SharePointContext, values: Entity): void {
  state.patch('sites', siteKey(site), values);
}

/** `POST {site}/_api/web` with `X-HTTP-Method: MERGE`: assumption spo-web-merge. */
const web = defineSharePointWrite({
  path: '/_api/web',
  method: 'MERGE',
  activity: 'SharingPolicyChanged',
  write(context) {
    const { __metadata: _, ...values } = context.body;
    for (const [name, value] of Object.entries(values)) {
      if (name !== 'MembersCanShare') return badRequest(`The property '${name}' does not exist on type 'SP.Web'.`);
      if (typeof value !== 'boolean') return badRequest(`Cannot convert the value of '${name}' to Edm.Boolean.`);
    }
    keep(context, values);
    return { status: 204, body: '' };
  },
});

/** Makes a login known to the site, which gives it its number. */
const ensureUser = defineSharePointWrite({
  path: '/_api/web/ensureuser',
  activity: 'UserAddedToSite',
  write({ state, site, body }) {
    const login = body['logonName'];
    if (typeof login !== 'string') return badRequest('The parameter logonName is missing.');
    const found = principalOf(state.current(), login);
    if (!found)
      return failure(
        400,
        '-2146232832, Microsoft.SharePoint.SPException',
        `The specified user ${login} could not be found.`,
      );
    const id = principalId(found.LoginName);
    state.put(`siteUsers/${siteKey(site)}`, String(id), { ...found, Id: id });
    return { status: 200, body: { Id: id, ...found } };
  },
});

/** Who has this number on the site: those with rights, and those who were made known. */
function principalNumbered(context: SharePointContext, site: Entity, id: string): Entity | undefined {
  return (
    permissionsOf(site).find((entry) => String(principalId(entry['LoginName'])) === id) ??
    context.state.current().get(`siteUsers/${siteKey(context.site)}`, id)
  );
}

function assigned(add: boolean): SharePointWrite['write'] {
  return (context) => {
    const site = siteOf(context);
    if (!site) return undefined;
    const { principal = '', role = '' } = context.parameters;
    const wanted = roleDefinitions.find(({ id }) => String(id) === role);
    if (!wanted) return badRequest('The role definition does not exist.');
    // A web that inherits shows its parent's rights and has none to change.
    if (site['HasUniqueRoleAssignments'] === false)
      return failure(400, '-2146233079, System.InvalidOperationException', 'The web does not have unique permissions.');
    const holder = principalNumbered(context, site, principal);
    if (!holder) return failure(404, '-2146232832, Microsoft.SharePoint.SPException', 'Can not find the principal.');
    const { Id: _, ...shown } = holder;
    const roles = ((holder['Roles'] ?? []) as string[]).filter((name) => name !== wanted.name);
    const after = add ? [...roles, wanted.name] : roles;
    const others = permissionsOf(site).filter((entry) => entry['LoginName'] !== holder['LoginName']);
    keep(context, { Permissions: after.length > 0 ? [...others, { ...shown, Roles: after }] : others });
    return { status: 200, body: add ? { AddRoleAssignment: null } : { RemoveRoleAssignment: null } };
  };
}

const addAssignment = defineSharePointWrite({
  path: '/_api/web/roleassignments/addroleassignment(principalid={principal},roledefid={role})',
  activity: 'SharingSet',
  write: assigned(true),
});
const removeAssignment = defineSharePointWrite({
  path: '/_api/web/roleassignments/removeroleassignment(principalid={principal},roledefid={role})',
  activity: 'SharingRevoked',
  write: assigned(false),
});

const deleteAssignment = defineSharePointWrite({
  path: '/_api/web/roleassignments/getbyprincipalid({principal})',
  method: 'DELETE',
  activity: 'SharingRevoked',
  write(context) {
    const site = siteOf(context);
    if (!site) return undefined;
    const { principal = '' } = context.parameters;
    const gone = principalNumbered(context, site, principal);
    // A group of the site is there still when its right is gone.
    if (gone)
      context.state.put(`siteUsers/${siteKey(context.site)}`, principal, { ...gone, Roles: [], Id: Number(principal) });
    const left = permissionsOf(site).filter((entry) => String(principalId(entry['LoginName'])) !== principal);
    if (left.length === permissionsOf(site).length)
      return failure(404, '-2146232832, Microsoft.SharePoint.SPException', 'Can not find the principal.');
    keep(context, { Permissions: left });
    return { status: 200, body: '' };
  },
});

const breakInheritance = defineSharePointWrite({
  path: '/_api/web/breakroleinheritance(copyroleassignments={copy},clearsubscopes={clear})',
  activity: 'SharingInheritanceBroken',
  write(context) {
    const copy = context.parameters['copy'] === 'true';
    keep(context, { HasUniqueRoleAssignments: true, ...(!copy && { Permissions: [] }) });
    return { status: 200, body: { BreakRoleInheritance: null } };
  },
});

/** Sharing the site with somebody, as the Share button does. People may as far as their rights go. */
const shareObject = defineSharePointWrite({
  path: '/_api/SP.Web.ShareObject',
  activity: 'SharingSet',
  people: true,
  write(context) {
    const site = siteOf(context);
    if (!site) return undefined;
    const { caller, body, state } = context;
    const person = caller.actor.kind === 'user' ? userNamed(state, caller.actor.userPrincipalName ?? '') : undefined;
    if (person && !accessOf(state, site, person).mayShare) return denied();
    const login = `i:0#.f|membership|${plainText(body['peoplePickerInput'])}`;
    const found = principalOf(state.current(), login);
    if (!found) return badRequest('The person to share with is not known.');
    const others = permissionsOf(site).filter((entry) => entry['LoginName'] !== found.LoginName);
    keep(context, { Permissions: [...others, { ...found, Roles: ['Read'] }] });
    return { status: 200, body: { StatusCode: 0 } };
  },
});

/** Every write of SharePoint's REST API that the simulator has. */
export const sharepointWrites: readonly SharePointWrite[] = [
  web,
  ensureUser,
  addAssignment,
  removeAssignment,
  deleteAssignment,
  breakInheritance,
  shareObject,
  createSite,
];
