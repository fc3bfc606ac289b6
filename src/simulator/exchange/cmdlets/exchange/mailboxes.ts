import { plainText } from '../../../../core/shape.ts';
import { defineNoun } from '../../noun.ts';

export const mailboxes = defineNoun({
  noun: 'Mailbox',
  host: 'exchange',
  state: 'mailboxes',
  verbs: ['Get', 'Set'],
  keys: ['UserPrincipalName', 'PrimarySmtpAddress', 'Alias', 'ExternalDirectoryObjectId', 'LegacyExchangeDN'],
  getOnly: {
    RecipientTypeDetails: 'texts',
    PropertySets: 'texts',
    Properties: 'texts',
    Filter: 'text',
    InactiveMailboxOnly: 'switch',
  },
  properties: {
    AuditEnabled: 'flag',
    AuditLogAgeLimit: 'text',
    AuditAdmin: 'texts',
    AuditDelegate: 'texts',
    AuditOwner: 'texts',
    DefaultAuditSet: 'texts',
    DeliverToMailboxAndForward: 'flag',
    ForwardingAddress: 'text',
    ForwardingSmtpAddress: 'text',
    HiddenFromAddressListsEnabled: 'flag',
    LitigationHoldEnabled: 'flag',
    LitigationHoldDuration: 'text',
    RetainDeletedItemsFor: 'text',
    RetentionHoldEnabled: 'flag',
    RetentionPolicy: 'text',
    SingleItemRecoveryEnabled: 'flag',
  },
  changed({ state }, { before, after, parameters }) {
    if (parameters['LitigationHoldEnabled'] === true && before?.['LitigationHoldEnabled'] !== true)
      after['LitigationHoldDate'] = state.now;
    // Without a hold there is no date of one: assumption litigation-hold-date.
    if (after['LitigationHoldEnabled'] !== true) delete after['LitigationHoldDate'];
    // A number of days is kept as a time span.
    for (const name of ['RetainDeletedItemsFor', 'AuditLogAgeLimit'])
      if (/^\d+$/.test(plainText(after[name]))) after[name] = `${plainText(after[name])}.00:00:00`;
  },
  listed(mailbox, { RecipientTypeDetails }) {
    const wanted = RecipientTypeDetails === undefined ? undefined : [RecipientTypeDetails].flat();
    return wanted === undefined || wanted.some((type) => type === mailbox['RecipientTypeDetails']);
  },
});
