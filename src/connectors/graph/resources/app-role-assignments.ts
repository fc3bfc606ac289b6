import { defineResource } from '../../resource.ts';
import { type Raw, eachList, key, only, query, records } from './reading.ts';
import { toRead } from './scope.ts';

const fields = ['id', 'principalType', 'principalId', 'principalDisplayName', 'resourceId', 'resourceDisplayName'];

export const appRoleAssignments = defineResource({
  id: 'graph.app-role-assignments',
  sections: ['appRoleAssignments'],
  api: 'graph',
  after: ['servicePrincipals'],
  scopes: [toRead('Application.Read.All', 'To see who is given access to applications, and whether by group.')],
  async read({ graph }, context) {
    const principals = context.read('servicePrincipals');
    if (principals === undefined) return {};
    // People are assigned to applications only, not to managed identities.
    const apps = records(principals).filter((one) => /^Application$/i.test(String(one['servicePrincipalType'])));
    const found: Raw[] = [];
    const lists = eachList(graph, apps, ({ id }) =>
      query(`/servicePrincipals/${key(id)}/appRoleAssignedTo`, { top: '999' }),
    );
    for await (const { records: assigned } of lists) found.push(...assigned.map((one) => only(one, ...fields)));
    return { appRoleAssignments: found };
  },
});
