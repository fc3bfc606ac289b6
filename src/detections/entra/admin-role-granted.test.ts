import { clinicTenant, directoryAuditRecord, roleRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { adminRoleGranted } from './admin-role-granted.ts';

const pim = '01fc33a7-78ba-4d2f-a4b7-768e336e890e';
const principal = 'aaaaaaaa-0000-4000-8000-000000000001';
const wardline = { displayName: 'Wardline changes', servicePrincipalId: principal };
const approved = { approvedApps: [{ appId: principal, baa: true }] };
const exchange = '29232cdf-9323-42fd-ade2-1d097af3e4de';

/** The form of Privileged Identity Management: the role, the request and the person are targets. */
const pimRecord = (activity: string, templateId = '62e90394-69f5-4237-9190-012177145e10') =>
  directoryAuditRecord(
    activity,
    {
      targets: [
        { type: 'Role', displayName: 'Global Administrator', id: templateId },
        { type: 'Request' },
        { type: 'User', userPrincipalName: 'nina@clinic.example.com', displayName: 'Nina' },
      ],
    },
    {
      loggedByService: 'PIM',
      additionalDetails: [
        { key: 'RoleDefinitionOriginId', value: templateId },
        { key: 'TemplateId', value: templateId },
      ],
    },
  );

const shared = { InterSystemsId: 'cccccccc-0000-4000-8000-000000000001' };

testDetection(adminRoleGranted, {
  alerts: {
    'S3-29: Global Administrator, final dot in the name': {
      records: [roleRecord()],
      severity: 'critical',
      actor: 'admin@clinic.example.com',
      group: 'nina@clinic.example.com',
    },
    'by template id, whatever the role is called': {
      records: [roleRecord({ role: 'Administrateur Exchange', templateId: exchange })],
      severity: 'high',
      why: /Exchange Administrator/,
    },
    'by name where no template id stands': {
      records: [roleRecord({ role: 'Company Administrator', templateId: '' })],
      severity: 'critical',
    },
    'the directory audit of Graph, values quoted twice': {
      records: [
        directoryAuditRecord('Add member to role', {
          targets: [{ type: 'User', userPrincipalName: 'nina@clinic.example.com' }, { type: 'Role' }],
          changes: [
            ['Role.DisplayName', 'Global Administrator'],
            ['Role.TemplateId', '62e90394-69f5-4237-9190-012177145e10'],
          ],
        }),
      ],
      severity: 'critical',
      group: 'nina@clinic.example.com',
    },
    'the envelope of diagnostic settings': {
      records: [
        {
          time: '2026-03-02T09:00:00Z',
          category: 'AuditLogs',
          operationName: 'Add member to role',
          tenantId: clinicTenant,
          properties: directoryAuditRecord('Add member to role', {
            targets: [{ type: 'User', userPrincipalName: 'nina@clinic.example.com' }],
            changes: [['Role.TemplateId', '62e90394-69f5-4237-9190-012177145e10']],
          }),
        },
      ],
      severity: 'critical',
      group: 'nina@clinic.example.com',
    },
    'a row of Search-UnifiedAuditLog': {
      records: [
        {
          RecordType: 'AzureActiveDirectory',
          CreationDate: '3/2/2026 9:00:00 AM',
          UserIds: 'admin@clinic.example.com',
          Operations: 'Add member to role.',
          AuditData: JSON.stringify(roleRecord()),
        },
      ],
      severity: 'critical',
    },
    'an application gets the role': {
      records: [
        directoryAuditRecord('Add member to role', {
          targets: [{ type: 'ServicePrincipal', displayName: 'Backup' }, { type: 'Role' }],
          changes: [['Role.TemplateId', '62e90394-69f5-4237-9190-012177145e10']],
        }),
      ],
      severity: 'critical',
      group: 'backup',
    },
    'active for good through Privileged Identity Management': {
      records: [pimRecord('Add member to role in PIM completed (permanent)')],
      severity: 'critical',
    },
    'active until a day': {
      records: [pimRecord('Add member to role in PIM completed (timebound)')],
      severity: 'medium',
    },
    'eligible for good': {
      records: [pimRecord('Add eligible member to role in PIM completed (permanent)')],
      severity: 'medium',
    },
    'a record that names no role': { records: [roleRecord({}, { ModifiedProperties: [] })], severity: 'medium' },
    'several records of one action': {
      records: [
        roleRecord({}, shared),
        roleRecord({ at: 1, role: 'Exchange Administrator', templateId: exchange }, shared),
      ],
      alerts: 1,
    },
    'an approved application makes an active administrator': {
      records: [
        directoryAuditRecord('Add member to role', {
          app: wardline,
          targets: [{ type: 'User', userPrincipalName: 'nina@clinic.example.com' }],
          changes: [['Role.TemplateId', exchange]],
        }),
      ],
      organization: approved,
      severity: 'medium',
    },
    'an application that only calls itself as a person would': {
      records: [roleRecord({ user: 'ms-pim@clinic.example.com' })],
    },
  },
  silent: {
    'a role without power': [
      roleRecord({ role: 'Directory Readers', templateId: '88d8e3e3-8f55-4a1e-953a-9b9898b8876b' }),
    ],
    'a custom role with a grand name': [
      roleRecord({ role: 'Global Administrator', templateId: 'dddddddd-0000-4000-8000-000000000001' }),
    ],
    'a role switched on: the directory record of MS-PIM': [
      roleRecord(
        { user: `ServicePrincipal_${principal}` },
        {
          Actor: [
            { ID: 'MS-PIM', Type: 1 },
            { ID: pim, Type: 2 },
            { ID: `ServicePrincipal_${principal}`, Type: 2 },
            { ID: 'ServicePrincipal', Type: 2 },
          ],
        },
      ),
      directoryAuditRecord('Add member to role', {
        app: { displayName: 'MS-PIM', servicePrincipalId: principal },
        targets: [{ type: 'User', userPrincipalName: 'nina@clinic.example.com' }],
        changes: [['Role.TemplateId', '62e90394-69f5-4237-9190-012177145e10']],
      }),
    ],
    'a role switched on: the record of Privileged Identity Management': [
      pimRecord('Add member to role completed (PIM activation)'),
      pimRecord('Add member to role requested (PIM activation)'),
    ],
    'it was refused': [roleRecord({}, { ResultStatus: 'Failure' })],
    'the first administrator of a new tenant': [roleRecord({ user: 'Microsoft\\ServiceOperator' })],
    'a role taken away': [roleRecord({}, { Operation: 'Remove member from role.' })],
    'an approved application makes people eligible': {
      records: [
        directoryAuditRecord('Add eligible member to role in PIM completed (timebound)', {
          app: wardline,
          targets: [
            { type: 'Role', id: exchange, displayName: 'Exchange Administrator' },
            { type: 'User', userPrincipalName: 'nina@clinic.example.com' },
          ],
        }),
      ],
      organization: approved,
    },
    'a Team is made and its owner set': [
      directoryAuditRecord('Add owner to group', {
        targets: [{ type: 'User', userPrincipalName: 'nina@clinic.example.com' }],
      }),
      directoryAuditRecord('Add member to group', {}, { tenantId: clinicTenant }),
    ],
  },
});
