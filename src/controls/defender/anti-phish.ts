import type { JudgedOutcome } from '../../core/outcome.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Tier, lastTier, policyBehind, tiersOf } from './mail-protection.ts';
import { type DeclaredRecipients, isEnabled, lower, presetIdentity, ruleName, scopeOf } from './recipient-scope.ts';

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
  const rules = presetRules?.filter(
    (rule) => ruleName(rule).toLowerCase().includes(presetIdentity[kind]) && isEnabled(rule),
  );
  const covers = rules?.map((rule) => scopeOf(rule, true, undefined, nobody).scuba);
  return covers && (covers.includes(true) ? true : covers.includes(undefined) ? undefined : false);
}

/** ScubaGear's "covers all recipients" for an anti-phishing policy; the default always does. */
function coversAll(policy: AntiPhishPolicy, settings: AntiPhishSettings): boolean | undefined {
  if (policy.isDefault === true) return true;
  const kind = presetKindOf(policy);
  if (kind) return presetCovers(kind, settings.presetRules);
  if (!settings.antiPhishRules || !settings.acceptedDomains) return undefined;
  const accepted = settings.acceptedDomains.flatMap((domain) => domain.domainName ?? []);
  const names = lower([policy.identity ?? '', policy.name ?? '']);
  const rules = settings.antiPhishRules.filter(
    (rule) => isEnabled(rule) && lower([rule.antiPhishPolicy ?? '']).some((name) => names.includes(name)),
  );
  return accepted.length > 0 && rules.some((rule) => scopeOf(rule, false, accepted, nobody).scuba === true);
}

/** ScubaGear passes when any one enabled policy meets the test and covers all recipients. */
export function anyPolicyCoveringAll(
  settings: AntiPhishSettings,
  meets: (policy: AntiPhishPolicy) => boolean,
): JudgedOutcome {
  const covering = new Set(
    settings.antiPhishPolicies
      .filter((policy) => policy.enabled === true && meets(policy))
      .map((policy) => coversAll(policy, settings)),
  );
  return covering.has(true) ? 'pass' : covering.has(undefined) ? 'unknown' : 'fail';
}

/** An action that leaves the message in the inbox protects nobody. */
export function isProtectiveAction(action: string | null | undefined): boolean {
  return typeof action === 'string' && !['noaction', 'bccmessage'].includes(action.toLowerCase());
}

/**
 * The older ids (MS.DEFENDER.2.x): both presets' policies hold the protection and name every declared entry, and
 * name nobody when nobody is declared.
 */
export function bothPresetsProtect(
  policies: readonly AntiPhishPolicy[],
  flag: 'enableTargetedUserProtection' | 'enableTargetedDomainsProtection',
  listed: (policy: AntiPhishPolicy) => readonly string[],
  wanted: readonly string[],
): boolean {
  return (['strict', 'standard'] as const).every((kind) => {
    const policy = policies.find(
      (entry) => presetKindOf(entry) === kind && entry.enabled === true && entry[flag] === true,
    );
    if (!policy) return false;
    const names = listed(policy);
    return wanted.length > 0 ? wanted.every((entry) => names.includes(entry)) : names.length === 0;
  });
}
