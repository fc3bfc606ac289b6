import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { onedriveAvailable } from './onedrive-available.ts';

const id = (last: number) => `00000000-0000-4000-8000-0000000000b${last}`;
const user = (last: number, displayName: string, more = {}) => ({
  id: id(last),
  displayName,
  userPrincipalName: `user${last}@larkmeadow.example.com`,
  accountEnabled: true,
  userType: 'Member',
  ...more,
});
const drive = (last: number, displayName: string, used: number, total = 1000) => ({
  id: `drive${last}`,
  owner: { user: { id: id(last), displayName } },
  quota: { used, total },
});
const [elena, ruth] = [user(1, 'Elena Marsh'), user(2, 'Ruth Adeyemi')];

testControl(onedriveAvailable, {
  pass: {
    'everybody has one, the fullest at 90 %': tenant({
      users: [elena, ruth],
      oneDrives: [drive(1, 'Elena Marsh', 900), drive(2, 'Ruth Adeyemi', 0)],
    }),
    'guests, disabled and declared accounts need none': tenant(
      {
        users: [
          elena,
          user(3, 'Consultant', { userType: 'Guest' }),
          user(4, 'Leaver', { accountEnabled: false }),
          user(5, 'Scanner'),
          user(6, 'Emergency'),
        ],
        oneDrives: [drive(1, 'Elena Marsh', 10)],
      },
      {
        organization: {
          breakGlass: [id(6)],
          exclusions: {
            'sharepoint.onedrive-available': { users: ['USER5@larkmeadow.example.com'], reason: 'Device' },
          },
        },
      },
    ),
  },
  fail: {
    'S0-35: no OneDrive': [
      tenant({ users: [elena, ruth], oneDrives: [drive(1, 'Elena Marsh', 10)] }),
      { resources: ['Ruth Adeyemi'], why: /1 of 2/ },
    ],
    'one has none, another is full': [
      tenant({ users: [elena, ruth], oneDrives: [drive(1, 'Elena Marsh', 950)] }),
      { resources: ['Ruth Adeyemi', 'Elena Marsh'] },
    ],
  },
  partial: {
    'S0-35: 95 % full': [
      tenant({ users: [elena], oneDrives: [drive(1, 'Elena Marsh', 950)] }),
      { resources: ['Elena Marsh'], why: /over 90 %/ },
    ],
    'just over 90 %': tenant({ users: [elena], oneDrives: [drive(1, 'Elena Marsh', 901)] }),
  },
  unknown: {
    'the quota was not collected': tenant({
      users: [elena],
      oneDrives: [{ id: 'drive1', owner: { user: { id: id(1), displayName: 'Elena Marsh' } } }],
    }),
  },
});
