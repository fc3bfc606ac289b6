import { WardlineError } from '../../../core/errors.ts';
import { isConnectorError } from '../../http/errors.ts';
import { defineResource } from '../../resource.ts';
import { cmdletScopes } from './cmdlet-resource.ts';
import { type Raw, fieldOf, pooled, readBefore, trimmedTo } from './records.ts';

/** Calls at a time; Exchange's own limit is kept by the transport. */
const lanes = 6;
/** Mailboxes of the system, which have no rules of people. */
const system = /^(?:Discovery|Arbitration|AuditLog|Monitoring|SupervisoryReview|System)/i;
const trimmed = trimmedTo('inboxRules');

/** The rules of every mailbox, one call each: Exchange lists them in no other way. */
export const inboxRules = defineResource({
  id: 'exchange-online.inbox-rules',
  sections: ['inboxRules'],
  api: 'exchange',
  after: ['mailboxes'],
  scopes: cmdletScopes('exchange', true),
  async read({ exchange }, context) {
    const mailboxes = readBefore(context, 'mailboxes');
    if (!mailboxes) throw new WardlineError('not-found', 'The mailboxes were not read, so their rules cannot be.');
    const rulesOf = async (mailbox: string): Promise<Raw[]> => {
      context.signal?.throwIfAborted();
      try {
        const rules = await exchange.run('Get-InboxRule', { Mailbox: mailbox, IncludeHidden: true });
        return rules.map((rule) => trimmed({ MailboxOwnerId: mailbox, ...rule }));
      } catch (error) {
        // It was deleted meanwhile. Any other error ends the read: half of the rules would look like all of them.
        if (isConnectorError(error, 'not-found')) return [];
        throw error;
      }
    };
    const names = mailboxes
      .filter(({ recipientTypeDetails }) => !system.test(recipientTypeDetails ?? ''))
      .map(({ guid, primarySmtpAddress, identity }) => guid || primarySmtpAddress || identity);
    if (names.some((name) => !name)) throw new WardlineError('not-found', 'A mailbox has neither ID nor address.');
    const found = await pooled(
      names.flatMap((name) => name ?? []),
      lanes,
      rulesOf,
    );
    return { inboxRules: found.flat() };
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
