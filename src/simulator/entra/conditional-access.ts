import { BlockList, isIPv6 } from 'node:net';
import { isPlainObject, plainText } from '../../core/shape.ts';
import type { Entity } from '../store.ts';
import { rolesOfPrincipal } from './registrations.ts';
import type { Tenant } from '../tenant.ts';

/** A sign-in to judge: who, to what, from where, on what. What is not given is unknown and matches "any" only. */
export interface Attempt {
  /** Object id of the user. */
  userId: string;
  /** App id of what is signed in to. */
  appId: string;
  clientAppType?: 'browser' | 'mobileAppsAndDesktopClients' | 'exchangeActiveSync' | 'other';
  platform?: string;
  ipAddress?: string;
  country?: string;
  userRiskLevel?: string;
  signInRiskLevel?: string;
  flow?: 'deviceCodeFlow' | 'authenticationTransfer';
  userAction?: string;
  /** Controls that the person or device can satisfy: `mfa`, `compliantDevice`, `strength:<id>`. */
  satisfies?: readonly string[];
}

export interface PolicyResult {
  id: string;
  displayName: string;
  enforcedGrantControls: string[];
  enforcedSessionControls: string[];
  result: string;
  /** Controls that were asked for and not satisfied. */
  missing: string[];
}

/** What each policy says of a sign-in, in the words of `appliedConditionalAccessPolicies`. */
export function evaluatePolicies(tenant: Tenant, attempt: Attempt): PolicyResult[] {
  return tenant.store.list('conditionalAccessPolicies').map((policy) => {
    const grants = policy['grantControls'] as Entity | null | undefined;
    const strength = (grants?.['authenticationStrength'] as Entity | null | undefined)?.['id'];
    const wanted = [...texts(grants?.['builtInControls']), ...(strength ? [`strength:${plainText(strength)}`] : [])];
    const session = Object.entries((policy['sessionControls'] ?? {}) as Entity)
      .filter(([, control]) => control === true || (isPlainObject(control) && control['isEnabled'] === true))
      .map(([name]) => name);
    const found = { id: plainText(policy['id']), displayName: plainText(policy['displayName']) };
    const state = policy['state'];
    const controls = { enforcedGrantControls: wanted, enforcedSessionControls: session };
    if (state === 'disabled') return { ...found, ...controls, result: 'notEnabled', missing: [] };
    const reportOnly = state === 'enabledForReportingButNotEnforced';
    if (!applies(tenant, (policy['conditions'] ?? {}) as Entity, attempt)) {
      const result = reportOnly ? 'reportOnlyNotApplied' : 'notApplied';
      return { ...found, enforcedGrantControls: [], enforcedSessionControls: [], result, missing: [] };
    }
    const missing = unsatisfied(wanted, plainText(grants?.['operator'] ?? 'OR'), attempt.satisfies ?? []);
    const outcome = missing.length > 0 ? 'failure' : 'success';
    const result = reportOnly ? reportOnlyResult(missing) : outcome;
    return { ...found, ...controls, result, missing };
  });
}

/** Report-only asks for nothing: what the person could have answered at a prompt is `reportOnlyInterrupted`. */
function reportOnlyResult(missing: readonly string[]): string {
  if (missing.length === 0) return 'reportOnlySuccess';
  const prompts = missing.every((control) => /^(?:mfa|passwordChange|strength:.*)$/.test(control));
  return prompts ? 'reportOnlyInterrupted' : 'reportOnlyFailure';
}

/** Controls that stop the sign-in; none when the policy lets it through. */
function unsatisfied(wanted: readonly string[], operator: string, satisfies: readonly string[]): string[] {
  if (wanted.length === 0) return [];
  const missing = wanted.filter((control) => control === 'block' || !satisfies.includes(control));
  if (wanted.includes('block')) return ['block'];
  return operator === 'AND' ? missing : missing.length === wanted.length ? missing : [];
}

function applies(tenant: Tenant, conditions: Entity, attempt: Attempt): boolean {
  return (
    userMatches(tenant, (conditions['users'] ?? {}) as Entity, attempt) &&
    applicationMatches((conditions['applications'] ?? {}) as Entity, attempt) &&
    clientMatches(texts(conditions['clientAppTypes']), attempt) &&
    listMatches(conditions['platforms'], 'Platforms', attempt.platform) &&
    locationMatches(tenant, conditions['locations'] as Entity | null | undefined, attempt) &&
    riskMatches(texts(conditions['userRiskLevels']), attempt.userRiskLevel) &&
    riskMatches(texts(conditions['signInRiskLevels']), attempt.signInRiskLevel) &&
    flowMatches(conditions['authenticationFlows'] as Entity | null | undefined, attempt)
  );
}

