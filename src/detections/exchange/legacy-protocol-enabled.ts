import { parametersOf } from '../../core/audit/parameters.ts';
import { yesOf } from '../../core/audit/values.ts';
import { defineDetection } from '../../core/detection.ts';
import { isOwnChange, mailboxNamed, objectNamed } from '../cmdlet.ts';

const named: Readonly<Record<string, string>> = { imapenabled: 'IMAP', popenabled: 'POP' };

export const legacyProtocolEnabled = defineDetection({
  id: 'exchange.legacy-protocol-enabled',
  title: 'A mail protocol that cannot ask for MFA was switched on',
  severity: 'medium',
  citations: ['164.312(d)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1562', 'T1078.004'],
  incident: 'protection-weakened',
  firstSteps: [
    'Ask the admin which device or program needs it',
    'Switch it off again where nothing does',
    'Watch the sign-ins of the account by this protocol',
  ],
  falsePositives: [
    'A scanner or fax that sends by SMTP: give it a mailbox of its own and allow the admin with a reason',
  ],
  knownGaps: ['A mailbox made while the protocol is on by default'],
  operations: [
    'set-casmailbox',
    'set-casmailboxplan',
    'set-transportconfig',
    'set-authenticationpolicy',
    'new-authenticationpolicy',
    'set-organizationconfig',
  ],
  signal(event) {
    if (!isOwnChange(event)) return undefined;
    const given = parametersOf(event);
    const on = [...given].flatMap(([key, value]) => {
      if (key === 'smtpclientauthenticationdisabled' && yesOf(value) === false) return ['SMTP AUTH'];
      if (key === 'oauth2clientprofileenabled' && yesOf(value) === false)
        return ['sign-in without modern authentication'];
      if (yesOf(value) !== true) return [];
      if (key.startsWith('allowbasicauth')) return ['basic authentication'];
      return named[key] ?? [];
    });
    if (on.length === 0) return undefined;
    const protocols = [...new Set(on)].join(', ');
    if (event.op !== 'set-casmailbox')
      return {
        group: `organization ${objectNamed(event)}`.toLowerCase(),
        why: `${protocols} was switched on for many mailboxes`,
        severity: 'high',
      };
    const mailbox = mailboxNamed(event);
    return { group: mailbox.toLowerCase(), why: `${protocols} was switched on for the mailbox of ${mailbox}` };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});
