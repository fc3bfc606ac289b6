import { defineResource } from '../../resource.ts';
import { writeSingle } from './collection.ts';
import { one } from './reading.ts';
import { toChange, toRead } from './scope.ts';

const path = '/admin/sharepoint/settings';

export const sharepointSettings = defineResource({
  id: 'graph.sharepoint-settings',
  sections: ['sharepointSettings'],
  api: 'graph',
  scopes: [
    toRead('SharePointTenantSettings.Read.All', 'To read the sharing settings of SharePoint and OneDrive.'),
    toChange('SharePointTenantSettings.ReadWrite.All', 'To tighten the sharing settings of SharePoint and OneDrive.'),
  ],
  read: async ({ graph }) => ({ sharepointSettings: await one(graph, path) }),
  write: (clients, change) => writeSingle(clients, change, { path }),
});
