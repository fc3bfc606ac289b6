import type { Change } from '../../../core/change.ts';
import { WardlineError } from '../../../core/errors.ts';
import { asList, isPlainObject, plainText } from '../../../core/shape.ts';
import { fieldOf } from '../../exchange-online/resources/records.ts';
import { ConnectorError } from '../../http/errors.ts';
import type { SharePointClient } from '../../resource.ts';

type Raw = Record<string, unknown>;

const assignmentsPath = 'web/roleassignments?$expand=Member,RoleDefinitionBindings';
/** `RoleTypeKind` of "Limited Access", which SharePoint gives by itself to who was given one file. */
const guest = 1;

interface Assignment {
  principal: number;
  loginName: string;
  title: unknown;
  principalType: unknown;
  roles: readonly { id: number; name: string }[];
}

/** The rights that are given on a site itself. Throws ConnectorError. */
async function assignmentsOn(client: SharePointClient, site: string): Promise<Assignment[]> {
  const found = await client.getFrom(site, assignmentsPath);
  if (!Array.isArray(found) || !found.every(isPlainObject)) throw unexpected('Wanted a list of permissions.');
  return found
    .map((raw): Assignment => {
      const member = fieldOf(raw, 'member');
      const bindings = fieldOf(raw, 'roleDefinitionBindings');
      // What was not given must not look as if nobody had a right.
      if (!isPlainObject(member) || !Array.isArray(bindings)) throw unexpected('Wanted who holds a right, and which.');
      return {
        principal: Number(fieldOf(raw, 'principalId') ?? fieldOf(member, 'id')),
        loginName: plainText(fieldOf(member, 'loginName')),
        title: fieldOf(member, 'title'),
        principalType: fieldOf(member, 'principalType'),
        roles: asList(bindings)
          .filter(isPlainObject)
          .filter((role) => fieldOf(role, 'roleTypeKind') !== guest)
          .map((role) => ({ id: Number(fieldOf(role, 'id')), name: plainText(fieldOf(role, 'name')) })),
      };
    })
    .filter(({ roles }) => roles.length > 0);
}

/** The rights on a site as records of the section. */
export async function permissionsOn(client: SharePointClient, site: string): Promise<Raw[]> {
  const found = await assignmentsOn(client, site);
  return found.map(({ loginName, title, principalType, roles }) => ({
    ...{ siteUrl: site, loginName, title, principalType },
    roles: roles.map(({ name }) => name),
  }));
}

/** Carries out a change of who may do what on a site: gives, replaces or takes one principal's permission levels. */
export async function writePermission(client: SharePointClient, change: Change): Promise<void> {
  const { siteUrl: site, loginName } = change.match ?? {};
  if (typeof site !== 'string' || typeof loginName !== 'string' || site === '' || loginName === '')
    throw new WardlineError('not-permitted', 'A permission is changed by its site and the login name that holds it.');
  await withOwnPermissions(client, site);
  const present = (await assignmentsOn(client, site)).find(
    (entry) => entry.loginName.toLowerCase() === loginName.toLowerCase(),
  );
  if (change.operation === 'remove') {
    if (present) await client.sendTo(site, 'DELETE', `web/roleassignments/getbyprincipalid(${present.principal})`);
    return;
  }
  const roles = change.values?.['roles'];
  const wanted = await definitionsOf(client, site, roles);
  const principal = present?.principal ?? (await principalOn(client, site, loginName));
  const assign = (verb: 'add' | 'remove', role: number) =>
    client.sendTo(
      site,
      'POST',
      `web/roleassignments/${verb}roleassignment(principalid=${principal},roledefid=${role})`,
      { repeatable: true },
    );
  // First what is new: nobody who keeps a right is without one in between.
  for (const { id } of wanted.filter(({ id: role }) => !present?.roles.some((held) => held.id === role)))
    await assign('add', id);
  for (const { id } of (present?.roles ?? []).filter(({ id: role }) => !wanted.some((kept) => kept.id === role)))
    await assign('remove', id);
}

/** A site that shows its parent's permissions gets a copy of them as its own, so that each change is one of the plan. */
async function withOwnPermissions(client: SharePointClient, site: string): Promise<void> {
  const web = await client.getFrom(site, 'web?$select=HasUniqueRoleAssignments');
  if (isPlainObject(web) && fieldOf(web, 'hasUniqueRoleAssignments') === false)
    await client.sendTo(site, 'POST', 'web/breakroleinheritance(copyroleassignments=true,clearsubscopes=false)', {
      repeatable: true,
    });
}

/** Permission levels by name; one that the site does not have ends the write. */
async function definitionsOf(client: SharePointClient, site: string, names: unknown): Promise<{ id: number }[]> {
  const known = await client.getFrom(site, 'web/roledefinitions?$select=Id,Name');
  const definitions = asList(known).filter(isPlainObject);
  const wanted = Array.isArray(names) && names.length > 0 ? (names as unknown[]) : [undefined];
  return wanted.map((name) => {
    const found = definitions.find((entry) => typeof name === 'string' && fieldOf(entry, 'name') === name);
    if (found) return { id: Number(fieldOf(found, 'id')) };
    throw new WardlineError(
      'not-permitted',
      'The site has no permission level of the name that is wanted.',
      'Levels are named in the language of the site: set this permission by hand.',
    );
  });
}

/** The number that a principal has on the site. Groups of the site have a name only, others a claim with `|`. */
async function principalOn(client: SharePointClient, site: string, loginName: string): Promise<number> {
  const found = loginName.includes('|')
    ? await client.sendTo(site, 'POST', 'web/ensureuser', { body: { logonName: loginName }, repeatable: true })
    : await client.getFrom(
        site,
        `web/sitegroups/getbyname('${encodeURIComponent(loginName.replaceAll("'", "''"))}')?$select=Id`,
      );
  const id = isPlainObject(found) ? Number(fieldOf(found, 'id')) : Number.NaN;
  if (!Number.isSafeInteger(id)) throw unexpected('Wanted the number of the principal.');
  return id;
}

function unexpected(detail: string): ConnectorError {
  return new ConnectorError('unexpected-shape', { service: 'sharepoint', call: '_api/web', detail });
}
