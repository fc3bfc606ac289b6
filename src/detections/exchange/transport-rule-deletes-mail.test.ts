import { exchangeAdminRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { transportRuleDeletesMail } from './transport-rule-deletes-mail.ts';

const rule = (parameters: Record<string, string>, cmdlet = 'New-TransportRule') =>
  exchangeAdminRecord(cmdlet, { Name: 'Quiet', DeleteMessage: 'True', ...parameters });

testDetection(transportRuleDeletesMail, {
  alerts: {
    'warnings of Microsoft': {
      records: [rule({ FromAddressContainsWords: 'no-reply@microsoft.com' })],
      severity: 'high',
      group: 'quiet',
      why: /^The mail flow rule Quiet deletes mail that people should see$/,
    },
    'mail of the own admins': [rule({ From: 'admin@clinic.example.com' }, 'set-transportrule')],
    'mail about a break-in': [rule({ SenderDomainIs: 'example.net', SubjectContainsWords: 'hacked;password' })],
    'all mail': [rule({})],
  },
  silent: {
    'spam of one sender': [rule({ SenderDomainIs: 'spam.example.net' })],
    'made disabled': [rule({ Enabled: 'False' })],
    'it puts into quarantine': [exchangeAdminRecord('New-TransportRule', { Name: 'Quiet', Quarantine: 'True' })],
    'a name is changed': [exchangeAdminRecord('Set-TransportRule', { Identity: 'Quiet', Comments: 'x' })],
  },
});
