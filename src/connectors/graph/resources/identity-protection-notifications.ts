import { defineResource } from '../../resource.ts';
import { one } from './reading.ts';
import { toRead } from './scope.ts';

/** Microsoft documents neither the path nor its permission; public tools call it [M]. */
export const identityProtectionNotifications = defineResource({
  id: 'graph.identity-protection-notifications',
  sections: ['identityProtectionNotifications'],
  api: 'graph',
  scopes: [toRead('IdentityRiskEvent.Read.All', 'To see who is told of risky sign-ins.')],
  license: 'entra-p2',
  beta: true,
  read: async ({ graph }) => ({
    identityProtectionNotifications: await one(graph, '/identityProtection/settings/notifications', {
      version: 'beta',
    }),
  }),
});
