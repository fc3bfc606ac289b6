import { defineResource } from '../../resource.ts';
import { writeTo } from './collection.ts';
import { all } from './reading.ts';
import { toChange, toRead } from './scope.ts';

const path = '/policies/activityBasedTimeoutPolicies';

export const activityBasedTimeoutPolicies = defineResource({
  id: 'graph.activity-based-timeout-policies',
  sections: ['activityBasedTimeoutPolicies'],
  api: 'graph',
  scopes: [
    toRead('Policy.Read.All', 'To see when idle web sessions end.'),
    toChange('Policy.ReadWrite.ApplicationConfiguration', 'To end idle web sessions.'),
  ],
  read: async ({ graph }) => ({ activityBasedTimeoutPolicies: await all(graph, path) }),
  write: (clients, change) => writeTo(clients, change, { path }),
});
