import { plainText } from '../../../core/shape.ts';
import { type GraphClient, defineResource } from '../../resource.ts';
import { type Raw, each, key, only, query } from './reading.ts';
import {
  isGroup,
  isOfType,
  isUser,
  privilegedRoleNames,
  readAssignments,
  readGroupMembers,
  readRoleDefinitions,
} from './role-holders.ts';
import { toRead } from './scope.ts';

/** Adds the role to each person and application behind the principal. */
async function spread(
  graph: GraphClient,
  holders: Map<string, { principal: Raw; roles: Set<string> }>,
  principal: Raw,
  role: string,
  pim: boolean,
  groups: Map<string, Raw[]>,
): Promise<void> {
  const id = plainText(principal['id']);
  let behind = [principal];
  if (isGroup(principal)) {
    behind = groups.get(id) ?? (await readGroupMembers(graph, id, pim));
    groups.set(id, behind);
  }
  for (const one of behind) {
    const known = holders.get(plainText(one['id'])) ?? { principal: one, roles: new Set() };
    known.roles.add(role);
    holders.set(plainText(one['id']), known);
  }
}

export const privilegedUsers = defineResource({
  id: 'graph.privileged-users',
  sections: ['privilegedUsers', 'privilegedServicePrincipals', 'roleAssignments'],
  api: 'graph',
  scopes: [
    toRead('RoleManagement.Read.Directory', 'To know who holds an administrator role.'),
    toRead('RoleAssignmentSchedule.Read.Directory', 'To see until when each administrator role is held.'),
    toRead('RoleEligibilitySchedule.Read.Directory', 'To know who may switch an administrator role on.'),
    toRead('PrivilegedEligibilitySchedule.Read.AzureADGroup', 'To know who may join a group that holds a role.'),
    toRead('GroupMember.Read.All', 'To know the members of groups that hold a role.'),
    toRead('User.Read.All', 'To see which administrators live in Entra only.'),
    toRead('Application.Read.All', 'To name the applications that hold a role.'),
  ],
  async read({ graph }, context) {
    const { active, eligible, pim } = await readAssignments(graph, context);
    const definitions = await readRoleDefinitions(graph);
    const holders = new Map<string, { principal: Raw; roles: Set<string> }>();
    const groups = new Map<string, Raw[]>();
    for (const { principal, roleDefinitionId } of [...active, ...eligible]) {
      const role = privilegedRoleNames.get(plainText(roleDefinitionId).toLowerCase());
      // No principal: it was deleted and its assignment is left over.
      if (role && principal) await spread(graph, holders, principal as Raw, role, pim, groups);
    }
    const found = [...holders.values()];
    const fill = async (type: (principal: unknown) => boolean, path: string, select: string): Promise<Raw[]> => {
      const filled: Raw[] = [];
      const wanted = found.filter(({ principal }) => type(principal));
      const answers = each(graph, wanted, ({ principal }) => query(`${path}/${key(principal['id'])}`, { select }));
      for await (const { item, answer } of answers)
        filled.push({ ...only(answer, ...select.split(',')), roles: [...item.roles] });
      return filled;
    };
    const isApp = (principal: unknown) => isOfType(principal, 'servicePrincipal');
    return {
      privilegedUsers: await fill(isUser, '/users', 'id,displayName,userPrincipalName,onPremisesImmutableId'),
      privilegedServicePrincipals: await fill(isApp, '/servicePrincipals', 'id,appId,displayName'),
      roleAssignments: [...active, ...eligible].map((assignment) => ({
        ...only(assignment, 'id', 'principalId', 'roleDefinitionId', 'directoryScopeId', 'principal'),
        roleDefinition: definitions.get(plainText(assignment['roleDefinitionId']).toLowerCase()) ?? null,
      })),
    };
  },
});
