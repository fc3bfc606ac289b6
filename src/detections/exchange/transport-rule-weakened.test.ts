import { exchangeAdminRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { transportRuleWeakened } from './transport-rule-weakened.ts';

const rule = (cmdlet: string, parameters: Record<string, string>, fields = {}) =>
  exchangeAdminRecord(cmdlet, parameters, {}, fields);

testDetection(transportRuleWeakened, {
  alerts: {
    'the rule that encrypts PHI is removed': {
      records: [rule('Remove-TransportRule', { Identity: 'Encrypt PHI to outside' })],
      severity: 'high',
      why: /^The mail flow rule Encrypt PHI to outside was removed$/,
    },
    'it is disabled': { records: [rule('disable-transportrule', { Identity: 'Encrypt mail' })], severity: 'high' },
    'another rule is removed': { records: [rule('Remove-TransportRule', { Identity: 'Rule 7' })], severity: 'medium' },
    'it no longer encrypts': {
      records: [rule('Set-TransportRule', { Identity: 'Rule 7', ApplyOME: 'False' })],
      severity: 'high',
    },
    'the template of rights is cleared': [
      rule('Set-TransportRule', { Identity: 'Rule 7', ApplyRightsProtectionTemplate: '' }),
    ],
    'it now only records': [rule('Set-TransportRule', { Identity: 'Block forwarding', Mode: 'AuditAndNotify' })],
    'a new rule takes encryption off': [rule('New-TransportRule', { Name: 'Plain', RemoveOMEv2: 'True' })],
    'disabled and removed is one alert': {
      records: [
        rule('Disable-TransportRule', { Identity: 'Encrypt mail' }),
        rule('Remove-TransportRule', { Identity: 'Encrypt mail' }),
      ],
      count: 2,
    },
  },
  silent: {
    'a disclaimer is removed': [rule('Remove-TransportRule', { Identity: 'Disclaimer 2025' })],
    'encryption is switched on': [rule('Set-TransportRule', { Identity: 'Encrypt mail', ApplyOME: 'True' })],
    'a rule gets another rank': [rule('Set-TransportRule', { Identity: 'Encrypt mail', Priority: '0' })],
    'it is enforced again': [rule('Set-TransportRule', { Identity: 'Encrypt mail', Mode: 'Enforce' })],
    'replies of colleagues are decrypted': [
      rule('New-TransportRule', { Name: 'In', RemoveOMEv2: 'True', SentToScope: 'InOrganization' }),
    ],
    'it failed': [rule('Remove-TransportRule', { Identity: 'Encrypt mail' }, { ResultStatus: 'False' })],
    'Microsoft itself': [
      exchangeAdminRecord(
        'Remove-TransportRule',
        { Identity: 'Encrypt' },
        { user: 'Microsoft\\ServiceOperator' },
        { ExternalAccess: true },
      ),
    ],
  },
});
