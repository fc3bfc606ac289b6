import { defineResource } from '../../resource.ts';
import { all } from './reading.ts';
import { toRead } from './scope.ts';

/** The invitation domain lists (`B2BManagementPolicy`) are nowhere else. The path is in beta only, its permission [M]. */
export const legacyPolicies = defineResource({
  id: 'graph.legacy-policies',
  sections: ['legacyPolicies'],
  api: 'graph',
  scopes: [toRead('Policy.Read.All', 'To see from which domains guests may be invited.')],
  beta: true,
  read: async ({ graph }) => ({ legacyPolicies: await all(graph, '/legacy/policies', { version: 'beta' }) }),
});
