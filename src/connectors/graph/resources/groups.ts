import { type GraphClient, defineRecords } from '../../resource.ts';
import { writeTo } from './collection.ts';
import { type Raw, query } from './reading.ts';
import { toChange, toRead } from './scope.ts';
import { cannot } from './writing.ts';

const path = '/groups';
const listOf = (filter: string): string =>
  query(path, { filter, select: 'id,displayName,visibility,groupTypes,resourceProvisioningOptions', top: '999' });
const microsoft365 = listOf("groupTypes/any(t:t eq 'Unified')");
const security = listOf('securityEnabled eq true');

/** A Microsoft 365 group may be a security group too. */
async function* allGroups(graph: GraphClient): AsyncGenerator<Raw> {
  const seen = new Set<unknown>();
  for (const list of [microsoft365, security])
    for await (const group of graph.list(list)) {
      if (!seen.has(group['id'])) yield group;
      seen.add(group['id']);
    }
}

export const groups = defineRecords({
  id: 'graph.groups',
  sections: ['groups'],
  api: 'graph',
  scopes: [
    toRead('GroupMember.Read.All', 'To see which teams and groups are open to everybody, and the groups of job roles.'),
    toChange('Group.ReadWrite.All', 'To make groups with patient data private, and to make the groups of job roles.'),
  ],
  records: ({ graph }) => allGroups(graph),
  async write(clients, change) {
    // A group takes its members' access with it when it goes.
    if (change.operation === 'remove') throw cannot(change);
    await writeTo(clients, change, { path, list: microsoft365 });
  },
});
