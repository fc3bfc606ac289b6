import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { filesBackedUp } from './files-backed-up.ts';

const policy = (kind: string, status: string) => ({
  '@odata.type': `#microsoft.graph.${kind}ProtectionPolicy`,
  id: `00000000-0000-4000-8000-0000000000${kind.length}0`,
  displayName: `${kind} backup`,
  status,
});
const both = (sharePoint: string, oneDrive: string) => [
  policy('sharePoint', sharePoint),
  policy('oneDriveForBusiness', oneDrive),
];
const attested = {
  organization: {
    attestations: [
      {
        control: 'sharepoint.files-backed-up',
        statement: 'Backup by a vendor with an agreement.',
        by: 'Ruth Adeyemi',
        on: '2026-10-01',
        until: '2027-09-30',
        proof: 'Restore test of October 1, 2026',
      },
    ],
  },
};

testControl(filesBackedUp, {
  pass: {
    'both are active': [
      tenant({ backupPolicies: both('active', 'active') }),
      { resources: ['sharePoint backup', 'oneDriveForBusiness backup'] },
    ],
  },
  partial: {
    'only one is active': [
      tenant({ backupPolicies: both('active', 'inactive') }),
      { resources: ['oneDriveForBusiness backup'] },
    ],
    'errors are not active': tenant({ backupPolicies: both('activeWithErrors', 'active') }),
    'one has no policy': [
      tenant({ backupPolicies: policy('sharePoint', 'active') }),
      { resources: ['Backup of OneDrive'] },
    ],
  },
  unknown: {
    'none is active: another vendor may do it': tenant({ backupPolicies: [] }),
    'none is active and another vendor is attested: the engine makes it attested': tenant(
      { backupPolicies: both('inactive', 'inactive') },
      attested,
    ),
    'one is active and another vendor is attested for the rest': tenant(
      { backupPolicies: both('active', 'inactive') },
      attested,
    ),
  },
});
