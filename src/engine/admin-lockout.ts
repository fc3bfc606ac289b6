import type { Change } from '../core/change.ts';
import { isPlainObject } from '../core/shape.ts';
import { phishingResistantMethods } from '../core/sign-in-methods.ts';
import type { SectionData, SectionName, Snapshot } from '../core/snapshot.ts';

/** Microsoft's id of that strength. */
const phishingResistantStrength = '00000000-0000-0000-0000-000000000004';

/**
 * Why a policy for all people or for administrators would shut out every administrator today, or undefined: nobody of
 * them has a method or a managed device that it asks for. Undefined too where that was not read: the rehearsal and the
 * report-only days show it then.
 */
export function adminLockout(change: Change, snapshot: Snapshot, excluded: readonly string[]): string | undefined {
  const policy = policyOf(change, snapshot);
  const grant = policy && isPlainObject(policy['grantControls']) ? policy['grantControls'] : undefined;
  if (!grant || !reachesAdmins(policy!)) return undefined;
  const admins = (dataOf('privilegedUsers', snapshot) ?? []).filter(
    ({ id, userPrincipalName }) =>
      ![id, userPrincipalName].some((name) => name && excluded.includes(name.toLowerCase())),
  );
  if (admins.length === 0) return undefined;
  const asked = listOf(grant['builtInControls']);
  const strength = isPlainObject(grant['authenticationStrength']) ? grant['authenticationStrength']['id'] : undefined;
  const every = grant['operator'] === 'AND';
  const device = asked.some((control) => control === 'compliantDevice' || control === 'domainJoinedDevice');
  const strong = strength === phishingResistantStrength;
  // Another way in (OR with something that can be done at sign-in) shuts nobody out.
  if (!every && asked.some((control) => control === 'mfa' || control === 'passwordChange')) return undefined;
  const methods = dataOf('userRegistrationDetails', snapshot);
  const without = strong && methods !== undefined && !admins.some((admin) => hasStrongMethod(admin.id, methods));
  const devices = dataOf('managedDevices', snapshot);
  // A domain-joined device does not show in Intune: with synchronized accounts it cannot be told.
  const hybrid = asked.includes('domainJoinedDevice') && admins.some((admin) => admin.onPremisesImmutableId);
  const unmanaged =
    device && !hybrid && devices !== undefined && !admins.some((admin) => hasDevice(admin.userPrincipalName, devices));
  const count = admins.length === 1 ? 'The one administrator' : `All ${admins.length} administrators`;
  if (without && (every || !device || unmanaged))
    return `${count} would be shut out: none has a passkey, security key, certificate or Windows Hello. Register one first.`;
  if (unmanaged && (every || !strong))
    return `${count} would be shut out: none has a device that Intune calls compliant. Enroll one first.`;
  return undefined;
}

/** The policy as it would be; undefined when its present form was not read. */
function policyOf(change: Change, snapshot: Snapshot): Record<string, unknown> | undefined {
  if (change.operation === 'create') return change.values;
  const present = (dataOf('conditionalAccessPolicies', snapshot) ?? []).find((policy) =>
    Object.entries(change.match ?? {}).every(([key, value]) => (policy as Record<string, unknown>)[key] === value),
  );
  return present;
}

/** True when the policy speaks of every sign-in of everybody or of a role; conditions narrow who is caught and when. */
function reachesAdmins(policy: Record<string, unknown>): boolean {
  const conditions = isPlainObject(policy['conditions']) ? policy['conditions'] : {};
  const users = isPlainObject(conditions['users']) ? conditions['users'] : {};
  const apps = isPlainObject(conditions['applications']) ? conditions['applications'] : {};
  const narrowed = ['platforms', 'locations', 'devices', 'authenticationFlows'].some((key) =>
    isPlainObject(conditions[key]),
  );
  const risky = ['signInRiskLevels', 'userRiskLevels'].some((key) => listOf(conditions[key]).length > 0);
  const everyClient = listOf(conditions['clientAppTypes']).every((type) => type === 'all');
  const people = listOf(users['includeUsers']).includes('All') || listOf(users['includeRoles']).length > 0;
  return people && listOf(apps['includeApplications']).includes('All') && !narrowed && !risky && everyClient;
}

function hasStrongMethod(id: string | null | undefined, methods: SectionData<'userRegistrationDetails'>): boolean {
  return methods.some(
    (entry) =>
      entry.id === id && (entry.methodsRegistered ?? []).some((method) => phishingResistantMethods.has(method)),
  );
}

function hasDevice(name: string | null | undefined, devices: SectionData<'managedDevices'>): boolean {
  return devices.some(
    ({ userPrincipalName, complianceState }) =>
      name && userPrincipalName?.toLowerCase() === name.toLowerCase() && complianceState === 'compliant',
  );
}

function dataOf<K extends SectionName>(name: K, snapshot: Snapshot): SectionData<K> | undefined {
  const section = snapshot.sections[name];
  return section.status === 'read' ? section.data : undefined;
}

function listOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : []).map(String);
}
