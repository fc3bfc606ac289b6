import { objectsOf, textOf } from '../../core/audit/values.ts';
import { addressesIn } from '../../core/audit/address.ts';
import { defineDetection } from '../../core/detection.ts';

const harmless = new Set(['good', 'none', 'clean', 'spam', 'bulk', 'not spam', '']);
const takenBack = /quarantine|deleted|failed|dropped|junk/i;

export const maliciousMailDelivered = defineDetection({
  id: 'defender.malicious-mail-delivered',
  title: 'Mail with malware or phishing reached a mailbox',
  severity: 'high',
  citations: ['164.308(a)(5)(ii)(B)', '164.308(a)(6)(ii)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1566'],
  incident: 'malware',
  firstSteps: [
    'Take the message out of all mailboxes',
    'Ask the recipients whether they opened it, followed a link or gave a password',
    'Check the computers and sign-ins of those who did',
  ],
  falsePositives: ['A phishing drill: name its servers in the advanced delivery policy'],
  knownGaps: ['Mail that Microsoft took for good', 'Tenants without Defender for Office 365 have no such records'],
  operations: ['timaildata', 'timaildatav2', 'emailevent'],
  signal(event, context) {
    const raw = event.raw;
    const verdict = textOf(raw['Verdict'])?.toLowerCase() ?? '';
    if (harmless.has(verdict) || !/phish|malware/.test(verdict)) return undefined;
    if (!/^delivered(?:tomailbox|\s|$)/i.test(textOf(raw['DeliveryAction']) ?? textOf(raw['DeliveryStatus']) ?? ''))
      return undefined;
    // Delivered, but into the junk folder; a drill and the mailbox of the security team get theirs by an override.
    if (takenBack.test(textOf(raw['OriginalDeliveryLocation']) ?? '')) return undefined;
    const overrides = objectsOf(raw['SystemOverrides']).map(
      (entry) => `${textOf(entry['Details'])} ${textOf(entry['FinalOverride'])}`,
    );
    if (overrides.some((words) => /phish\w*[ -]?(?:simulation|edu)|secops/i.test(words))) return undefined;
    if (/^outbound$/i.test(textOf(raw['Directionality']) ?? '')) return undefined;
    const kind = verdict.includes('malware') ? 'malware' : 'phishing';
    const sender = addressesIn(textOf(raw['P2Sender']))[0] ?? addressesIn(textOf(raw['P1Sender']))[0];
    const isInside =
      /^intra-?org/i.test(textOf(raw['Directionality']) ?? '') || (sender !== undefined && context.isOwn(sender));
    const isGone = takenBack.test(textOf(raw['LatestDeliveryLocation']) ?? '');
    return {
      group: sender ?? 'unknown sender',
      actor: sender ?? 'unknown sender',
      why: `Mail with ${kind} from ${sender ?? 'an unknown sender'} was delivered${isGone ? ' and taken back later' : ''}`,
      severity: isGone ? 'low' : isInside ? 'critical' : 'high',
      distinct: textOf(raw['NetworkMessageId']) ?? event.id,
    };
  },
  rule: { kind: 'each', mergeMinutes: 1440 },
  summary: ({ last, distinct }) => (distinct > 1 ? `${last}, ${distinct} messages in all` : last),
});
