import { defineControl } from '../../core/control.ts';
import { quoted } from '../../core/powershell.ts';
import { type DlpRule, dlpReads, withoutDlpLicense } from './dlp.ts';
import { askPhiRules, entriesOf, weakPhiRules } from './phi-rules.ts';
import { keyOf } from './phi-policy-changes.ts';

const alerts = (rule: DlpRule) => entriesOf(rule.generateAlert).filter((entry) => !/^false$/i.test(entry));
const recipients = (rule: DlpRule) => [
  ...entriesOf(rule.generateIncidentReport),
  ...alerts(rule).filter((entry) => !/^true$/i.test(entry)),
];

function judge(rule: DlpRule): 'pass' | 'partial' | 'fail' {
  const [alert, recipient] = [alerts(rule).length > 0, recipients(rule).length > 0];
  return alert && recipient ? 'pass' : alert || recipient ? 'partial' : 'fail';
}

function actual(rule: DlpRule): string {
  const alert = alerts(rule).length > 0 ? 'alert on' : 'no alert';
  const report = recipients(rule).length > 0 ? `report to ${recipients(rule).join(', ')}` : 'nobody gets a report';
  return `${alert}, ${report}, severity ${rule.reportSeverityLevel ?? 'not set'}`;
}

export const dlpIncidentReport = defineControl({
  id: 'purview.dlp-incident-report',
  title: 'A DLP match on PHI raises an alert and reaches a person',
  finding: 'DLP matches on PHI reach nobody',
  severity: 'medium',
  rationale:
    'HIPAA asks you to find, answer and record security incidents. A match that stays in a portal which nobody opens starts the 60 days of the Breach Notification Rule all the same: they run from the day you could have known.',
  citations: ['164.308(a)(6)(ii)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'none',
  references: [{ source: 'Microsoft', id: 'https://learn.microsoft.com/purview/dlp-alerts-get-started' }],
  aliases: ['PV-11'],
  license: 'purview-dlp',
  reads: [...dlpReads, 'dlpRules.generateAlert', 'dlpRules.generateIncidentReport'],
  mayRead: ['dlpLicense'],
  evaluate({ dlpPolicies, dlpRules, dlpLicense }, context) {
    const question = {
      expected: 'An alert and a recipient of the incident report',
      readFrom: 'dlpRules.generateIncidentReport' as const,
      judge,
      actual,
      does: 'an alert is raised and a person gets the report',
      doesNot: 'no alert, or nobody who gets it',
      wouldPassIf: 'Each rule that finds PHI raises an alert and sends its incident report to a person.',
    };
    return withoutDlpLicense(dlpLicense) ?? askPhiRules(dlpPolicies, dlpRules, context, question);
  },
  remediation: {
    fix: 'Send alerts and incident reports of DLP rules on PHI to a person',
    steps: [
      'Open the Microsoft Purview portal, Data loss prevention, Policies, and edit the policy.',
      'Open the rule, Incident reports, set a severity and turn on "Send an alert to admins when a rule match occurs".',
      'Turn on "Use email incident reports" and add the privacy officer or a mailbox that is read daily.',
    ],
    script: [
      "Set-DlpComplianceRule -Identity '<rule>' -GenerateAlert $true -GenerateIncidentReport SiteAdmin -ReportSeverityLevel High",
    ],
  },
  changes({ dlpPolicies, dlpRules }, context) {
    return weakPhiRules(dlpPolicies, dlpRules, context, judge).map((rule) => {
      const to = recipients(rule).length > 0 ? recipients(rule) : ['SiteAdmin'];
      return {
        section: 'dlpRules' as const,
        operation: 'set' as const,
        match: keyOf(rule),
        values: { generateAlert: ['true'], generateIncidentReport: to, reportSeverityLevel: 'High' },
        call: `Set-DlpComplianceRule -Identity ${quoted(rule.name)} -GenerateAlert $true -GenerateIncidentReport ${to.join(',')} -ReportSeverityLevel High`,
        summary: `Send alerts of DLP rule ${rule.name} to ${to.join(', ')}`,
        notice: 'The recipients get a mail for each match; nobody else notices.',
        undo: 'restore' as const,
      };
    });
  },
  knownGaps: ['Whether the recipient reads the reports is not in the settings.'],
  assumed: ['GenerateAlert holds "true" for an alert in the portal, or the addresses that get it by mail.'],
});
