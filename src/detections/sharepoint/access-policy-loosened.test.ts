import { unifiedRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { accessPolicyLoosened } from './access-policy-loosened.ts';

const changed = (operation: string, name: string, old: string, value: string, user = 'admin@clinic.example.com') =>
  unifiedRecord(
    operation,
    4,
    'SharePoint',
    { user },
    {
      ObjectId: 'https://clinic-admin.sharepoint.com',
      ModifiedProperties: [{ Name: name, OldValue: old, NewValue: value }],
    },
  );

testDetection(accessPolicyLoosened, {
  alerts: {
    'full access for unmanaged devices': {
      records: [
        changed('DeviceAccessPolicyChanged', 'ConditionalAccessPolicy', 'AllowLimitedAccess', 'AllowFullAccess'),
      ],
      severity: 'high',
      why: /to unmanaged devices$/,
    },
    'from blocked to limited': [
      changed('DeviceAccessPolicyChanged', 'ConditionalAccessPolicy', 'BlockAccess', 'AllowLimitedAccess'),
    ],
    'networks are no longer limited': [changed('NetworkAccessPolicyChanged', 'IPAddressEnforcement', 'True', 'False')],
    'every address': [changed('NetworkAccessPolicyChanged', 'IPAddressAllowList', '192.0.2.0/24', '0.0.0.0/0')],
    'a data location': [changed('AllowedDataLocationAdded', 'DataLocation', '', 'EUR')],
  },
  silent: {
    tightened: [
      changed('DeviceAccessPolicyChanged', 'ConditionalAccessPolicy', 'AllowFullAccess', 'BlockAccess'),
      changed('NetworkAccessPolicyChanged', 'IPAddressEnforcement', 'False', 'True'),
    ],
    'an office gets a further address': [
      changed('NetworkAccessPolicyChanged', 'IPAddressAllowList', '192.0.2.0/24', '192.0.2.0/24;198.51.100.0/28'),
    ],
    'Microsoft itself': [
      changed(
        'DeviceAccessPolicyChanged',
        'ConditionalAccessPolicy',
        'BlockAccess',
        'AllowFullAccess',
        'app@sharepoint',
      ),
    ],
  },
});
