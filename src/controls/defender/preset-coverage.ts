import type { SectionName } from '../../core/snapshot.ts';
import { type Verdict, fail, partial, pass, unknown } from '../../core/verdict.ts';
import { actingTiers, tiersOf, lastTier } from './mail-protection.ts';
import { type DeclaredRecipients, type RecipientRule, presetIdentity, ruleName, scopeOf } from './recipient-scope.ts';

interface CoverageQuestion {
  section: Extract<SectionName, 'presetRules' | 'presetDefenderRules'>;
  rules: readonly RecipientRule[];
  acceptedDomains: readonly { domainName?: string | null }[] | undefined;
  declared: DeclaredRecipients;
  policy: string;
  /** "Exchange Online Protection" or "Defender for Office 365". */
  product: string;
}

/** Is everybody in the Standard or the Strict preset, the two taken together? */
export function presetCoverage({
  section,
  rules,
  acceptedDomains,
  declared,
  policy,
  product,
}: CoverageQuestion): Verdict {
  const key = `${section}.state` as const;
  const presets = rules.filter((rule) => isPreset(rule));
  const unnamed = rules.some((rule) => (rule.identity ?? rule.name) === undefined);
  const policies = { [policy]: unnamed ? 'unknown' : scubaOutcome(presets) } as const;
  if (unnamed || presets.some((rule) => rule.state === undefined))
    return unknown(
      "Can't tell: the source holds preset rules but not which ones they are or whether they are on.",
      [],
      { policies },
    );
  const none = lastTier('none', 'no preset', '', key);
  const sources = {
    presets,
    presetKey: key,
    presetPolicy: () => '',
    custom: [],
    customKey: key,
    customPolicy: () => '',
  };
  const acting = actingTiers(tiersOf({ ...sources, last: [none], acceptedDomains, declared }));
  const covering = acting.filter((tier) => tier.kind !== 'none');
  const rest = acting.find((tier) => tier.kind === 'none');
  const evidence = covering.map((tier) => ({
    id: ruleName(tier.rule!),
    name: tier.name,
    expected: 'applies to all recipients',
    actual: `applies to ${tier.appliesTo}`,
    readFrom: key,
  }));
  const shown = covering.map((tier) => `${tier.name}: ${tier.appliesTo}`).join('; ');
  if (!rest) return pass(`Presets cover everybody for ${product}. ${shown}.`, evidence, { policies });
  if (!rest.certain)
    return unknown("Can't tell whether everybody is covered: exceptions or accepted domains were not read.", evidence, {
      policies,
    });
  const left = covering.flatMap((tier) => tier.scope.leavesOut);
  const wouldPassIf = `The Standard preset covers all recipients for ${product} without exceptions.${left.length > 0 ? ` Or you declare as left out: ${left.join(', ')}.` : ''}`;
  if (covering.length > 0) {
    return partial(
      `Presets cover only some people for ${product}. ${shown}. Not covered: ${rest.appliesTo}.`,
      evidence,
      { wouldPassIf, policies },
    );
  }
  const off = {
    id: 'Standard Preset Security Policy',
    name: 'Standard preset security policy',
    expected: 'applies to all recipients',
    actual: 'no preset is on',
    readFrom: key,
  };
  return fail(`No preset covers anybody for ${product}.`, [off], { wouldPassIf, policies });
}

function isPreset(rule: RecipientRule): boolean {
  return Object.values(presetIdentity).some((name) => ruleName(rule).toLowerCase().includes(name));
}

/**
 * ScubaGear: the Standard or the Strict rule has no conditions. It does not look at exceptions, and not at whether
 * the rule is on; a rule that is known to be off protects nobody and does not count here.
 */
function scubaOutcome(presets: readonly RecipientRule[]) {
  const candidates = presets.filter((rule) => rule.state === undefined || rule.state?.toLowerCase() === 'enabled');
  const covers = new Set(
    candidates.map(
      (rule) => scopeOf(rule, true, undefined, { users: [], groups: [], domains: [], mailboxes: [] }).scuba,
    ),
  );
  return covers.has(true) ? ('pass' as const) : covers.has(undefined) ? ('unknown' as const) : ('fail' as const);
}
