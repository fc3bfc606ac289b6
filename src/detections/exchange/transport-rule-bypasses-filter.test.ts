import { exchangeAdminRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { transportRuleBypassesFilter } from './transport-rule-bypasses-filter.ts';

const rule = (parameters: Record<string, string>, cmdlet = 'New-TransportRule', fields = {}) =>
  exchangeAdminRecord(cmdlet, { Name: 'Let in', ...parameters }, {}, fields);

testDetection(transportRuleBypassesFilter, {
  alerts: {
    'by the domain of the sender, which anybody can write': {
      records: [rule({ SenderDomainIs: 'example.net', SetSCL: '-1' })],
      severity: 'high',
      why: /Let in lets mail past the spam filter/,
    },
    'by the address of a server': {
      records: [rule({ SenderIpRanges: '192.0.2.9', SetSCL: '-1' })],
      severity: 'medium',
    },
    'an existing rule': {
      records: [rule({ Identity: 'Let in', SetSCL: '-1' }, 'set-transportrule')],
      severity: 'medium',
    },
    'by the header that skips Safe Attachments': [
      rule({ SetHeaderName: 'X-MS-Exchange-Organization-SkipSafeAttachmentProcessing', SetHeaderValue: '1' }),
    ],
    'parameters as an object': [rule({}, 'New-TransportRule', { Parameters: { Name: 'Let in', SetSCL: '-1' } })],
  },
  silent: {
    'a disclaimer': [
      rule({ ApplyHtmlDisclaimerText: 'This mail is confidential', ApplyHtmlDisclaimerLocation: 'Append' }),
    ],
    'a higher score': [rule({ SetSCL: '9' })],
    'made disabled': [rule({ SetSCL: '-1', Enabled: 'False' })],
    'in audit mode': [rule({ SetSCL: '-1', Mode: 'Audit' })],
    'external mail is marked': [rule({ FromScope: 'NotInOrganization', PrependSubject: '[External]' })],
    'Microsoft itself': [
      exchangeAdminRecord('New-TransportRule', { Name: 'x', SetSCL: '-1' }, { user: 'NT AUTHORITY\\SYSTEM (w3wp)' }),
    ],
  },
});
