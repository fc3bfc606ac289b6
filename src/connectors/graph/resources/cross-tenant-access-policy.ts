import { defineResource } from '../../resource.ts';
import { writeSingle } from './collection.ts';
import { one } from './reading.ts';
import { toChange, toRead } from './scope.ts';

const path = '/policies/crossTenantAccessPolicy/default';

export const crossTenantAccessPolicy = defineResource({
  id: 'graph.cross-tenant-access-policy',
  sections: ['crossTenantAccessPolicy'],
  api: 'graph',
  scopes: [
    toRead('Policy.Read.All', 'To see from which tenants guests may come.'),
    toChange('Policy.ReadWrite.CrossTenantAccess', 'To let in guests of listed tenants only.'),
  ],
  read: async ({ graph }) => ({ crossTenantAccessPolicy: await one(graph, path) }),
  write: (clients, change) => writeSingle(clients, change, { path }),
});
