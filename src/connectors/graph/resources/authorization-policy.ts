import { defineResource } from '../../resource.ts';
import { writeSingle } from './collection.ts';
import { one } from './reading.ts';
import { toChange, toRead } from './scope.ts';
import { cannot } from './writing.ts';

const path = '/policies/authorizationPolicy';
/** Where beta, and a ScubaGear export, have the users' consent policies, and where v1.0 has them. */
const betaField = 'permissionGrantPolicyIdsAssignedToDefaultUserRole';
const field = 'defaultUserRolePermissions.permissionGrantPoliciesAssigned';

export const authorizationPolicy = defineResource({
  id: 'graph.authorization-policy',
  sections: ['authorizationPolicy'],
  api: 'graph',
  scopes: [
    toRead('Policy.Read.All', 'To see what users and guests may do in the directory.'),
    toChange('Policy.ReadWrite.Authorization', 'To limit guests, invitations, app registration and user consent.'),
  ],
  read: async ({ graph }) => ({ authorizationPolicy: [await one(graph, path)] }),
  async write(clients, change) {
    if (change.operation !== 'set') throw cannot(change);
    const values = Object.entries(change.values ?? {}).map(([name, value]) => [
      name === betaField ? field : name,
      value,
    ]);
    await writeSingle(clients, { ...change, values: Object.fromEntries(values) as Record<string, unknown> }, { path });
  },
});
