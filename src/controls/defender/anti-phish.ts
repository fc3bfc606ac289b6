import type { JudgedOutcome } from '../../core/outcome.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Tier, lastTier, policyBehind, tiersOf } from './mail-protection.ts';
import {
  type DeclaredRecipients,
  allOf,
  domainNames,
  isEnabled,
  isRead,
  lower,
  presetIdentity,
  ruleName,
  scopeOf,
} from './recipient-scope.ts';

export interface AntiPhishSettings {
  readonly antiPhishPolicies: SectionData<'antiPhishPolicies'>;
  readonly antiPhishRules: SectionData<'antiPhishRules'> | undefined;
  readonly presetRules: SectionData<'presetRules'> | undefined;
  readonly acceptedDomains: SectionData<'acceptedDomains'> | undefined;
}

export type AntiPhishPolicy = SectionData<'antiPhishPolicies'>[number];

const nobody: DeclaredRecipients = { users: [], groups: [], domains: [], mailboxes: [] };

export function antiPhishTiers(settings: AntiPhishSettings, leftOut: DeclaredRecipients): Tier[] {
  const last = settings.antiPhishPolicies.find((policy) => policy.isDefault === true);
  return tiersOf({
    presets: settings.presetRules,
    presetKey: 'presetRules.state',
    presetPolicy: (rule) => rule.antiPhishPolicy,
    custom: settings.antiPhishRules,
    customKey: 'antiPhishRules.state',
    customPolicy: (rule) => rule.antiPhishPolicy,
    last: [
      lastTier(
        'default',
        'Default anti-phishing policy',
        last?.identity ?? last?.name ?? '',
        'antiPhishPolicies.isDefault',
      ),
    ],
    acceptedDomains: settings.acceptedDomains,
    declared: leftOut,
  });
}

export function antiPhishPolicy(tier: Tier, settings: AntiPhishSettings): AntiPhishPolicy | undefined {
  return policyBehind(tier, settings.antiPhishPolicies);
}

export function presetKindOf(policy: {
  identity?: string | null;
  name?: string | null;
}): 'strict' | 'standard' | undefined {
  const name = ruleName(policy).toLowerCase();
  if (name.includes(presetIdentity.strict)) return 'strict';
  return name.includes(presetIdentity.standard) ? 'standard' : undefined;
}

/** ScubaGear: the preset's rule is enabled and has no conditions; undefined when the rules were not read. */
export function presetCovers(
  kind: 'strict' | 'standard',
  presetRules: AntiPhishSettings['presetRules'],
): boolean | undefined {
  if (!presetRules?.every(isRead)) return undefined;
  const rules = presetRules.filter(
    (rule) => ruleName(rule).toLowerCase().includes(presetIdentity[kind]) && isEnabled(rule),
  );
  return anyOf(rules.map((rule) => scopeOf(rule, true, undefined, nobody).scuba));
}

function anyOf(conditions: readonly (boolean | undefined)[]): boolean | undefined {
  return conditions.includes(true) ? true : conditions.includes(undefined) ? undefined : false;
}

/** ScubaGear's "covers all recipients" for anti-phishing policies; the default always does. */
function coverage(settings: AntiPhishSettings): (policy: AntiPhishPolicy) => boolean | undefined {
  const { antiPhishRules, presetRules } = settings;
  const accepted = domainNames(settings.acceptedDomains);
  const rules = antiPhishRules?.every(isRead) ? antiPhishRules.filter(isEnabled) : undefined;
  const ofAny = rules?.some((rule) => rule.antiPhishPolicy === undefined);
  const byPolicy = Map.groupBy(rules ?? [], (rule) => rule.antiPhishPolicy?.toLowerCase() ?? '');
  return (policy) => {
    if (policy.isDefault === true) return true;
    const kind = presetKindOf(policy);
    if (kind) return presetCovers(kind, presetRules);
    if (policy.isDefault === undefined || !rules || !accepted) return undefined;
    const own = [...new Set(lower([policy.identity ?? '', policy.name ?? '']))].flatMap(
      (name) => byPolicy.get(name) ?? [],
    );
    const covers = own.map((rule) => scopeOf(rule, false, accepted, nobody).scuba);
    return accepted.length > 0 && anyOf(ofAny ? [...covers, undefined] : covers);
  };
}

/** ScubaGear passes when any one enabled policy meets the test and covers all recipients. */
export function anyPolicyCoveringAll(
  settings: AntiPhishSettings,
  meets: (policy: AntiPhishPolicy) => boolean | undefined,
): JudgedOutcome {
  const coversAll = coverage(settings);
  const found = settings.antiPhishPolicies.map((policy) => {
    const right = allOf(isOn(policy.enabled), meets(policy));
    return right === false ? false : allOf(right, coversAll(policy));
  });
  return outcomeOf(anyOf(found));
}

function outcomeOf(holds: boolean | undefined): JudgedOutcome {
  return holds === undefined ? 'unknown' : holds ? 'pass' : 'fail';
}

/** A setting as ScubaGear compares it: only true is on; undefined when it was not read. */
export function isOn(setting: boolean | null | undefined): boolean | undefined {
  return setting === undefined ? undefined : setting === true;
}

/** An action that leaves the message in the inbox protects nobody; undefined when it was not read. */
export function isProtectiveAction(action: string | null | undefined): boolean | undefined {
  if (action === undefined) return undefined;
  return action !== null && !['noaction', 'bccmessage'].includes(action.toLowerCase());
}

/** Whether a list holds all that is wanted; undefined when it was not read. */
export function listsAll(listed: readonly string[] | undefined, wanted: readonly string[]): boolean | undefined {
  return listed && wanted.every((entry) => listed.includes(entry));
}

/**
 * The older ids (MS.DEFENDER.2.x): both presets' policies hold the protection and name every declared entry, and
 * name nobody when nobody is declared.
 */
export function bothPresetsProtect(
  policies: readonly AntiPhishPolicy[],
  flag: 'enableTargetedUserProtection' | 'enableTargetedDomainsProtection',
  listed: (policy: AntiPhishPolicy) => readonly string[] | undefined,
  wanted: readonly string[],
): JudgedOutcome {
  if (policies.some((policy) => (policy.identity ?? policy.name) === undefined)) return 'unknown';
  const protects = (policy: AntiPhishPolicy) => {
    const names = listed(policy);
    const right = wanted.length > 0 ? listsAll(names, wanted) : names && names.length === 0;
    return allOf(isOn(policy.enabled), isOn(policy[flag]), right);
  };
  const kinds = (['strict', 'standard'] as const).map((kind) =>
    anyOf(policies.filter((policy) => presetKindOf(policy) === kind).map(protects)),
  );
  return outcomeOf(allOf(...kinds));
}
