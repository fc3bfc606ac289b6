import { changeApp, changeAppApproved, policyRecord } from '../../../test/conditional-access-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { conditionalAccessGrantWeakened } from './conditional-access-grant-weakened.ts';

const both = ['mfa', 'compliantDevice'];

testDetection(conditionalAccessGrantWeakened, {
  alerts: {
    'S3-29: multifactor authentication is gone': {
      records: [policyRecord('graph', {}, { grant: { builtInControls: [] } })],
      severity: 'critical',
      why: /no longer demands multifactor authentication/,
    },
    'the compliant device is gone, the unified log': {
      records: [policyRecord('unified', { grant: { operator: 'AND', builtInControls: both } }, {})],
      severity: 'high',
      why: /a compliant device/,
    },
    'a block became multifactor authentication': {
      records: [policyRecord('graph', { grant: { builtInControls: ['block'] } }, {})],
      severity: 'critical',
    },
    'both became either': {
      records: [
        policyRecord(
          'graph',
          { grant: { operator: 'AND', builtInControls: both } },
          { grant: { operator: 'OR', builtInControls: both } },
        ),
      ],
      severity: 'high',
    },
    'an authentication strength is gone': [
      policyRecord(
        'graph',
        { grant: { builtInControls: [], authenticationStrength: { id: 'x' } } },
        { grant: { builtInControls: ['compliantDevice'] } },
      ),
    ],
  },
  silent: {
    'a strength in place of multifactor authentication': [
      policyRecord('graph', {}, { grant: { builtInControls: [], authenticationStrength: { id: 'x' } } }),
    ],
    'one more demand': [policyRecord('graph', {}, { grant: { operator: 'AND', builtInControls: both } })],
    'a draft in report-only': [
      policyRecord(
        'graph',
        { state: 'enabledForReportingButNotEnforced' },
        { state: 'enabledForReportingButNotEnforced', grant: { builtInControls: [] } },
      ),
    ],
    'the approved change application': {
      records: [policyRecord('graph', {}, { grant: { builtInControls: [] } }, changeApp)],
      organization: changeAppApproved,
    },
  },
});
