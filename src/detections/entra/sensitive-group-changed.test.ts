import { directoryAuditRecord, entraRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { noOrganization } from '../../core/organization.ts';
import { sensitiveGroupChanged } from './sensitive-group-changed.ts';

const id = 'bbbbbbbb-0000-4000-8000-000000000009';
const joined = (group: string, given = {}, operation = 'Add member to group.') =>
  entraRecord(operation, {
    targets: [
      ['User_bbbbbbbb-0000-4000-8000-000000000001', 2],
      ['User', 2],
      ['nina@clinic.example.com', 5],
    ],
    changes: [
      ['Group.ObjectID', id],
      ['Group.DisplayName', group],
    ],
    ...given,
  });
const phiGroup = {
  watch: {
    thresholds: [
      { detection: 'entra.sensitive-group-changed', parameters: { groups: [id] }, reason: 'the PHI groups' },
    ],
  },
};

testDetection(sensitiveGroupChanged, {
  alerts: {
    'S3-29: a new member of the administrators': {
      records: [joined('SharePoint Admins')],
      severity: 'medium',
      group: id,
      why: /nina@clinic\.example\.com became a member of the group SharePoint Admins/,
    },
    'somebody adds the own account': {
      records: [joined('MFA-Exclusion', { user: 'nina@clinic.example.com' })],
      severity: 'high',
    },
    'a declared PHI group: a new owner': {
      records: [joined('Ward 3 charts', {}, 'Add owner to group.')],
      organization: { phi: { ...noOrganization.phi, groups: [id] } },
      severity: 'high',
    },
    'a declared PHI group: somebody adds the own account': {
      records: [joined('Ward 3 charts', { user: 'nina@clinic.example.com' })],
      organization: { phi: { ...noOrganization.phi, groups: ['Ward 3 charts'] } },
      severity: 'high',
    },
    'a new owner': { records: [joined('Tier 0', {}, 'Add owner to group.')], severity: 'high' },
    'Graph: the group is in the changes of the first target': {
      records: [
        directoryAuditRecord('Add member to group', {
          targets: [
            { type: 'User', userPrincipalName: 'nina@clinic.example.com' },
            { type: 'Group', id },
          ],
          changes: [['Group.DisplayName', 'CA exclusions']],
        }),
      ],
      severity: 'medium',
    },
    'a PHI group, declared by its id': { records: [joined('Records')], organization: phiGroup },
    'a group that can hold roles is made': {
      records: [
        directoryAuditRecord('Add group', {
          targets: [{ type: 'Group', displayName: 'Helpers', id }],
          changes: [['IsAssignableToRole', 'true']],
        }),
      ],
    },
    'three members in one go are one alert': {
      records: [joined('Admins'), joined('Admins', { at: 1 }), joined('Admins', { at: 2 })],
      count: 3,
    },
  },
  silent: {
    'a declared PHI group gets a new colleague': {
      records: [joined('Ward 3 charts')],
      organization: { phi: { ...noOrganization.phi, groups: [id] } },
    },
    'onboarding: a nurse joins the nurses': [joined('Nurses')],
    'a name that only holds the word': [joined('Administrative Assistants')],
    'a dynamic group follows its rule': [
      directoryAuditRecord('Add member to group', {
        app: { displayName: 'Microsoft Approval Management', servicePrincipalId: id },
        changes: [['Group.DisplayName', 'All admins']],
      }),
    ],
    'directory synchronization': [joined('Domain Admins', { user: 'Sync_DC01_0123456789ab@clinic.onmicrosoft.com' })],
    'a Team is made: its owner and members': [
      joined('Care Team West', {}, 'Add owner to group.'),
      joined('Care Team West'),
    ],
    'a new group of no power': [
      entraRecord('Add group.', {
        targets: [['Group', 2]],
        changes: [
          ['DisplayName', 'Admins'],
          ['IsAssignableToRole', 'false'],
        ],
      }),
    ],
  },
});
