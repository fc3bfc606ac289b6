import type { ReadContext } from '../../../core/reading.ts';
import { type Clients, defineResource } from '../../resource.ts';
import { cmdletResource, cmdletScopes } from './cmdlet-resource.ts';
import { decodedBefore, lacksLicense, trimmedTo } from './records.ts';
import { WardlineError } from '../../../core/errors.ts';

const host = 'exchange';
const ResultSize = 'Unlimited';

/**
 * The EXO cmdlets of Microsoft's module (Get-EXOMailbox) are no cmdlets of the service; Get-Mailbox is, and gives the
 * same properties.
 */
export const mailboxResources = [
  cmdletResource({
    section: 'mailboxes',
    host,
    noun: 'Mailbox',
    parameters: { ResultSize },
    many: true,
    shaped: trimmedTo('mailboxes'),
    write: {},
  }),
  cmdletResource({
    section: 'casMailboxes',
    host,
    noun: 'CASMailbox',
    parameters: { ResultSize },
    many: true,
    shaped: trimmedTo('casMailboxes'),
    write: {},
  }),
  cmdletResource({
    section: 'mailboxAuditBypass',
    host,
    noun: 'MailboxAuditBypassAssociation',
    parameters: { ResultSize },
    many: true,
    shaped: trimmedTo('mailboxAuditBypass'),
    write: {},
  }),
];

/** Asks Exchange to make and open a protected message in the name of some mailbox; nothing is sent. */
export const irmTest = defineResource({
  id: 'exchange-online.irm-test',
  sections: ['irmTest'],
  api: host,
  after: ['mailboxes', 'servicePlans'],
  scopes: cmdletScopes(host, false),
  async read({ exchange }: Clients, context) {
    const sender = await someone(context);
    if (!sender || lacksLicense(context, 'message-encryption'))
      throw new WardlineError('not-found', 'The test needs a mailbox of a person and a license for encryption.');
    return { irmTest: await exchange.run('Test-IRMConfiguration', { Sender: sender }) };
  },
});

/** The address of some mailbox of a person. */
async function someone(context: ReadContext): Promise<string | undefined> {
  for await (const mailbox of decodedBefore(context, 'mailboxes') ?? []) {
    const { recipientTypeDetails, primarySmtpAddress, accountDisabled } = mailbox;
    if (recipientTypeDetails === 'UserMailbox' && primarySmtpAddress && accountDisabled !== true)
      return primarySmtpAddress;
  }
  return undefined;
}
