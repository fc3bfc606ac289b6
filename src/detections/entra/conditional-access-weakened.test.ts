import { entraRecord } from '../../../test/audit-records.ts';
import { changeApp, changeAppApproved, policyRecord } from '../../../test/conditional-access-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { conditionalAccessWeakened } from './conditional-access-weakened.ts';

const off = { state: 'disabled' };
const reportOnly = { state: 'enabledForReportingButNotEnforced' };

testDetection(conditionalAccessWeakened, {
  alerts: {
    'S3-29: turned off': {
      records: [policyRecord('graph', {}, off)],
      severity: 'critical',
      actor: 'admin@clinic.example.com',
      group: 'eeeeeeee-0000-4000-8000-000000000001',
      why: /Require MFA went from enabled to disabled/,
    },
    'to report-only': { records: [policyRecord('graph', {}, reportOnly)], why: /report-only/ },
    'the unified log: a list with JSON text in it': { records: [policyRecord('unified', {}, off)] },
    deleted: { records: [policyRecord('graph', {}, undefined)], why: /was deleted/ },
    'deleted, and the record says nothing else': [
      entraRecord('Delete conditional access policy.', { targets: [['Require MFA', 1]] }),
    ],
    'the old form: policy detail': [
      entraRecord('Update policy.', {
        targets: [['Require MFA', 1]],
        changes: [
          [
            'PolicyDetail',
            '["{\\"Version\\":1,\\"State\\":\\"Disabled\\"}"]',
            '["{\\"Version\\":1,\\"State\\":\\"Enabled\\"}"]',
          ],
        ],
      }),
    ],
    'a record that keeps the state alone': {
      records: [
        entraRecord('Update conditional access policy.', {
          targets: [['Require MFA', 1]],
          changes: [['PolicyState', 'disabled', 'enabled']],
        }),
      ],
      severity: 'critical',
    },
    'a record that does not say how': {
      records: [entraRecord('Update conditional access policy.', { targets: [['Require MFA', 1]] })],
      severity: 'medium',
    },
    'off and then deleted is one alert': [policyRecord('graph', {}, off), policyRecord('graph', {}, undefined)],
    'an application that nobody approved': [policyRecord('graph', {}, off, changeApp)],
  },
  silent: {
    'turned on': [policyRecord('graph', reportOnly, {})],
    renamed: [policyRecord('graph', {}, {})],
    'a draft in report-only is turned off or deleted': [
      policyRecord('graph', reportOnly, off),
      policyRecord('graph', reportOnly, undefined),
    ],
    'it was refused': [policyRecord('graph', {}, off, { result: 'failure' })],
    'another kind of policy': [
      entraRecord('Update policy.', {
        targets: [['TokenLifetime', 1]],
        changes: [['PolicyDetail', '["{\\"TokenLifetimePolicy\\":{}}"]']],
      }),
      entraRecord('Delete policy.', { targets: [['TokenLifetime', 1]] }),
    ],
    'the approved change application, known by its id': {
      records: [policyRecord('graph', {}, off, changeApp)],
      organization: changeAppApproved,
    },
  },
});
