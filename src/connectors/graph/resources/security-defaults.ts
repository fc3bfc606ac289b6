import { defineResource } from '../../resource.ts';
import { writeSingle } from './collection.ts';
import { one } from './reading.ts';
import { toChange, toRead } from './scope.ts';

const path = '/policies/identitySecurityDefaultsEnforcementPolicy';

export const securityDefaults = defineResource({
  id: 'graph.security-defaults',
  sections: ['securityDefaults'],
  api: 'graph',
  scopes: [
    toRead('Policy.Read.All', 'To see whether security defaults protect sign-ins.'),
    toChange('Policy.ReadWrite.SecurityDefaults', 'To turn security defaults on, and off once policies replace them.'),
  ],
  read: async ({ graph }) => ({ securityDefaults: await one(graph, path) }),
  write: (clients, change) => writeSingle(clients, change, { path }),
});
