import { defineResource } from '../../resource.ts';
import { all, query } from './reading.ts';
import { toRead } from './scope.ts';

const path = query('/groups', { filter: 'isAssignableToRole eq true', select: 'id,displayName', top: '999' });

export const roleAssignableGroups = defineResource({
  id: 'graph.role-assignable-groups',
  sections: ['roleAssignableGroups'],
  api: 'graph',
  scopes: [toRead('GroupMember.Read.All', 'To know the groups that only privileged administrators can change.')],
  read: async ({ graph }) => ({ roleAssignableGroups: await all(graph, path) }),
});
