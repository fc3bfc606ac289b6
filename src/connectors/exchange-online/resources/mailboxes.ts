import { type Clients, defineResource } from '../../resource.ts';
import { cmdletResource, cmdletScopes } from './cmdlet-resource.ts';
import { lacksLicense, readBefore, trimmedTo } from './records.ts';
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
    shaped: trimmedTo('mailboxes'),
    write: {},
  }),
  cmdletResource({
    section: 'casMailboxes',
    host,
    noun: 'CASMailbox',
    parameters: { ResultSize },
    shaped: trimmedTo('casMailboxes'),
    write: {},
  }),
  cmdletResource({
    section: 'mailboxAuditBypass',
    host,
    noun: 'MailboxAuditBypassAssociation',
    parameters: { ResultSize },
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
    const sender = readBefore(context, 'mailboxes')?.find(
      ({ recipientTypeDetails, primarySmtpAddress, accountDisabled }) =>
        recipientTypeDetails === 'UserMailbox' && primarySmtpAddress && accountDisabled !== true,
    );
    if (!sender || lacksLicense(context, 'message-encryption'))
      throw new WardlineError('not-found', 'The test needs a mailbox of a person and a license for encryption.');
    return { irmTest: await exchange.run('Test-IRMConfiguration', { Sender: sender.primarySmtpAddress }) };
  },
});
