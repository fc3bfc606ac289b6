import type { Change } from '../core/change.ts';
import type { Organization } from '../core/organization.ts';
import { isPlainObject, plainText } from '../core/shape.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { adminLockout } from './admin-lockout.ts';

export interface LockoutOptions {
  /** Client ids of Wardline's own app registrations, beside those that are known by their name. */
  ownApps?: readonly string[];
  /** Also plan a policy that no administrator could satisfy today. */
  allowAdminLockout?: boolean;
}

/**
 * Why a change must not be made, or undefined. Never a Conditional Access policy that would shut out the emergency
 * access accounts: there must be one that is declared and left out of the policy. Nor, unless told, one that none of
 * the administrators could satisfy.
 */
export function refusalOf(
  change: Change,
  snapshot: Snapshot,
  organization: Organization,
  { ownApps = [], allowAdminLockout = false }: LockoutOptions = {},
): string | undefined {
  if (ownApp(change, snapshot, ownApps)) {
    return 'It would take away what Wardline itself works with. Review its app registrations, then declare them under approvedApps in wardline.yaml.';
  }
  if (change.section !== 'conditionalAccessPolicies' || change.operation === 'remove') return undefined;
  if (!requires(change)) return undefined;
  if (organization.breakGlass.length === 0) {
    return 'No emergency access account is declared. Declare at least one under breakGlass in wardline.yaml, so that the policy can leave it out.';
  }
  const excluded = excludedUsers(change, snapshot);
  const left = organization.breakGlass.filter((account) =>
    namesOf(account, snapshot).some((name) => excluded.includes(name)),
  );
  if (left.length === 0) return 'It would shut out every declared emergency access account.';
  return allowAdminLockout ? undefined : adminLockout(change, snapshot, excluded);
}

/**
 * Whether the change touches an app registration of Wardline's own: by client id where it is connected, and by the
 * names that `wardline permissions` gives.
 */
function ownApp(change: Change, snapshot: Snapshot, ownApps: readonly string[]): boolean {
  const section = snapshot.sections[change.section];
  if (section.status !== 'read' || !Array.isArray(section.data)) return false;
  const apps = ['privilegedApplications', 'thirdPartyApplications', 'servicePrincipals', 'appRoleAssignments'];
  return (
    apps.includes(change.section) &&
    (section.data as Record<string, unknown>[]).some(
      (app) =>
        isTarget(app, change) &&
        (/^wardline\b/i.test(plainText(app['displayName'])) || ownApps.includes(plainText(app['appId']).toLowerCase())),
    )
  );
}

function isTarget(record: Record<string, unknown>, change: Change): boolean {
  return Object.entries(change.match ?? {}).every(([key, value]) => record[key] === value);
}

/** True for a policy that asks something of people or blocks them; session limits alone shut nobody out. */
function requires(change: Change): boolean {
  const values = change.values ?? {};
  if (change.operation === 'set')
    return values['state'] === 'enabled' || 'grantControls' in values || 'conditions.users.excludeUsers' in values;
  const grant = values['grantControls'];
  return (
    isPlainObject(grant) &&
    Object.values(grant).some((value) => (Array.isArray(value) ? value.length > 0 : isPlainObject(value)))
  );
}

/** The account as it was declared and, where people were read, by its other name: id or user principal name. */
function namesOf(account: string, { sections }: Snapshot): string[] {
  const people = [sections.users, sections.privilegedUsers].flatMap((section) =>
    section.status === 'read' ? section.data : [],
  );
  const known = people.flatMap(({ id, userPrincipalName }) => {
    const names = [id, userPrincipalName].flatMap((name) => (name ? [name.toLowerCase()] : []));
    return names.includes(account.toLowerCase()) ? names : [];
  });
  return [account.toLowerCase(), ...known];
}

function excludedUsers(change: Change, snapshot: Snapshot): string[] {
  const policies = snapshot.sections.conditionalAccessPolicies;
  const present =
    policies.status === 'read' && change.operation === 'set'
      ? policies.data.find((policy) =>
          Object.entries(change.match ?? {}).every(
            ([key, value]) => (policy as Record<string, unknown>)[key] === value,
          ),
        )
      : undefined;
  const values = change.values ?? {};
  const conditions = values['conditions'];
  const users = isPlainObject(conditions) ? conditions['users'] : undefined;
  const created = isPlainObject(users) ? users['excludeUsers'] : undefined;
  const written = values['conditions.users.excludeUsers'] ?? created ?? present?.conditions?.users?.excludeUsers ?? [];
  return (Array.isArray(written) ? written : []).map((id) => String(id).toLowerCase());
}
