import { exchangeAdminRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { outsideForwardingAllowed } from './outside-forwarding-allowed.ts';

testDetection(outsideForwardingAllowed, {
  alerts: {
    'to all remote domains': {
      records: [exchangeAdminRecord('Set-RemoteDomain', { Identity: 'Default', AutoForwardEnabled: 'True' })],
      severity: 'high',
      group: 'default',
    },
    'by the outbound spam policy': {
      records: [
        exchangeAdminRecord('set-hostedoutboundspamfilterpolicy', { Identity: 'Default', AutoForwardingMode: 'On' }),
      ],
      why: /outbound spam policy Default/,
    },
    'a new remote domain': [
      exchangeAdminRecord('New-RemoteDomain', { Name: 'x', DomainName: 'example.net', AutoForwardEnabled: 'True' }),
    ],
  },
  silent: {
    'it is forbidden': [
      exchangeAdminRecord('Set-RemoteDomain', { Identity: 'Default', AutoForwardEnabled: 'False' }),
      exchangeAdminRecord('Set-HostedOutboundSpamFilterPolicy', { Identity: 'Default', AutoForwardingMode: 'Off' }),
    ],
    'Microsoft decides': [
      exchangeAdminRecord('Set-HostedOutboundSpamFilterPolicy', {
        Identity: 'Default',
        AutoForwardingMode: 'Automatic',
      }),
    ],
    'a partner': {
      records: [
        exchangeAdminRecord('New-RemoteDomain', {
          Name: 'lab',
          DomainName: 'lab.example.org',
          AutoForwardEnabled: 'True',
        }),
      ],
      organization: { partners: [{ domain: 'lab.example.org', tls: true }] },
    },
    'out-of-office messages': [
      exchangeAdminRecord('Set-RemoteDomain', { Identity: 'Default', AllowedOOFType: 'External' }),
    ],
    'Microsoft sets up the tenant': [
      exchangeAdminRecord(
        'Set-RemoteDomain',
        { Identity: 'Default', AutoForwardEnabled: 'True' },
        { user: 'NT AUTHORITY\\SYSTEM (w3wp)' },
        { ExternalAccess: true },
      ),
    ],
  },
});
