import { defineResource } from '../../resource.ts';
import { writeTo } from './collection.ts';
import { all, only } from './reading.ts';
import { toChange, toRead } from './scope.ts';

const path = '/groupSettings';

/** A new setting takes its name from its template. Values are replaced as a whole list. */
export const groupSettings = defineResource({
  id: 'graph.group-settings',
  sections: ['groupSettings'],
  api: 'graph',
  scopes: [
    toRead('GroupSettings.Read.All', 'To read banned passwords, the sign-in lockout and the settings of groups.'),
    toChange('GroupSettings.ReadWrite.All', 'To ban passwords and to turn on labels for groups and sites.'),
  ],
  read: async ({ graph }) => ({ groupSettings: await all(graph, path) }),
  write: (clients, change) =>
    writeTo(clients, change, { path, create: (values) => only(values, 'templateId', 'values') }),
});
