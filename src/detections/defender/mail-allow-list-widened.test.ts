import { exchangeAdminRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { mailAllowListWidened } from './mail-allow-list-widened.ts';

const policy = (cmdlet: string, parameters: Record<string, string>, fields = {}) =>
  exchangeAdminRecord(cmdlet, { Identity: 'Default', ...parameters }, {}, fields);

testDetection(mailAllowListWidened, {
  alerts: {
    'an address of a server': {
      records: [policy('Set-HostedConnectionFilterPolicy', { IPAllowList: '192.0.2.7' })],
      severity: 'medium',
      group: 'default',
      why: /^1 addresses may send mail past the filters$/,
    },
    'a wide range': {
      records: [policy('set-hostedconnectionfilterpolicy', { IPAllowList: '192.0.0.0/16' })],
      severity: 'high',
    },
    'the safe list': [policy('Set-HostedConnectionFilterPolicy', { EnableSafeList: 'True' })],
    'a domain': {
      records: [policy('Set-HostedContentFilterPolicy', { AllowedSenderDomains: '@{Add="example.net"}' })],
      severity: 'medium',
    },
    'the own domain': {
      records: [policy('Set-HostedContentFilterPolicy', { AllowedSenderDomains: 'clinic.example.com' })],
      severity: 'high',
    },
    'all of gmail': {
      records: [policy('Set-HostedContentFilterPolicy', { AllowedSenderDomains: 'gmail.com' })],
      severity: 'high',
    },
    'the list of the tenant': {
      records: [
        policy('New-TenantAllowBlockListItems', { ListType: 'Sender', Entries: 'x@example.net', Allow: 'True' }),
      ],
      why: /A sender was put/,
    },
    'parameters as an object': [
      policy('Set-HostedContentFilterPolicy', {}, { Parameters: { AllowedSenders: ['x@example.net'] } }),
    ],
  },
  silent: {
    'a list is emptied': [policy('Set-HostedConnectionFilterPolicy', { IPAllowList: '', EnableSafeList: 'False' })],
    'an entry is removed': [
      policy('Set-HostedContentFilterPolicy', { AllowedSenderDomains: '@{Remove="example.net"}' }),
    ],
    'an entry is blocked': [
      policy('New-TenantAllowBlockListItems', { ListType: 'Sender', Entries: 'x@example.net', Block: 'True' }),
    ],
    'addresses are blocked': [policy('Set-HostedConnectionFilterPolicy', { IPBlockList: '192.0.2.7' })],
    'other settings of the spam policy': [
      policy('Set-HostedContentFilterPolicy', { BulkThreshold: '5', HighConfidenceSpamAction: 'Quarantine' }),
    ],
    'a partner': {
      records: [policy('Set-HostedContentFilterPolicy', { AllowedSenderDomains: 'lab.example.org' })],
      organization: { partners: [{ domain: 'lab.example.org', tls: true }] },
    },
  },
});
