import { directoryChange } from '../records/directory.ts';
import { second } from '../records/pen.ts';
import { type Attack, attacker } from './attack.ts';
import { consentChanges } from './consent.ts';

const appId = '0e6b1a77-52ce-4d39-8f6b-c41f7c2d9b10';

export const lookAlikeApp: Attack = {
  name: 'look-alike-app',
  title: 'An application called Micr0soft Teams may read all mail of everybody',
  expected: {
    alerts: ['entra.look-alike-app-name', 'entra.tenant-wide-consent'],
    atMost: 2,
    never: ['entra.app-consent-risky'],
  },
  script({ admin, start, pen }) {
    const by = { user: admin.user, id: admin.id, ip: attacker.ip };
    const target = {
      type: 'ServicePrincipal',
      id: 'c9e0f7aa-31a5-4f08-9d5c-2f60a2d8e4b7',
      name: 'Micr0soft Teams',
    } as const;
    return [
      directoryChange(pen, start, by, {
        activity: 'Add service principal',
        category: 'ApplicationManagement',
        target,
        changes: [
          ['DisplayName', '["Micr0soft Teams"]', '[]'],
          ['AppId', `["${appId}"]`, '[]'],
        ],
      }),
      directoryChange(pen, start + second, by, {
        activity: 'Consent to application',
        category: 'ApplicationManagement',
        target,
        changes: consentChanges(appId, 'Mail.ReadWrite offline_access', true),
      }),
      {
        at: start,
        effect: {
          collection: 'servicePrincipals',
          id: target.id,
          values: {
            id: target.id,
            appId,
            displayName: target.name,
            servicePrincipalType: 'Application',
            accountEnabled: true,
          },
        },
      },
    ];
  },
};
