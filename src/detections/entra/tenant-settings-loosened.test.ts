import { directoryAuditRecord, entraRecord } from '../../../test/audit-records.ts';
import { changeApp, changeAppApproved } from '../../../test/conditional-access-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { tenantSettingsLoosened } from './tenant-settings-loosened.ts';

const record = (name: string, now: string, old: string, fields = {}) =>
  directoryAuditRecord(
    'Update authorization policy',
    { category: 'AuthorizationPolicy', changes: [[name, now, old]] },
    fields,
  );
const low = 'ManagePermissionGrantsForSelf.microsoft-user-default-low';
const legacy = 'ManagePermissionGrantsForSelf.microsoft-user-default-legacy';

testDetection(tenantSettingsLoosened, {
  alerts: {
    'S3-29: people may consent to everything': {
      records: [record('PermissionGrantPolicyIdsAssignedToDefaultUserRole', `["${legacy}"]`, `["${low}"]`)],
      severity: 'high',
      why: /people may consent to every application/,
    },
    'everybody may invite guests, the unified log': {
      records: [
        entraRecord('Update authorization policy.', {
          changes: [['AllowInvitesFrom', '["everyone"]', '["adminsAndGuestInviters"]']],
        }),
      ],
      severity: 'medium',
    },
    'guests see as much as members': [
      record('GuestUserRoleId', 'a0b1b346-4d3e-4e8b-98f8-753987be4970', '2af84b1e-32c8-42b7-82bc-daa82404023b'),
    ],
    'people may register applications': [record('DefaultUserRolePermissions.AllowedToCreateApps', 'true', 'false')],
  },
  silent: {
    stricter: [
      record('AllowInvitesFrom', 'none', 'everyone'),
      record('GuestUserRoleId', '2af84b1e-32c8-42b7-82bc-daa82404023b', '10dae51f-b6af-4016-8d66-8c2a99b929b3'),
      record('DefaultUserRolePermissions.AllowedToCreateApps', 'false', 'true'),
      record('PermissionGrantPolicyIdsAssignedToDefaultUserRole', `["${low}"]`, `["${legacy}"]`),
    ],
    'the description changes': [record('Description', 'new', 'old')],
    'the approved change application': {
      records: [record('AllowInvitesFrom', 'everyone', 'none', changeApp)],
      organization: changeAppApproved,
    },
  },
});
