import type { Change } from '../core/change.ts';
import type { Organization } from '../core/organization.ts';
import { isPlainObject, plainText } from '../core/shape.ts';
import type { Snapshot } from '../core/snapshot.ts';

/**
 * Why a change must not be made, or undefined. Never a Conditional Access policy that would shut out the emergency
 * access accounts: there must be one that is declared and left out of the policy.
 */
export function refusalOf(change: Change, snapshot: Snapshot, organization: Organization): string | undefined {
  if (ownApp(change, snapshot)) {
    return 'It would take away what Wardline itself works with. Review its app registrations, then declare them under approvedApps in wardline.yaml.';
  }
  if (change.section !== 'conditionalAccessPolicies' || change.operation === 'remove') return undefined;
  if (!requires(change)) return undefined;
  if (organization.breakGlass.length === 0) {
    return 'No emergency access account is declared. Declare at least one under breakGlass in wardline.yaml, so that the policy can leave it out.';
  }
  const excluded = excludedUsers(change, snapshot);
  const left = organization.breakGlass.filter((account) => excluded.includes(account.toLowerCase()));
  return left.length === 0 ? 'It would shut out every declared emergency access account.' : undefined;
}

/**
 * Whether the change touches an app registration of Wardline's own, known by the names that `wardline permissions`
 * gives them. One under another name has to be declared under approvedApps.
 */
function ownApp(change: Change, snapshot: Snapshot): boolean {
  const section = snapshot.sections[change.section];
  if (section.status !== 'read' || !Array.isArray(section.data)) return false;
  const apps = ['privilegedApplications', 'thirdPartyApplications', 'servicePrincipals', 'appRoleAssignments'];
  return (
    apps.includes(change.section) &&
    (section.data as Record<string, unknown>[]).some(
      (app) => isTarget(app, change) && /^wardline\b/i.test(plainText(app['displayName'])),
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
