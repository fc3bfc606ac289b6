import { addressesIn } from '../../core/audit/address.ts';
import { textOf } from '../../core/audit/values.ts';
import { defineDetection } from '../../core/detection.ts';
import { microsoftAlertOf, sendingStopped } from './alert-record.ts';

export const userRestrictedFromSending = defineDetection({
  id: 'defender.user-restricted-from-sending',
  title: 'Microsoft saw an account send spam or stopped it from sending',
  severity: 'high',
  citations: ['164.308(a)(6)(ii)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1534', 'T1586.002'],
  incident: 'account-takeover',
  firstSteps: [
    'Reset the password of the account, end its sessions and check its MFA methods',
    'Remove inbox rules and forwarding that are not the own',
    'List what it sent, and warn the recipients',
  ],
  falsePositives: ['A mailing to all patients from a personal mailbox: send it by a service with an agreement'],
  knownGaps: ['Spam below the limits of Microsoft'],
  operations: [
    'alerttriggered',
    'alertentitygenerated',
    'hygienetenantevents',
    'hygieneevent',
    'user restricted from sending email',
  ],
  signal(event) {
    if (event.op.startsWith('hygiene')) {
      if (!/^listed$/i.test(textOf(event.raw['Event']) ?? '')) return undefined;
      const person = addressesIn(textOf(event.raw['EventValue']))[0] ?? 'an account';
      return { group: person, actor: person, why: `Microsoft stopped ${person} from sending mail` };
    }
    if (event.op === 'user restricted from sending email') {
      const why = `Microsoft stopped ${event.actor.name} from sending mail`;
      return event.outcome === 'failure' ? undefined : { group: event.actor.key, why };
    }
    const alert = microsoftAlertOf(event);
    if (!alert || !sendingStopped.test(alert.name)) return undefined;
    const person = alert.person ?? 'an account';
    const isSuspicion = /suspicious/i.test(alert.name);
    return {
      group: alert.person ?? alert.id,
      actor: person,
      why: isSuspicion
        ? `Microsoft saw suspicious sending from ${person}`
        : `Microsoft stopped ${person} from sending mail`,
      ...(isSuspicion && { severity: 'medium' }),
    };
  },
  rule: { kind: 'each', mergeMinutes: 1440 },
});
