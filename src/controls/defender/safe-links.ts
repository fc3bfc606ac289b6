import type { Context } from '../../core/control.ts';
import type { JudgedOutcome } from '../../core/outcome.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Judged, type Tier, lastTier, policyBehind, tiersOf } from './mail-protection.ts';
import { type RecipientRule, isEnabled, isRead, lower, presetIdentity, ruleName } from './recipient-scope.ts';

export interface SafeLinksSettings {
  readonly presetDefenderRules: SectionData<'presetDefenderRules'> | undefined;
  readonly presetRules: SectionData<'presetRules'> | undefined;
  readonly safeLinksPolicies: SectionData<'safeLinksPolicies'> | undefined;
  readonly safeLinksRules: SectionData<'safeLinksRules'> | undefined;
  readonly acceptedDomains: SectionData<'acceptedDomains'> | undefined;
}

type SafeLinksPolicy = SectionData<'safeLinksPolicies'>[number];

/** The settings that each SCuBA policy asks for. */
export const safeLinksParts = {
  'MS.SECURITYSUITE.7.1v1': [
    'enableSafeLinksForEmail',
    'enableSafeLinksForTeams',
    'enableSafeLinksForOffice',
    'enableForInternalSenders',
  ],
  'MS.SECURITYSUITE.7.2v1': ['scanUrls', 'deliverMessageAfterScan'],
  'MS.SECURITYSUITE.7.3v1': ['trackClicks'],
} as const;
export const safeLinksFlags = Object.values(safeLinksParts).flat();
type Flag = (typeof safeLinksFlags)[number];

const builtIn = 'Built-In Protection Policy';

export function safeLinksTiers(settings: SafeLinksSettings, context: Pick<Context, 'declared'>): Tier[] {
  return tiersOf({
    presets: settings.presetDefenderRules,
    presetKey: 'presetDefenderRules.state',
    presetPolicy: (rule) => rule.safeLinksPolicy,
    custom: settings.safeLinksRules,
    customKey: 'safeLinksRules.state',
    customPolicy: (rule) => rule.safeLinksPolicy,
    last: [lastTier('built-in', 'Built-in protection', builtIn, 'safeLinksPolicies')],
    acceptedDomains: settings.acceptedDomains,
    declared: context.declared,
  });
}

/** A preset counts by itself: Microsoft fixes its Safe Links settings. */
export function judgeSafeLinks(settings: SafeLinksSettings) {
  return (tier: Tier): Judged => {
    if (!settings.safeLinksPolicies) return { state: 'unread', actual: 'its policy was not read' };
    if (tier.kind === 'strict' || tier.kind === 'standard')
      return { state: 'good', actual: "settings fixed by Microsoft's preset" };
    return judgeFlags(policyBehind(tier, settings.safeLinksPolicies), safeLinksFlags);
  };
}

function judgeFlags(policy: SafeLinksPolicy | undefined, flags: readonly Flag[]): Judged {
  if (!policy) return { state: 'unread', actual: 'its policy was not read' };
  const off = flags.filter((flag) => policy[flag] === false || policy[flag] === null);
  if (off.length > 0) return { state: 'weak', actual: off.map((flag) => `${flagName(flag)} false`).join(', ') };
  return flags.some((flag) => policy[flag] === undefined)
    ? { state: 'unread', actual: 'its policy was not read in full' }
    : { state: 'good', actual: `${flags.map(flagName).join(', ')} true` };
}

export function flagName(flag: Flag): string {
  return `${flag[0]!.toUpperCase()}${flag.slice(1)}`;
}

/**
 * ScubaGear: a preset without conditions, else the enabled rule without conditions that has the lowest number, else
 * Built-in protection. It asks the Exchange Online Protection rules for the preset, which say nothing of Safe Links;
 * the Defender for Office 365 rules are asked here where they were read.
 */
export function safeLinksPolicyVerdict(settings: SafeLinksSettings, flags: readonly Flag[]): JudgedOutcome {
  const { safeLinksPolicies, safeLinksRules } = settings;
  const presets = settings.presetDefenderRules ?? settings.presetRules;
  if (!presets?.every(isRead) || !safeLinksPolicies || !safeLinksRules?.every(isRead)) return 'unknown';
  const named = (rule: RecipientRule) =>
    Object.values(presetIdentity).some((preset) => ruleName(rule).toLowerCase().includes(preset));
  const covering = new Set(presets.filter((rule) => named(rule) && isEnabled(rule)).map(unconditional));
  if (covering.has(true)) return 'pass';
  const enabled = safeLinksRules.filter(isEnabled);
  const unordered = enabled.length > 1 && enabled.some((rule) => rule.priority === undefined);
  if (covering.has(undefined) || unordered || enabled.map(unconditional).includes(undefined)) return 'unknown';
  const [first] = enabled.filter(unconditional).toSorted((a, b) => (a.priority ?? Infinity) - (b.priority ?? Infinity));
  if (first?.safeLinksPolicy === undefined && first) return 'unknown';
  const name = (first?.safeLinksPolicy ?? builtIn).toLowerCase();
  const policy = safeLinksPolicies.find((entry) => lower([entry.identity ?? '', entry.name ?? '']).includes(name));
  if (!policy)
    return safeLinksPolicies.some((entry) => (entry.identity ?? entry.name) === undefined) ? 'unknown' : 'fail';
  const judged = judgeFlags(policy, flags);
  return judged.state === 'good' ? 'pass' : judged.state === 'weak' ? 'fail' : 'unknown';
}

function unconditional(rule: RecipientRule): boolean | undefined {
  const conditions = [rule.sentTo, rule.sentToMemberOf, rule.recipientDomainIs];
  if (conditions.some((values) => lower(values).length > 0)) return false;
  return conditions.includes(undefined) ? undefined : true;
}
