import { directoryAuditRecord, entraRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { adminRoleGrantedOutsidePim } from './admin-role-granted-outside-pim.ts';

const outside = (templateId: string, fields = {}) =>
  directoryAuditRecord(
    'Add member to role outside of PIM (permanent)',
    {
      targets: [
        { type: 'Role', id: templateId, displayName: 'A role' },
        { type: 'User', userPrincipalName: 'nina@clinic.example.com' },
      ],
    },
    { loggedByService: 'PIM', additionalDetails: [{ key: 'TemplateId', value: templateId }], ...fields },
  );

testDetection(adminRoleGrantedOutsidePim, {
  alerts: {
    'S3-29: Global Administrator for good': {
      records: [outside('62e90394-69f5-4237-9190-012177145e10')],
      severity: 'high',
      group: 'nina@clinic.example.com',
    },
    'SharePoint Administrator for good': {
      records: [outside('f28a1f50-f6e7-4571-818b-6a12f2af6b6c')],
      severity: 'medium',
    },
    'the unified log': {
      records: [
        entraRecord('Add member to role outside of PIM (permanent).', {
          targets: [['nina@clinic.example.com', 5]],
          changes: [['Role.TemplateId', 'e8611ab8-c189-46e8-94e1-60213ab1f814']],
        }),
      ],
      severity: 'high',
    },
  },
  silent: {
    'a role without power': [outside('88d8e3e3-8f55-4a1e-953a-9b9898b8876b')],
    'it was refused': [outside('62e90394-69f5-4237-9190-012177145e10', { result: 'failure' })],
    'eligible through Privileged Identity Management': [
      outside('62e90394-69f5-4237-9190-012177145e10', {
        activityDisplayName: 'Add eligible member to role in PIM completed (permanent)',
      }),
    ],
  },
});
