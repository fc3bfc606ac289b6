import { defineControl } from '../../core/control.ts';
import { quoted } from '../../core/powershell.ts';
import { type DlpRule, dlpReads, withoutDlpLicense } from './dlp.ts';
import { askPhiRules, entriesOf, weakPhiRules } from './phi-rules.ts';
import { keyOf } from './phi-policy-changes.ts';
import { notifiesVerdict } from './sensitive-types.ts';

const told = ['LastModifier', 'Owner'];
const judge = (rule: DlpRule) => (entriesOf(rule.notifyUser).length > 0 ? ('pass' as const) : ('fail' as const));

export const dlpTellsUser = defineControl({
  id: 'purview.dlp-tells-user',
  title: 'DLP tells the person who handles PHI',
  finding: 'DLP acts on PHI without telling the person',
  severity: 'low',
  rationale:
    'Most leaks of PHI are slips. A policy tip at the moment of sending teaches more than the yearly training, and people who are told why do not look for a way around.',
  citations: ['164.308(a)(5)(ii)(A)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.SECURITYSUITE.3.4v1', level: 'should' },
    { source: 'SCuBA', id: 'MS.DEFENDER.4.4v1', level: 'should' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/purview/use-notifications-and-policy-tips' },
  ],
  aliases: ['PV-09'],
  license: 'purview-dlp',
  reads: [...dlpReads, 'dlpRules.notifyUser'],
  mayRead: ['dlpLicense'],
  evaluate({ dlpPolicies, dlpRules, dlpLicense }, context) {
    const question = {
      expected: 'NotifyUser names somebody',
      readFrom: 'dlpRules.notifyUser' as const,
      judge,
      actual: (rule: DlpRule) => `NotifyUser ${entriesOf(rule.notifyUser).join(', ') || 'nobody'}`,
      does: 'people are told by notice or policy tip',
      doesNot: 'nobody is told',
      wouldPassIf: 'Each rule that finds PHI notifies the person who last changed or sent the content.',
    };
    return (
      withoutDlpLicense(dlpLicense) ??
      askPhiRules(dlpPolicies, dlpRules, context, question, notifiesVerdict(dlpPolicies, dlpRules))
    );
  },
  remediation: {
    fix: 'Turn on user notifications in DLP rules on PHI',
    steps: [
      'Open the Microsoft Purview portal, Data loss prevention, Policies, and edit the policy.',
      'Open the rule, User notifications, turn them on.',
      'Choose "Notify the user who sent, shared, or last modified the content" and write a tip that says what to do instead.',
    ],
    script: [`Set-DlpComplianceRule -Identity '<rule>' -NotifyUser ${told.join(',')}`],
  },
  changes({ dlpPolicies, dlpRules }, context) {
    return weakPhiRules(dlpPolicies, dlpRules, context, judge).map((rule) => ({
      section: 'dlpRules' as const,
      operation: 'set' as const,
      match: keyOf(rule),
      values: { notifyUser: told },
      call: `Set-DlpComplianceRule -Identity ${quoted(rule.name)} -NotifyUser ${told.join(',')}`,
      summary: `Notify people from DLP rule ${rule.name}`,
      notice: 'People who send or share PHI: they see a policy tip and get a notice by mail.',
      undo: 'restore' as const,
    }));
  },
});
