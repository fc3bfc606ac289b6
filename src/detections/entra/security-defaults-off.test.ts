import { directoryAuditRecord, entraRecord } from '../../../test/audit-records.ts';
import { changeApp, changeAppApproved } from '../../../test/conditional-access-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { securityDefaultsOff } from './security-defaults-off.ts';

const record = (now: string, old?: string, fields = {}) =>
  directoryAuditRecord(
    'Update security defaults',
    { category: 'Policy', targets: [{ type: 'Policy' }], changes: [['IsEnabled', now, old]] },
    fields,
  );

testDetection(securityDefaultsOff, {
  alerts: {
    'S3-29: turned off': { records: [record('false', 'true')], severity: 'high', group: 'security-defaults' },
    'the unified log': [
      entraRecord('Update security defaults.', { changes: [['IsEnabled', '["False"]', '["True"]']] }),
    ],
    'a whole policy as JSON text': [
      entraRecord('Update policy.', {
        changes: [['SecurityDefaultsPolicy', '{"isEnabled":false}', '{"isEnabled":true}']],
      }),
    ],
    'the old value is not said': [record('false')],
  },
  silent: {
    'turned on': [record('true', 'false')],
    'were off already': [record('false', 'false')],
    'it was refused': [record('false', 'true', { result: 'failure' })],
    'another policy that has a switch': [entraRecord('Update policy.', { changes: [['IsEnabled', 'False', 'True']] })],
    'the approved change application': {
      records: [record('false', 'true', changeApp)],
      organization: changeAppApproved,
    },
  },
});
