import { directoryChange } from '../records/directory.ts';
import { type Attack, attacker } from './attack.ts';

const app = { id: 'b21f2c60-7c5b-4c62-9b0e-5a8f7f2d4410', name: 'Scheduling Connector' };
const key = '[KeyIdentifier=5c2f7f0a-0a01-4a52-9d40-2f7f1f0e0a77,KeyType=Password,KeyUsage=Verify,DisplayName=sync]';

export const appCredential: Attack = {
  name: 'app-credential',
  title: 'A stolen administrator gives an existing application a second secret',
  expected: { alerts: ['entra.app-credential-added'], atMost: 1, never: ['entra.app-permission-granted'] },
  script: ({ admin, start, pen }) => [
    directoryChange(
      pen,
      start,
      { user: admin.user, id: admin.id, ip: attacker.ip },
      {
        activity: 'Add service principal credentials',
        category: 'ApplicationManagement',
        target: { type: 'ServicePrincipal', ...app },
        changes: [
          ['KeyDescription', JSON.stringify([key]), '[]'],
          ['Included Updated Properties', '"KeyDescription"'],
        ],
      },
    ),
    {
      at: start,
      effect: {
        collection: 'servicePrincipals',
        id: app.id,
        values: {
          id: app.id,
          appId: 'f0a5b7f2-1c55-4b3b-8a53-bb5c2f0a9d21',
          displayName: app.name,
          servicePrincipalType: 'Application',
          accountEnabled: true,
          passwordCredentials: [{ keyId: '5c2f7f0a-0a01-4a52-9d40-2f7f1f0e0a77', displayName: 'sync' }],
        },
      },
    },
  ],
};
