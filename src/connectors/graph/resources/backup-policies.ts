import { defineResource } from '../../resource.ts';
import { all } from './reading.ts';
import { toRead } from './scope.ts';

/** A tenant that never switched Microsoft 365 Backup on answers with an error [M]: then the section is not collected. */
export const backupPolicies = defineResource({
  id: 'graph.backup-policies',
  sections: ['backupPolicies'],
  api: 'graph',
  scopes: [toRead('BackupRestore-Configuration.Read.All', 'To see what Microsoft 365 Backup protects.')],
  read: async ({ graph }) => ({ backupPolicies: await all(graph, '/solutions/backupRestore/protectionPolicies') }),
});
