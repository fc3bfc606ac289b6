import type { AuditEvent } from '../audit-event.ts';
import { addressesIn } from './address.ts';
import { parametersOf } from './parameters.ts';
import { objectsOf, plainText, textOf, yesOf } from './values.ts';

export interface MailRule {
  name?: string;
  /** Mail addresses it forwards or redirects to, lower case. Names of the directory without an address are left out. */
  forwardsTo: readonly string[];
  deletes: boolean;
  marksRead: boolean;
  /** Folder that it moves to, as logged. */
  movesTo?: string;
  /** Words that it looks for in subject or body, lower case; may be PHI. */
  words: readonly string[];
  /** Limits the rule to some senders. */
  from?: string;
  stops: boolean;
}

const forwards = [
  'forwardto',
  'redirectto',
  'forwardasattachmentto',
  'redirectmessageto',
  'copyto',
  'blindcopyto',
  'addtorecipients',
];
const searches = ['subjectcontainswords', 'bodycontainswords', 'subjectorbodycontainswords'];

/** An inbox or transport rule: New-/Set-InboxRule, New-/Set-TransportRule, and UpdateInboxRules of Outlook on the desktop. */
export function mailRuleOf(event: AuditEvent): MailRule {
  const given = parametersOf(event);
  const actions = objectsOf(given.get('ruleactions'));
  const kinds = actions.map((action) => textOf(action['ActionType'])?.toLowerCase() ?? '');
  const desktop = actions
    .filter((_, index) => /forward|redirect/.test(kinds[index]!))
    .map((action) => plainText(action['Recipients'] ?? action['ForwardRecipients'] ?? action));
  const name = given.get('name') ?? given.get('rulename') ?? given.get('identity');
  const movesTo =
    given.get('movetofolder') ??
    textOf(actions[kinds.findIndex((kind) => kind.includes('move'))]?.['DestinationFolder'] ?? undefined);
  const from = given.get('from') ?? given.get('fromaddresscontainswords');
  return {
    ...(name !== undefined && { name }),
    forwardsTo: addressesIn([...forwards.map((field) => given.get(field) ?? ''), ...desktop].join(';')),
    deletes:
      [given.get('deletemessage'), given.get('softdeletemessage')].some((value) => yesOf(value) === true) ||
      kinds.some((kind) => kind.includes('delete')),
    marksRead: yesOf(given.get('markasread')) === true || kinds.some((kind) => kind.includes('markasread')),
    ...(movesTo && { movesTo }),
    words: searches
      .flatMap((field) => (given.get(field) ?? '').toLowerCase().split(/[;,]/))
      .map((word) => word.trim())
      .filter(Boolean),
    ...(from && { from }),
    stops: yesOf(given.get('stopprocessingrules')) === true || kinds.some((kind) => kind.includes('stop')),
  };
}
