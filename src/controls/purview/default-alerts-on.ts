import type { Change } from '../../core/change.ts';
import { defineControl } from '../../core/control.ts';
import { fail, partial, pass } from '../../core/verdict.ts';
import { quoted } from '../../core/powershell.ts';
import { alertsNamed, alertsWanted, identityOf, isOn, legacyAlerts } from './alerts.ts';

export const defaultAlertsOn = defineControl({
  id: 'purview.default-alerts-on',
  title: "Microsoft's default alerts on abused mail are on",
  finding: "Some of Microsoft's default alerts on abused mail are off",
  severity: 'medium',
  rationale:
    "A mailbox that suddenly sends masses of mail or forwards it outside is usually in an attacker's hands. These alerts come with the tenant and are the earliest sign of a breach that a clinic gets for nothing.",
  citations: ['164.308(a)(6)(ii)', '164.308(a)(1)(ii)(D)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'none',
  references: [
    { source: 'SCuBA', id: 'MS.SECURITYSUITE.4.1v1', level: 'shall' },
    { source: 'SCuBA', id: 'MS.DEFENDER.5.1v1', level: 'shall' },
    { source: 'ORCA', id: 'ORCA.242' },
    { source: 'Maester', id: 'CISA.MS.EXO.16.1' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/defender-xdr/alert-policies' },
  ],
  aliases: ['PV-17'],
  reads: ['protectionAlerts.name', 'protectionAlerts.disabled'],
  evaluate({ protectionAlerts }) {
    const wanted = alertsWanted(protectionAlerts);
    const off = wanted.filter((name) => !isOn(protectionAlerts, name));
    const evidence = (name: string) => {
      const [alert] = alertsNamed(protectionAlerts, name);
      return {
        id: alert ? identityOf(alert) : name,
        name,
        expected: 'Disabled false',
        actual: alert ? `Disabled ${alert.disabled}` : 'the tenant has no alert policy of this name',
        readFrom: 'protectionAlerts.disabled' as const,
      };
    };
    const policies = {
      'MS.SECURITYSUITE.4.1v1': off.length === 0 ? ('pass' as const) : ('fail' as const),
      'MS.DEFENDER.5.1v1': legacyAlerts.every((name) => isOn(protectionAlerts, name))
        ? ('pass' as const)
        : ('fail' as const),
    };
    if (off.length === 0) return pass(`All ${wanted.length} alerts are on.`, wanted.map(evidence), { policies });
    const why = `${off.length} of ${wanted.length} alerts are off or missing: ${off.join('; ')}.`;
    return (off.length < wanted.length ? partial : fail)(why, off.map(evidence), {
      wouldPassIf: `These alerts are on: ${off.join('; ')}.`,
      policies,
    });
  },
  remediation: {
    fix: 'Turn on the default alerts',
    steps: [
      'Open the Microsoft Defender portal, Email & collaboration, Policies & rules, Alert policy.',
      'Find each alert named here and turn its status on.',
      "An alert that is not in the list belongs to a license that the tenant lacks, or was renamed by Microsoft: check Microsoft's list of default alert policies.",
    ],
    script: ["Set-ProtectionAlert -Identity 'Suspicious Email Forwarding Activity' -Disabled $false"],
  },
  changes({ protectionAlerts }): Change[] {
    const off = alertsWanted(protectionAlerts).filter((name) => !isOn(protectionAlerts, name));
    const alerts = off.map((name) => alertsNamed(protectionAlerts, name)[0]);
    if (alerts.includes(undefined)) return [];
    return alerts
      .flatMap((alert) => alert ?? [])
      .map((alert) => ({
        section: 'protectionAlerts',
        operation: 'set',
        match: alert.identity ? { identity: alert.identity } : { name: alert.name },
        values: { disabled: false },
        call: `Set-ProtectionAlert -Identity ${quoted(alert.name)} -Disabled $false`,
        summary: `Turn on the alert "${alert.name}"`,
        notice: 'Whoever gets alert notices: there may be more of them.',
        undo: 'restore',
      }));
  },
  knownGaps: ['That an alert is on does not mean that somebody reads it; that is a control of its own.'],
});
