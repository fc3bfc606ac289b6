import { defineNoun } from '../../noun.ts';

export const organizationConfig = defineNoun({
  noun: 'OrganizationConfig',
  host: 'exchange',
  state: 'organizationConfig',
  verbs: ['Get', 'Set'],
  single: true,
  properties: {
    ActivityBasedAuthenticationTimeoutEnabled: 'flag',
    ActivityBasedAuthenticationTimeoutInterval: 'text',
    AuditDisabled: 'flag',
    CustomerLockboxEnabled: 'flag',
    DefaultAuthenticationPolicy: 'text',
    EwsEnabled: 'flag',
    MailTipsAllTipsEnabled: 'flag',
    MailTipsExternalRecipientsTipsEnabled: 'flag',
    OAuth2ClientProfileEnabled: 'flag',
    RejectDirectSend: 'flag',
    SendFromAliasEnabled: 'flag',
  },
});
