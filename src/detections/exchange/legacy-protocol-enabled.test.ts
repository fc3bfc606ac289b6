import { exchangeAdminRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { legacyProtocolEnabled } from './legacy-protocol-enabled.ts';

testDetection(legacyProtocolEnabled, {
  alerts: {
    'SMTP AUTH for one mailbox': {
      records: [
        exchangeAdminRecord('Set-CASMailbox', { Identity: 'scanner', SmtpClientAuthenticationDisabled: 'False' }),
      ],
      severity: 'medium',
      group: 'scanner',
      why: /^SMTP AUTH was switched on for the mailbox of scanner$/,
    },
    'SMTP AUTH for everybody': {
      records: [exchangeAdminRecord('set-transportconfig', { SmtpClientAuthenticationDisabled: '$false' })],
      severity: 'high',
    },
    'IMAP and POP': {
      records: [exchangeAdminRecord('Set-CASMailbox', { Identity: 'nina', ImapEnabled: 'True', PopEnabled: 'True' })],
      why: /^IMAP, POP/,
    },
    'a policy that allows basic authentication': [
      exchangeAdminRecord('Set-AuthenticationPolicy', { Identity: 'Old', AllowBasicAuthImap: 'True' }),
    ],
    'modern authentication is switched off': [
      exchangeAdminRecord('Set-OrganizationConfig', { OAuth2ClientProfileEnabled: 'False' }),
    ],
    'for new mailboxes': [
      exchangeAdminRecord('Set-CASMailboxPlan', { Identity: 'ExchangeOnline', ImapEnabled: 'True' }),
    ],
  },
  silent: {
    'they are switched off': [
      exchangeAdminRecord('Set-CASMailbox', {
        Identity: 'nina',
        ImapEnabled: 'False',
        SmtpClientAuthenticationDisabled: 'True',
      }),
      exchangeAdminRecord('Set-TransportConfig', { SmtpClientAuthenticationDisabled: 'True' }),
    ],
    'Outlook and phones': [
      exchangeAdminRecord('Set-CASMailbox', {
        Identity: 'nina',
        OWAEnabled: 'True',
        ActiveSyncEnabled: 'True',
        MAPIEnabled: 'True',
      }),
    ],
    'other settings of the organization': [
      exchangeAdminRecord('Set-OrganizationConfig', { MailTipsExternalRecipientsTipsEnabled: 'True' }),
    ],
    'Microsoft sets up the plans': [
      exchangeAdminRecord(
        'Set-CASMailboxPlan',
        { Identity: 'ExchangeOnline', ImapEnabled: 'True', PopEnabled: 'True' },
        { user: 'NT AUTHORITY\\SYSTEM (w3wp)' },
        { ExternalAccess: true },
      ),
    ],
  },
});
