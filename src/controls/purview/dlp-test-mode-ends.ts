import { daysBetween } from '../../core/clock.ts';
import { type Context, defineControl } from '../../core/control.ts';
import { fail, notApplicable, partial, pass, unknown } from '../../core/verdict.ts';
import { quoted } from '../../core/powershell.ts';
import { type DlpPolicy, lower, stateOf, withoutDlpLicense } from './dlp.ts';
import { keyOf } from './phi-policy-changes.ts';

/** Days since the policy was last changed; it has been in test mode at least that long. */
function daysInTest(policy: DlpPolicy, { takenAt }: Pick<Context, 'takenAt'>): number | undefined {
  return policy.whenChanged ? daysBetween(policy.whenChanged, takenAt) : undefined;
}

/** The day on which the policy enforces itself. */
function enforcesItself(policy: DlpPolicy): string | undefined {
  return policy.autoEnableAfter?.slice(0, 10);
}

function testedPolicies(policies: readonly DlpPolicy[], { declared }: Pick<Context, 'declared'>): DlpPolicy[] {
  const left = lower(declared.policies);
  return policies.filter((policy) => stateOf(policy) === 'test' && !left.has((policy.name ?? '').toLowerCase()));
}

function isStale(policy: DlpPolicy, context: Pick<Context, 'takenAt'>, longest: number): boolean {
  const day = enforcesItself(policy);
  if (day && day > context.takenAt.slice(0, 10)) return false;
  return (daysInTest(policy, context) ?? 0) > longest;
}

export const dlpTestModeEnds = defineControl({
  id: 'purview.dlp-test-mode-ends',
  title: 'DLP policies leave test mode within 30 days',
  finding: 'DLP policies stay in test mode and protect nothing',
  severity: 'medium',
  rationale:
    'Testing a DLP policy before it blocks is right: two weeks of matches show what would stop. A policy left in test mode looks like protection and is none.',
  citations: ['164.308(a)(1)(ii)(B)', '164.308(a)(8)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'medium',
  references: [{ source: 'Microsoft', id: 'https://learn.microsoft.com/purview/dlp-test-dlp-policies' }],
  aliases: ['PV-12'],
  license: 'purview-dlp',
  parameters: {
    longestTestDays: { default: 30, tighten: 'lower', title: 'Longest time in test mode in days' },
  },
  reads: ['dlpPolicies.mode', 'dlpPolicies.enabled'],
  mayRead: ['dlpLicense'],
  evaluate({ dlpPolicies, dlpLicense }, context) {
    const unlicensed = withoutDlpLicense(dlpLicense);
    if (unlicensed) return unlicensed;
    const { longestTestDays } = context.parameters;
    const tested = testedPolicies(dlpPolicies, context);
    const enforced = dlpPolicies.filter((policy) => stateOf(policy) === 'enforced');
    const evidence = (policy: DlpPolicy) => {
      const days = daysInTest(policy, context);
      const since = days === undefined ? 'age not collected' : `unchanged for ${days} days`;
      const day = enforcesItself(policy);
      return {
        id: policy.guid ?? policy.name ?? '',
        name: policy.name ?? '',
        expected: `Mode Enable, or in test mode for at most ${longestTestDays} days`,
        actual:
          stateOf(policy) === 'enforced'
            ? 'Mode Enable'
            : `Mode ${policy.mode}, ${since}${day ? `, enforced on ${day}` : ''}`,
        readFrom: 'dlpPolicies.mode' as const,
      };
    };
    if (tested.length === 0 && enforced.length === 0) {
      return notApplicable('No DLP policy is in test mode or enforced.');
    }
    const stale = tested.filter((policy) => isStale(policy, context, longestTestDays));
    if (stale.length > 0) {
      const why = `In test mode for more than ${longestTestDays} days: ${stale.length} of ${tested.length} tested DLP policies.`;
      const extras = {
        wouldPassIf: `These are enforced or switched off: ${stale.map(({ name }) => name).join(', ')}.`,
      };
      return enforced.length > 0
        ? partial(why, stale.map(evidence), extras)
        : fail(`${why} No DLP policy is enforced.`, stale.map(evidence), extras);
    }
    const ageless = tested.filter((policy) => daysInTest(policy, context) === undefined && !enforcesItself(policy));
    if (ageless.length > 0) {
      return unknown(
        "Can't tell how long DLP policies have been in test mode: WhenChanged was not collected.",
        ageless.map(evidence),
      );
    }
    const why =
      tested.length === 0
        ? `DLP policies: none in test mode, ${enforced.length} enforced.`
        : `DLP policies: ${tested.length} in test mode, none for more than ${longestTestDays} days, ${enforced.length} enforced.`;
    return pass(why, [...tested, ...enforced].map(evidence));
  },
  remediation: {
    fix: 'Enforce DLP policies that have been tested long enough',
    steps: [
      'Open the Microsoft Purview portal, Data loss prevention, Activity explorer, and read what the policy matched.',
      'Mend rules that match too much.',
      'Open the policy, Policy mode, and choose "Turn the policy on immediately"; delete policies that are not needed.',
    ],
    script: ["Set-DlpCompliancePolicy -Identity '<policy>' -Mode Enable"],
  },
  changes({ dlpPolicies }, context) {
    return testedPolicies(dlpPolicies, context)
      .filter((policy) => isStale(policy, context, context.parameters.longestTestDays))
      .map((policy) => ({
        section: 'dlpPolicies' as const,
        operation: 'set' as const,
        match: keyOf(policy),
        values: { mode: 'Enable' },
        call: `Set-DlpCompliancePolicy -Identity ${quoted(policy.name)} -Mode Enable`,
        summary: `Enforce DLP policy ${policy.name}`,
        notice: 'People whose mail or files match: the actions of its rules take effect.',
        undo: 'restore' as const,
      }));
  },
  knownGaps: [
    'The age counts from the last change of the policy, so a policy that is edited now and then looks younger than its test.',
  ],
  assumed: ['AutoEnableAfter holds the moment from which Microsoft enforces the policy by itself.'],
});
