import type { Change } from '../core/change.ts';
import type { Organization } from '../core/organization.ts';
import type { PhiStore, StoreAccess } from '../core/phi-stores.ts';
import type { RefusedChange } from '../core/plan.ts';
import type { Severity } from '../core/severity.ts';
import type { SectionData } from '../core/snapshot.ts';
import { equal } from './values.ts';

type Group = SectionData<'groups'>[number];
type Permission = SectionData<'siteRoleAssignments'>[number];

/** One change of the template: the controls that it serves, what its site or group hangs on. */
export interface Step {
  change: Change;
  controls: readonly string[];
  severity: Severity;
  why: string;
  /** The address of the site that must be there before. */
  site?: string;
}

export interface Found {
  steps: Step[];
  refused: RefusedChange[];
}

export const byGroup = 'entra.access-through-groups';

/**
 * Permission level of each access. Contribute and not Edit: who works on files needs no right to delete whole
 * libraries. Whether editors share is a setting of the site, the same for all of its members.
 */
const levels: Readonly<Record<StoreAccess, string>> = {
  read: 'Read',
  edit: 'Contribute',
  'edit-no-share': 'Contribute',
};

/** Name of the group that the template makes for a job role. */
function roleGroupName(role: string): string {
  return `PHI role ${role}`;
}

/** Login names of a role's groups; a role without a declared group gets one made, and no access before it is declared. */
export function roleLogins(role: string, organization: Organization, groups: readonly Group[], found: Found): string[] {
  const ids = organization.roleGroups[role] ?? [];
  const refuse = (title: string, why: string) => found.refused.push({ control: byGroup, title, why });
  if (ids.length === 0) {
    const name = roleGroupName(role);
    const made = groups.filter(({ displayName }) => displayName === name);
    if (made.length === 0) found.steps.push(groupStep(role, name));
    const id = made.length === 1 ? made[0]!.id : undefined;
    refuse(
      `Give the job role ${role} access to its stores`,
      id
        ? `Look at who is in the group ${name}, then declare it: roleGroups.${role}: [${id}] in wardline.yaml.`
        : `The role has no group yet. Apply this plan, put people in the group ${name}, collect, and plan again.`,
    );
    return [];
  }
  return ids.flatMap((id) => {
    const group = groups.find((entry) => entry.id?.toLowerCase() === id.toLowerCase());
    if (!group) {
      refuse(`Give the job role ${role} access to its stores`, `roleGroups.${role} names a group that is not there.`);
      return [];
    }
    const kind = group.groupTypes?.includes('Unified') ? 'c:0o.c|federateddirectoryclaimprovider|' : 'c:0t.c|tenant|';
    return [`${kind}${id.toLowerCase()}`];
  });
}

function groupStep(role: string, name: string): Step {
  return {
    change: {
      section: 'groups',
      operation: 'create',
      match: { displayName: name },
      values: {
        displayName: name,
        description: `Everybody who works as ${role}. Access to stores with patient files goes by this group.`,
        mailNickname: `phi-role-${role}`,
        mailEnabled: false,
        securityEnabled: true,
      },
      call: 'POST /groups',
      summary: `Make the security group ${name}`,
      notice: 'Nobody: it is empty and gives no access yet.',
      undo: { cannot: 'A group takes the access of its members with it. Delete it by hand once it is empty.' },
    },
    controls: [byGroup],
    severity: 'medium',
    why: `The job role ${role} has no group, so its access cannot follow the job.`,
  };
}

/** Permissions of the site: those of the role groups, and no others but its owners'. */
export function permissionSteps(
  store: PhiStore,
  url: string,
  exists: boolean,
  permissions: readonly Permission[],
  logins: ReadonlyMap<string, readonly string[]>,
  { steps }: Found,
): void {
  const present = permissions.filter(({ siteUrl }) => siteUrl?.toLowerCase() === url);
  const wanted = new Map<string, { level: string; role: string; access: StoreAccess }>();
  for (const [role, access] of Object.entries(store.access))
    for (const login of logins.get(role) ?? []) {
      // A group of two roles gets the more that either has.
      if (wanted.get(login)?.level !== levels.edit) wanted.set(login, { level: levels[access], role, access });
    }
  const step = (change: Pick<Change, 'operation' | 'match' | 'values' | 'summary' | 'notice'>, why: string) =>
    steps.push({
      change: {
        section: 'siteRoleAssignments',
        ...change,
        call: callOf(change),
        undo: 'restore',
      },
      ...{ controls: [byGroup], severity: 'high', why, site: url },
    });
  for (const [login, { level, role, access }] of wanted) {
    const held = present.find(({ loginName }) => loginName?.toLowerCase() === login);
    if (held && equal(held.roles, [level])) continue;
    const summary = `Give the job role ${role} ${access} on ${store.name}`;
    const notice = `Everybody in the group of ${role}: they can ${access === 'read' ? 'open files' : 'open and edit files'} there.`;
    step(
      held
        ? {
            operation: 'set',
            match: { siteUrl: url, loginName: held.loginName },
            values: { roles: [level] },
            summary,
            notice,
          }
        : {
            operation: 'create',
            match: { siteUrl: url, loginName: login },
            values: { siteUrl: url, loginName: login, roles: [level] },
            ...{ summary, notice },
          },
      `The job role ${role} has another access than declared.`,
    );
  }
  const unwanted = exists
    ? present.filter(({ loginName }) => !wanted.has(loginName?.toLowerCase() ?? '')).filter((held) => !isOwners(held))
    : emptyGroups(store);
  for (const { loginName, title } of unwanted)
    step(
      {
        operation: 'remove',
        match: { siteUrl: url, loginName },
        summary: `Take the access of ${title ?? loginName ?? 'an unnamed principal'} to ${store.name}`,
        notice: exists
          ? 'Who has access by this only loses it, and gets it back through the group of a job role.'
          : 'Nobody: a new site has this group, and it is empty.',
      },
      'Access that is given past the groups of the job roles is forgotten when a job changes.',
    );
}

/** SharePoint's own words: no module of Microsoft writes one permission of a site. */
function callOf({ operation, match, values }: Pick<Change, 'operation' | 'match' | 'values'>): string {
  const what =
    operation === 'remove'
      ? 'DELETE _api/web/roleassignments/getbyprincipalid(…)'
      : `POST _api/web/roleassignments/addroleassignment(…) for ${String(values?.['roles'])}`;
  return `On ${String(match?.['siteUrl'])}, for ${String(match?.['loginName'])}: ${what}`;
}

/** The group of the site that holds its owner. */
function isOwners({ principalType, roles }: Permission): boolean {
  return principalType === 'sharePointGroup' && (roles ?? []).includes('Full Control');
}

/** The groups that a new site comes with beside that of its owners [M]. */
function emptyGroups({ name }: PhiStore): Pick<Permission, 'loginName' | 'title'>[] {
  return ['Members', 'Visitors'].map((kind) => ({ loginName: `${name} ${kind}`, title: `${name} ${kind}` }));
}
