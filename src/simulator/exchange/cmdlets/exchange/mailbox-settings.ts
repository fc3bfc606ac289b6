import { defineNoun } from '../../noun.ts';

const protocols = { ImapEnabled: 'flag', PopEnabled: 'flag' } as const;

/** What mailboxes allow, and what is kept about them besides the mailbox itself. */
export const mailboxSettings = [
  ...defineNoun({
    noun: 'CASMailbox',
    host: 'exchange',
    state: 'casMailboxes',
    verbs: ['Get', 'Set'],
    keys: ['PrimarySmtpAddress', 'ExternalDirectoryObjectId', 'DisplayName'],
    getOnly: { Filter: 'text', ProtocolSettings: 'switch', RecipientTypeDetails: 'texts' },
    properties: {
      ...protocols,
      ActiveSyncEnabled: 'flag',
      EwsEnabled: 'flag',
      MapiEnabled: 'flag',
      OwaEnabled: 'flag',
      OneWinNativeOutlookEnabled: 'flag',
      OutlookMobileEnabled: 'flag',
      OwaMailboxPolicy: 'text',
      SmtpClientAuthenticationDisabled: 'flag',
      UniversalOutlookEnabled: 'flag',
    },
  }),
  ...defineNoun({
    noun: 'CASMailboxPlan',
    host: 'exchange',
    state: 'casMailboxPlans',
    verbs: ['Get', 'Set'],
    keys: ['DisplayName'],
    getOnly: { Filter: 'text' },
    properties: { ...protocols, ActiveSyncEnabled: 'flag', EwsEnabled: 'flag', OwaMailboxPolicy: 'text' },
  }),
  ...defineNoun({
    noun: 'MailboxAuditBypassAssociation',
    host: 'exchange',
    state: 'mailboxAuditBypass',
    verbs: ['Get', 'Set'],
    properties: { AuditBypassEnabled: 'flag' },
  }),
  ...defineNoun({
    noun: 'OwaMailboxPolicy',
    host: 'exchange',
    state: 'owaMailboxPolicies',
    verbs: ['Get', 'Set', 'New', 'Remove'],
    properties: {
      AdditionalStorageProvidersAvailable: 'flag',
      ConditionalAccessPolicy: 'text',
      DirectFileAccessOnPrivateComputersEnabled: 'flag',
      DirectFileAccessOnPublicComputersEnabled: 'flag',
      ExternalSPMySiteHostURL: 'text',
      IsDefault: 'switch',
      PersonalAccountCalendarsEnabled: 'flag',
      PersonalAccountsEnabled: 'flag',
    },
    defaults: () => ({ IsDefault: false, AdditionalStorageProvidersAvailable: true, ConditionalAccessPolicy: 'Off' }),
  }),
  ...defineNoun({
    noun: 'SharingPolicy',
    host: 'exchange',
    state: 'sharingPolicies',
    verbs: ['Get', 'Set', 'New', 'Remove'],
    properties: { Domains: 'texts', Enabled: 'flag', Default: 'switch' },
    newRequired: ['Name', 'Domains'],
    defaults: () => ({ Enabled: true, Default: false }),
  }),
];
