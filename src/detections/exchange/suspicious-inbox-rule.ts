import type { AuditEvent } from '../../core/audit-event.ts';
import { type MailRule, mailRuleOf } from '../../core/audit/mail-rule.ts';
import { parametersOf } from '../../core/audit/parameters.ts';
import { defineDetection } from '../../core/detection.ts';
import { isOwnChange, mailboxNamed } from '../cmdlet.ts';

/** What a thief of money or of an account keeps its victim from reading. `spam` is left out: people sort it away themselves. */
const telling =
  /invoice|payment|remit|wire|\bbank|\bach\b|payroll|direct deposit|\bw-?2\b|iban|swift|purchase order|payable|receivable|password|passcode|credential|phish|hack|fraud|scam|suspicious|security|\bmfa\b|verification code|compromis|malware|help ?desk|it support|unusual sign|sign-?in attempt|docusign/;
/** Folders in which nobody looks, in the languages of Outlook that are common here. */
const unread =
  /rss|conversation history|historial de conversaci|historique des conversations|unterhaltung|sync issues|problemas de sincroni/i;
const hidden =
  /junk|no deseado|ind[eé]sirable|deleted items|elementos eliminados|[eé]l[eé]ments supprim|gel[oö]schte|\bnotes\b/i;
const archive = /archiv/i;
const conditions =
  /^(?:from|sentto|sentonlytome|subject|body|header|recipient|hasattachment|hasclassification|withimportance|withsensitivity|withinsize|received|myname|flagged|messagetype)/;

/** `.`, `..`, `,,,`, `aaa`, a space: a name that is meant to be overlooked. */
function isObscure(name: string | undefined): boolean {
  const text = name?.trim() ?? '';
  return name !== undefined && (/^[\p{P}\p{S}\s]*$/u.test(text) || /^(\w)\1*$/.test(text));
}

function reasonOf(event: AuditEvent, rule: MailRule): string | undefined {
  const given = parametersOf(event);
  const words = [...rule.words, given.get('rulecondition')?.toLowerCase() ?? ''].join(' ');
  const folder = rule.movesTo ?? '';
  const hides = rule.deletes || hidden.test(folder) || unread.test(folder);
  if (telling.test(words) && (hides || (rule.marksRead && archive.test(folder))))
    return 'hides mail about money, passwords or security';
  const acts = hides || rule.marksRead || rule.movesTo !== undefined || rule.forwardsTo.length > 0;
  const name = event.op === 'set-inboxrule' ? given.get('name') : rule.name;
  if (isObscure(name) && acts) return 'moves or hides mail under a name that is meant to be overlooked';
  if (unread.test(folder)) return 'moves mail into a folder that nobody reads';
  const isNew = event.op === 'new-inboxrule';
  const isBare = ![...given].some(([key, value]) => conditions.test(key) && value !== '' && value !== 'False');
  if (isNew && isBare && hides) return 'hides all mail that comes in';
  if (rule.words.some((word) => word === '@' || word === '.') && hides) return 'hides all mail that comes in';
  return undefined;
}

export const suspiciousInboxRule = defineDetection({
  id: 'exchange.suspicious-inbox-rule',
  title: 'An inbox rule hides mail from its owner',
  severity: 'high',
  citations: ['164.308(a)(1)(ii)(D)', '164.308(a)(6)(ii)'],
  attack: ['T1564.008', 'T1137.005'],
  incident: 'account-takeover',
  firstSteps: [
    'Ask the owner of the mailbox by phone whether the rule is theirs',
    'If not, reset the password, end all sessions and remove the rule',
    'List what the account read, sent and shared since the rule was made',
  ],
  falsePositives: [
    'A person who sorts invoices into Deleted Items or Junk: ask once, then allow the account with a reason',
    'Old feed readers that file into the RSS folder: allow the account with a reason',
  ],
  knownGaps: [
    'Words in languages other than English',
    'Rules that Outlook keeps on the computer alone are in no log',
    'Records of Outlook on the desktop may leave the words out',
  ],
  operations: ['new-inboxrule', 'set-inboxrule', 'updateinboxrules'],
  signal(event) {
    if (!isOwnChange(event)) return undefined;
    const given = parametersOf(event);
    if (/remove|delete/i.test(given.get('ruleoperation') ?? '') || /^disabled$/i.test(given.get('rulestate') ?? ''))
      return undefined;
    const reason = reasonOf(event, mailRuleOf(event));
    if (!reason) return undefined;
    const mailbox = mailboxNamed(event);
    return { group: mailbox.toLowerCase(), why: `An inbox rule of ${mailbox} ${reason}` };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});
