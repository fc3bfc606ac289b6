import { defineResource } from '../../resource.ts';
import { writeSingle } from './collection.ts';
import { one } from './reading.ts';
import { toChange, toRead } from './scope.ts';

const path = '/policies/defaultAppManagementPolicy';

export const defaultAppManagementPolicy = defineResource({
  id: 'graph.default-app-management-policy',
  sections: ['defaultAppManagementPolicy'],
  api: 'graph',
  scopes: [
    toRead('Policy.Read.All', 'To read the rules for secrets and certificates of applications.'),
    toChange('Policy.ReadWrite.ApplicationConfiguration', 'To block new secrets for applications.'),
  ],
  read: async ({ graph }) => ({ defaultAppManagementPolicy: await one(graph, path) }),
  write: (clients, change) => writeSingle(clients, change, { path }),
});
