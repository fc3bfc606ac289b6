import { directoryAuditRecord, entraRecord } from '../../../test/audit-records.ts';
import { changeApp, changeAppApproved } from '../../../test/conditional-access-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { pimSettingsWeakened } from './pim-settings-weakened.ts';

const record = (fields: Record<string, unknown>, changes: [string, string, string][] = []) =>
  directoryAuditRecord(
    'Update role setting in PIM',
    { targets: [{ type: 'Role', displayName: 'Global Administrator' }], changes },
    { loggedByService: 'PIM', ...fields },
  );
const rules = (...enabledRules: string[]) => JSON.stringify({ id: 'Enablement_EndUser_Assignment', enabledRules });

testDetection(pimSettingsWeakened, {
  alerts: {
    'S3-29: the reason says it': {
      records: [record({ resultReason: 'MFA on activation disabled' })],
      severity: 'high',
      group: 'global administrator',
      why: /no longer asks for multifactor authentication/,
    },
    'approval is gone': {
      records: [
        record({}, [
          [
            'Approval_EndUser_Assignment',
            '{"setting":{"isApprovalRequired":false}}',
            '{"setting":{"isApprovalRequired":true}}',
          ],
        ]),
      ],
      why: /approval/,
    },
    'assignments may last for good': [
      record({}, [['Expiration_Admin_Assignment', '{"isExpirationRequired":false}', '{"isExpirationRequired":true}']]),
    ],
    'no reason and no second factor': {
      records: [
        record({}, [['Enablement_EndUser_Assignment', rules(), rules('MultiFactorAuthentication', 'Justification')]]),
      ],
      why: /multifactor authentication and a reason/,
    },
    'given up, the unified log': { records: [entraRecord('Tenant offboarded from PIM.')], severity: 'high' },
    'a warning is turned off': { records: [directoryAuditRecord('Disable PIM alert')], severity: 'medium' },
  },
  silent: {
    stricter: [
      record({ resultReason: 'Approval required on activation enabled' }, [
        ['Enablement_EndUser_Assignment', rules('MultiFactorAuthentication'), rules()],
      ]),
    ],
    'nothing is said': [record({})],
    'a role is switched on': [
      directoryAuditRecord(
        'Add member to role completed (PIM activation)',
        {},
        { resultReason: 'approval is off today' },
      ),
    ],
    'the approved change application': {
      records: [record({ resultReason: 'MFA on activation disabled', ...changeApp })],
      organization: changeAppApproved,
    },
  },
});
