import type { Change } from '../../core/change.ts';
import { defineControl } from '../../core/control.ts';
import type { JudgedOutcome } from '../../core/outcome.ts';
import { fail, partial, pass, unknown } from '../../core/verdict.ts';
import { quoted } from '../../core/powershell.ts';
import { type Alert, alertsNamed, alertsWanted, identityOf } from './alerts.ts';

/** Recipients other than Microsoft's default, which stands for every Global Administrator. */
function people(alert: Alert): string[] {
  return (alert.notifyUser ?? []).filter(
    (recipient) => recipient.trim() !== '' && recipient.toLowerCase() !== 'tenantadmins',
  );
}

const reaches = (alert: Alert) => alert.notificationEnabled === true && people(alert).length > 0;

function wanted(alerts: readonly Alert[]): Alert[] {
  return alertsWanted(alerts)
    .flatMap((name) => alertsNamed(alerts, name))
    .filter((alert) => alert.disabled === false);
}

export const alertsReachPeople = defineControl({
  id: 'purview.alerts-reach-people',
  title: 'Alerts on abused mail reach people who act on them',
  finding: 'Alerts on abused mail go to nobody in particular',
  severity: 'medium',
  rationale:
    'By default alert notices go to all Global Administrators, and in a well-kept tenant those accounts have no mailbox that anybody reads. An alert that nobody sees is no incident response.',
  citations: ['164.308(a)(6)(ii)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.SECURITYSUITE.4.2v1', level: 'should' },
    { source: 'SCuBA', id: 'MS.DEFENDER.5.2v1', level: 'should' },
    { source: 'Maester', id: 'CISA.MS.EXO.16.2' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/defender-xdr/alert-policies' },
  ],
  aliases: ['PV-19'],
  reads: ['protectionAlerts.name', 'protectionAlerts.disabled'],
  evaluate({ protectionAlerts }, { attestation }) {
    const alerts = wanted(protectionAlerts);
    // No API can tell whether an address is watched or a SIEM collects alerts: SCuBA's own policy stays open.
    const policies: Record<string, JudgedOutcome> = attestation
      ? {}
      : { 'MS.SECURITYSUITE.4.2v1': 'unknown', 'MS.DEFENDER.5.2v1': 'unknown' };
    const evidence = (alert: Alert) => ({
      id: identityOf(alert),
      name: alert.name ?? identityOf(alert),
      expected: 'NotificationEnabled true, NotifyUser names somebody besides TenantAdmins',
      actual: `NotificationEnabled ${alert.notificationEnabled}, NotifyUser ${(alert.notifyUser ?? []).join(', ') || 'nobody'}`,
      readFrom: 'protectionAlerts.notifyUser' as const,
    });
    if (alerts.length === 0)
      return unknown(
        "Can't tell: none of the alerts that SCuBA's baseline names is on, so there is nothing to send.",
        [],
        { policies },
      );
    const missed = alerts.filter((alert) => !reaches(alert));
    if (missed.some((alert) => alert.notifyUser === undefined || alert.notificationEnabled === undefined))
      return unknown("Can't tell: the source holds alert policies but not whom they notify.", [], { policies });
    if (missed.length === 0)
      return pass(`All ${alerts.length} alerts go to named people.`, alerts.map(evidence), { policies });
    const why = `${missed.length} of ${alerts.length} alerts go to nobody but the Global Administrators.`;
    if (attestation)
      return unknown(`${why} That they are collected elsewhere is attested.`, missed.map(evidence), { policies });
    return (missed.length < alerts.length ? partial : fail)(why, missed.map(evidence), {
      wouldPassIf:
        'A named person or shared mailbox gets these alerts, or you attest that a SIEM or a service collects them.',
      policies,
    });
  },
  attest: {
    question: 'Do alerts go to a SIEM, a ticket system or a service that somebody watches?',
    proof: 'Name of the system, who watches it, and the date of an alert that arrived there',
    validDays: 180,
  },
  remediation: {
    fix: 'Send alerts to people who read them',
    steps: [
      'Choose a mailbox or group that several people read, also during holidays.',
      'Open the Microsoft Defender portal, Email & collaboration, Policies & rules, Alert policy.',
      'Open each alert named here, choose Edit policy, Set your recipients, opt in to notices and add the mailbox.',
    ],
    script: [
      "Set-ProtectionAlert -Identity '<alert>' -NotifyUser security@clinic.example.com,TenantAdmins -NotificationEnabled $true",
    ],
  },
  changes({ protectionAlerts }): Change[] {
    const alerts = wanted(protectionAlerts);
    const known = [...new Set(alerts.filter(reaches).flatMap(people))];
    if (known.length === 0) return [];
    return alerts
      .filter((alert) => !reaches(alert))
      .map((alert) => ({
        section: 'protectionAlerts',
        operation: 'set',
        match: alert.identity ? { identity: alert.identity } : { name: alert.name },
        values: { notificationEnabled: true, notifyUser: [...new Set([...(alert.notifyUser ?? []), ...known])] },
        call: `Set-ProtectionAlert -Identity ${quoted(alert.name)} -NotifyUser ${[...new Set([...(alert.notifyUser ?? []), ...known])].join(',')} -NotificationEnabled $true`,
        summary: `Send the alert "${alert.name}" to ${known.join(', ')} too`,
        notice: `${known.join(', ')}: they get these alerts by mail, as they get others already.`,
        undo: 'restore',
      }));
  },
  knownGaps: [
    'That an address is in an alert does not show that somebody reads it. Only the alerts that SCuBA names are looked at.',
  ],
});
