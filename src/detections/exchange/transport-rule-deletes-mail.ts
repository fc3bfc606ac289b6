import { mailRuleOf } from '../../core/audit/mail-rule.ts';
import { parametersOf } from '../../core/audit/parameters.ts';
import { yesOf } from '../../core/audit/values.ts';
import { defineDetection } from '../../core/detection.ts';
import { isOwnChange, objectNamed } from '../cmdlet.ts';

const telling = /invoice|payment|wire|password|phish|hack|fraud|compromis|security|alert|mfa|verification/;
const senders = [
  'senderdomainis',
  'from',
  'fromaddresscontainswords',
  'fromaddressmatchespatterns',
  'fromscope',
  'senderipranges',
];

export const transportRuleDeletesMail = defineDetection({
  id: 'exchange.transport-rule-deletes-mail',
  title: 'A mail flow rule deletes mail that people should see',
  severity: 'high',
  citations: ['164.312(c)(1)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1564.008', 'T1070.008'],
  incident: 'evidence-destroyed',
  firstSteps: [
    'Disable the mail flow rule',
    'Ask the admin who made it; if it was not them, secure that account first',
    'Trace what it deleted since it was made',
  ],
  falsePositives: [
    'A rule against a wave of forged mail: put it into quarantine instead, and allow the admin for the day',
  ],
  knownGaps: ['A rule that deletes mail of one outside sender is how spam is stopped, and stays silent'],
  operations: ['new-transportrule', 'set-transportrule'],
  signal(event, context) {
    if (!isOwnChange(event)) return undefined;
    const given = parametersOf(event);
    const state = given.get('enabled') ?? given.get('state') ?? '';
    if (yesOf(state) === false || /^disabled$/i.test(state) || yesOf(given.get('deletemessage')) !== true)
      return undefined;
    const from = senders.map((key) => given.get(key) ?? '').join(';');
    const fromWithin = from
      .split(/[;,\s]+/)
      .some((entry) => entry !== '' && (context.isOwn(entry) || /(?:^|[@.])microsoft\.com$/i.test(entry)));
    const isTelling = telling.test(mailRuleOf(event).words.join(' '));
    const isBare = event.op === 'new-transportrule' && from.replaceAll(';', '') === '';
    if (!fromWithin && !isTelling && !isBare) return undefined;
    const name = objectNamed(event);
    return { group: name.toLowerCase(), why: `The mail flow rule ${name} deletes mail that people should see` };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});
