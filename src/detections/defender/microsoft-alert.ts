import { defineDetection } from '../../core/detection.ts';
import { microsoftAlertOf, sendingStopped } from './alert-record.ts';

/** Alerts of Defender for Cloud Apps, whose records carry the alert's name as their operation. */
const named = [
  'potential ransomware activity',
  'unusual volume of file deletion',
  'activity performed by terminated user',
  'data exfiltration to unsanctioned apps',
  'suspicious inbox forwarding',
  'suspicious inbox manipulation rules',
  'suspicious oauth app file download activities',
  'mass download by a single user',
  'ransomware activity',
];

export const microsoftAlert = defineDetection({
  id: 'defender.microsoft-alert',
  title: 'Microsoft 365 raised an alert of high severity',
  severity: 'high',
  citations: ['164.308(a)(6)(ii)', '164.308(a)(1)(ii)(D)'],
  attack: [],
  incident: 'account-takeover',
  firstSteps: [
    'Open the alert in Microsoft Defender and read what it is about',
    'Secure the account that it names, if it names one',
    'Decide there whether it is true, and close it with a reason',
  ],
  falsePositives: ['What Microsoft itself calls a false positive: close it there'],
  knownGaps: ['Alerts of medium and low severity, unless the parameter names them'],
  parameters: {
    severities: {
      default: ['high', 'critical'],
      tighten: 'superset',
      title: "Severities of Microsoft's alerts that are told",
    },
  },
  operations: ['alerttriggered', 'alertentitygenerated', ...named],
  signal(event, context) {
    if (named.includes(event.op)) {
      const group = `${event.op} ${event.actor.key}`;
      return event.outcome === 'failure' ? undefined : { group, why: `Microsoft says: ${event.operation}` };
    }
    const alert = microsoftAlertOf(event);
    if (!alert || sendingStopped.test(alert.name) || !context.parameters.severities.includes(alert.severity))
      return undefined;
    return {
      group: alert.id,
      actor: alert.person ?? event.actor.name,
      why: `Microsoft says: ${alert.name}${alert.person ? `, about ${alert.person}` : ''}`,
    };
  },
  rule: { kind: 'each', mergeMinutes: 1440 },
});
