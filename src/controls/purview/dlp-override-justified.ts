import { defineControl } from '../../core/control.ts';
import { quoted } from '../../core/powershell.ts';
import { type DlpRule, dlpReads, withoutDlpLicense } from './dlp.ts';
import { askPhiRules, entriesOf, weakPhiRules } from './phi-rules.ts';
import { keyOf } from './phi-policy-changes.ts';

function judge(rule: DlpRule): 'pass' | 'partial' | 'fail' {
  const ways = new Set(entriesOf(rule.notifyAllowOverride).map((way) => way.toLowerCase()));
  ways.delete('none');
  if (ways.size === 0) return 'pass';
  if (!ways.has('withjustification') || ways.has('withoutjustification')) return 'fail';
  return ways.has('falsepositive') ? 'partial' : 'pass';
}

export const dlpOverrideJustified = defineControl({
  id: 'purview.dlp-override-justified',
  title: 'A DLP block on PHI is overridden only with a written reason',
  finding: 'People can override a DLP block on PHI without a reason',
  severity: 'medium',
  rationale:
    'A block that one click removes blocks nothing. With a written reason the override is a decision that somebody made and that the activity review can read; without one there is only a gap.',
  citations: ['164.308(a)(1)(ii)(D)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [],
  aliases: ['PV-10'],
  license: 'purview-dlp',
  reads: [...dlpReads, 'dlpRules.notifyAllowOverride'],
  mayRead: ['dlpLicense'],
  evaluate({ dlpPolicies, dlpRules, dlpLicense }, context) {
    const question = {
      expected: 'No override, or WithJustification alone',
      readFrom: 'dlpRules.notifyAllowOverride' as const,
      judge,
      actual: (rule: DlpRule) => `NotifyAllowOverride ${entriesOf(rule.notifyAllowOverride).join(', ') || 'none'}`,
      does: 'no override, or only with a reason',
      doesNot: 'people get past the block without writing a reason',
      wouldPassIf: 'Each rule that finds PHI allows an override only with a business justification.',
    };
    return withoutDlpLicense(dlpLicense) ?? askPhiRules(dlpPolicies, dlpRules, context, question);
  },
  remediation: {
    fix: 'Ask for a business justification when a DLP block is overridden',
    steps: [
      'Open the Microsoft Purview portal, Data loss prevention, Policies, and edit the policy.',
      'Open the rule, User overrides, and choose "Require a business justification to override".',
      'Clear "Override the rule automatically if they report it as a false positive".',
    ],
    script: ["Set-DlpComplianceRule -Identity '<rule>' -NotifyAllowOverride WithJustification"],
  },
  changes({ dlpPolicies, dlpRules }, context) {
    return weakPhiRules(dlpPolicies, dlpRules, context, judge).map((rule) => ({
      section: 'dlpRules' as const,
      operation: 'set' as const,
      match: keyOf(rule),
      values: { notifyAllowOverride: ['WithJustification'] },
      call: `Set-DlpComplianceRule -Identity ${quoted(rule.name)} -NotifyAllowOverride WithJustification`,
      summary: `Ask for a reason when DLP rule ${rule.name} is overridden`,
      notice: 'People who override the block: they must write why before the item goes.',
      undo: 'restore' as const,
    }));
  },
  knownGaps: ['"Warn" on devices is an override too; whether it asks for a reason is not in these settings.'],
  assumed: [
    'NotifyAllowOverride holds any of FalsePositive, WithoutJustification, WithJustification; FalsePositive beside WithJustification counts as partial because a report of a false positive passes without a reason.',
  ],
});