function userMatches(tenant: Tenant, users: Entity, { userId }: Attempt): boolean {
  const user = tenant.store.get('users', userId);
  const guest = plainText(user?.['userType'] ?? '').toLowerCase() === 'guest';
  const groups = new Set(
    tenant.store
      .list('groups')
      .map((group) => plainText(group['id']))
      .filter((group) => tenant.store.get(`groupMembers/${group}`, userId)),
  );
  const roles = new Set(rolesOfPrincipal(tenant, userId));
  const named = (side: 'include' | 'exclude'): boolean => {
    const people = texts(users[`${side}Users`]);
    return (
      people.includes('All') ||
      (guest && (people.includes('GuestsOrExternalUsers') || isPlainObject(users[`${side}GuestsOrExternalUsers`]))) ||
      people.some((id) => id.toLowerCase() === userId.toLowerCase()) ||
      texts(users[`${side}Groups`]).some((id) => groups.has(id)) ||
      texts(users[`${side}Roles`]).some((id) => roles.has(id))
    );
  };
  return named('include') && !named('exclude');
}

function applicationMatches(applications: Entity, attempt: Attempt): boolean {
  const actions = texts(applications['includeUserActions']);
  if (actions.length > 0) return attempt.userAction !== undefined && actions.includes(attempt.userAction);
  const has = (list: readonly string[]): boolean =>
    list.includes('All') || list.some((id) => id.toLowerCase() === attempt.appId.toLowerCase());
  return has(texts(applications['includeApplications'])) && !has(texts(applications['excludeApplications']));
}

function clientMatches(types: readonly string[], { clientAppType = 'browser' }: Attempt): boolean {
  return types.length === 0 || types.includes('all') || types.includes(clientAppType);
}

function listMatches(condition: unknown, name: string, value: string | undefined): boolean {
  if (!isPlainObject(condition)) return true;
  const has = (list: readonly string[]): boolean =>
    list.includes('all') || (value !== undefined && list.some((entry) => entry.toLowerCase() === value.toLowerCase()));
  const include = texts(condition[`include${name}`]);
  return (include.length === 0 || has(include)) && !has(texts(condition[`exclude${name}`]));
}

function riskMatches(levels: readonly string[], level = 'none'): boolean {
  return levels.length === 0 || levels.includes(level);
}

function flowMatches(flows: Entity | null | undefined, attempt: Attempt): boolean {
  const methods = plainText(flows?.['transferMethods'] ?? '')
    .split(',')
    .map((method) => method.trim());
  if (methods.every((method) => method === '' || method === 'none')) return true;
  return attempt.flow !== undefined && methods.includes(attempt.flow);
}

function locationMatches(tenant: Tenant, locations: Entity | null | undefined, attempt: Attempt): boolean {
  if (!locations) return true;
  const within = (list: readonly string[]): boolean =>
    list.some((id) => {
      if (id === 'All') return true;
      const named = tenant.store.list('namedLocations');
      if (id === 'AllTrusted')
        return named.some((location) => location['isTrusted'] === true && inLocation(location, attempt));
      const location = named.find((entry) => entry['id'] === id);
      return location !== undefined && inLocation(location, attempt);
    });
  return within(texts(locations['includeLocations'])) && !within(texts(locations['excludeLocations']));
}

function inLocation(location: Entity, { ipAddress, country }: Attempt): boolean {
  const countries = texts(location['countriesAndRegions']);
  if (countries.length > 0)
    return country === undefined ? location['includeUnknownCountriesAndRegions'] === true : countries.includes(country);
  if (ipAddress === undefined || !Array.isArray(location['ipRanges'])) return false;
  const ranges = new BlockList();
  for (const range of location['ipRanges'] as Entity[]) {
    const [address = '', bits = '32'] = plainText(range['cidrAddress']).split('/');
    ranges.addSubnet(address, Number(bits), isIPv6(address) ? 'ipv6' : 'ipv4');
  }
  return ranges.check(ipAddress, isIPv6(ipAddress) ? 'ipv6' : 'ipv4');
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}
