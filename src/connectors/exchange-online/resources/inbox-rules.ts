import { WardlineError } from '../../../core/errors.ts';
import type { ReadContext } from '../../../core/reading.ts';
import { isConnectorError } from '../../http/errors.ts';
import { defineRecords } from '../../resource.ts';
import { cmdletScopes } from './cmdlet-resource.ts';
import { type Raw, decodedBefore, fieldOf, pooled, trimmedTo } from './records.ts';

/** Calls at a time; Exchange's own limit is kept by the transport. */
const lanes = 6;
/** Mailboxes of the system, which have no rules of people. */
const system = /^(?:Discovery|Arbitration|AuditLog|Monitoring|SupervisoryReview|System)/i;
const trimmed = trimmedTo('inboxRules');

/** The rules of every mailbox, asked for one by one, for Exchange lists them in no other way; ten go in a call. */
export const inboxRules = defineRecords({
  id: 'exchange-online.inbox-rules',
  sections: ['inboxRules'],
  api: 'exchange',
  after: ['mailboxes'],
  scopes: cmdletScopes('exchange', true),
  async *records({ exchange }, context) {
    const rulesOf = async (mailboxes: readonly string[]): Promise<Raw[]> => {
      context.signal?.throwIfAborted();
      const parameters = mailboxes.map((Mailbox) => ({ Mailbox, IncludeHidden: true }));
      const answers = await exchange.batch('Get-InboxRule', parameters);
      return answers.flatMap((rules, index) => {
        // It was deleted meanwhile. Any other error ends the read: half of the rules would look like all of them.
        if (isConnectorError(rules, 'not-found')) return [];
        if (rules instanceof Error) throw rules;
        return rules.map((rule) => trimmed({ MailboxOwnerId: mailboxes[index], ...rule }));
      });
    };
    for await (const rules of pooled(inTens(mailboxNames(context)), lanes, rulesOf)) yield* rules;
  },
  /** Rules are turned on and off only; what they do is their owner's. */
  async write({ exchange }, change) {
    const { enabled, ...others } = change.values ?? {};
    if (change.operation !== 'set' || typeof enabled !== 'boolean' || Object.keys(others).length > 0)
      throw new WardlineError('not-permitted', 'Inbox rules can only be turned on and off.');
    const identity = fieldOf({ ...change.match }, 'identity');
    // `mailbox\number`; without a mailbox Exchange would look in the caller's own.
    const mailbox = typeof identity === 'string' ? identity.slice(0, Math.max(0, identity.lastIndexOf('\\'))) : '';
    if (mailbox === '') throw new WardlineError('not-found', 'The rule does not tell its mailbox.');
    await exchange.run(
      enabled ? 'Enable-InboxRule' : 'Disable-InboxRule',
      enabled ? { Mailbox: mailbox, Identity: identity } : { Mailbox: mailbox, Identity: identity, Confirm: false },
    );
  },
});

/** What each mailbox of people is called in commands. Throws when they were not read. */
async function* mailboxNames(context: ReadContext): AsyncGenerator<string> {
  const mailboxes = decodedBefore(context, 'mailboxes');
  if (!mailboxes) throw new WardlineError('not-found', 'The mailboxes were not read, so their rules cannot be.');
  for await (const { recipientTypeDetails, guid, primarySmtpAddress, identity } of mailboxes) {
    if (system.test(recipientTypeDetails ?? '')) continue;
    const name = guid || primarySmtpAddress || identity;
    if (!name) throw new WardlineError('not-found', 'A mailbox has neither ID nor address.');
    yield name;
  }
}

async function* inTens(names: AsyncIterable<string>): AsyncGenerator<string[]> {
  let ten: string[] = [];
  for await (const name of names) {
    ten.push(name);
    if (ten.length < 10) continue;
    yield ten;
    ten = [];
  }
  if (ten.length > 0) yield ten;
}
