import { exchangeAdminRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { mailConnectorWeakened } from './mail-connector-weakened.ts';

const connector = (cmdlet: string, parameters: Record<string, string>) =>
  exchangeAdminRecord(cmdlet, { Identity: 'Lab', ...parameters });

testDetection(mailConnectorWeakened, {
  alerts: {
    'a new way in': {
      records: [
        exchangeAdminRecord('New-InboundConnector', { Name: 'In', SenderDomains: '*', ConnectorType: 'OnPremises' }),
      ],
      severity: 'medium',
      group: 'in',
    },
    'a new way out': [
      exchangeAdminRecord('New-OutboundConnector', {
        Name: 'Out',
        SmartHosts: 'mail.example.net',
        RecipientDomains: '*',
      }),
    ],
    'TLS is no longer demanded': {
      records: [connector('set-inboundconnector', { RequireTls: 'False' })],
      severity: 'high',
    },
    'certificates are no longer checked': {
      records: [connector('Set-OutboundConnector', { TlsSettings: 'EncryptionOnly' })],
      severity: 'high',
    },
    'TLS settings are cleared': [connector('Set-OutboundConnector', { TlsSettings: '' })],
    'all mail goes another way': [connector('Set-OutboundConnector', { RouteAllMessagesViaOnPremises: 'True' })],
    'mail of others counts as our own': [connector('Set-InboundConnector', { TreatMessagesAsInternal: 'True' })],
  },
  silent: {
    'TLS is raised': [
      connector('Set-InboundConnector', { RequireTls: 'True' }),
      connector('Set-OutboundConnector', { TlsSettings: 'DomainValidation', TlsDomain: '*.lab.example.org' }),
    ],
    'made disabled': [exchangeAdminRecord('New-OutboundConnector', { Name: 'Out', Enabled: 'False' })],
    'a comment': [connector('Set-InboundConnector', { Comment: 'by contract' })],
    'the last test of a connector': [
      connector('Set-OutboundConnector', { LastValidationTimestamp: '2026-03-02', IsValidated: 'True' }),
    ],
  },
});
