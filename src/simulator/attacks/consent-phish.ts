import { directoryChange } from '../records/directory.ts';
import { mailRead } from '../records/mail.ts';
import { hour, minute } from '../records/pen.ts';
import { atDesk } from '../life/company.ts';
import { attacker, type Attack } from './attack.ts';
import { consentChanges } from './consent.ts';

const appId = '6d2c9b51-1f0e-4c5c-9a77-3f0a6a1c7e11';

export const consentPhish: Attack = {
  name: 'consent-phish',
  title: 'A person lets an unknown application read mail and files, and it reads the mailbox',
  expected: {
    alerts: ['entra.app-consent-risky', 'exchange.mail-items-taken'],
    atMost: 2,
    never: ['entra.tenant-wide-consent', 'entra.look-alike-app-name'],
  },
  script: ({ victim, start, pen }) => [
    directoryChange(pen, start, atDesk(victim, 1), {
      activity: 'Consent to application',
      category: 'ApplicationManagement',
      target: { type: 'ServicePrincipal', id: 'a7d7a8f2-52b5-4d3e-8ab1-1d5f2b0c9e01', name: 'Secure Document Viewer' },
      changes: consentChanges(appId, 'Mail.Read Files.Read.All offline_access', false),
    }),
    {
      at: start,
      effect: {
        collection: 'oauth2PermissionGrants',
        id: 'wardline-attack-consent',
        values: {
          id: 'wardline-attack-consent',
          clientId: 'a7d7a8f2-52b5-4d3e-8ab1-1d5f2b0c9e01',
          consentType: 'Principal',
          principalId: victim.id,
          scope: 'Mail.Read Files.Read.All offline_access',
        },
      },
    },
    ...Array.from({ length: 30 }, (_, index) =>
      mailRead(
        pen,
        start + hour + index * minute,
        { user: victim.user, id: victim.id, ip: attacker.ip, agent: 'Client=REST;Client=RESTSystem' },
        { client: 'Client=REST;Client=RESTSystem', count: 20 },
        { AppId: appId, ClientAppId: appId },
      ),
    ),
  ],
};
