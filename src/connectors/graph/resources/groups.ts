import { defineResource } from '../../resource.ts';
import { writeTo } from './collection.ts';
import { all, query } from './reading.ts';
import { toChange, toRead } from './scope.ts';
import { cannot } from './writing.ts';

const path = '/groups';
const list = query(path, {
  filter: "groupTypes/any(t:t eq 'Unified')",
  select: 'id,displayName,visibility,groupTypes,resourceProvisioningOptions',
  top: '999',
});

export const groups = defineResource({
  id: 'graph.groups',
  sections: ['groups'],
  api: 'graph',
  scopes: [
    toRead('GroupMember.Read.All', 'To see which teams and groups are open to everybody.'),
    toChange('Group.ReadWrite.All', 'To make groups with patient data private.'),
  ],
  read: async ({ graph }) => ({ groups: await all(graph, list) }),
  async write(clients, change) {
    if (change.operation !== 'set') throw cannot(change);
    await writeTo(clients, change, { path, list });
  },
});
