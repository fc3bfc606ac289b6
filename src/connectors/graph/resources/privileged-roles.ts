import type { ReadContext } from '../../../core/reading.ts';
import { isPlainObject, plainText } from '../../../core/shape.ts';
import { type GraphClient, defineResource } from '../../resource.ts';
import { writePrivilegedRole } from './privileged-role-changes.ts';
import { type Raw, all, only, query, quoted, records } from './reading.ts';
import { isGroup, privilegedRoleNames, readAssignments, readEligibleMembers } from './role-holders.ts';
import { toChange, toRead } from './scope.ts';
import { cannot } from './writing.ts';

const assignmentFields = [
  'id',
  'principalId',
  'assignmentType',
  'memberType',
  'directoryScopeId',
  'roleDefinitionId',
  'startDateTime',
  'endDateTime',
];

/** The rules of the policies that a filter finds, by role definition id. */
async function readRules(graph: GraphClient, filter: string): Promise<Map<string, Raw[]>> {
  const path = query('/policies/roleManagementPolicyAssignments', { filter, expand: 'policy($expand=rules)' });
  const found = new Map<string, Raw[]>();
  for (const { roleDefinitionId, policyId, policy } of await all(graph, path)) {
    const rules = isPlainObject(policy) ? records(policy['rules']) : [];
    found.set(
      plainText(roleDefinitionId).toLowerCase(),
      rules.map((rule) => ({ ...rule, policyId, ...('setting' in rule && { setting: withIds(rule['setting']) }) })),
    );
  }
  return found;
}

/** v1.0 names an approver's id by kind, `userId` or `groupId`; the section has it under `id`, as beta does. */
function withIds(setting: unknown): unknown {
  if (!isPlainObject(setting)) return setting;
  const named = (approvers: unknown) =>
    records(approvers).map((one) => ({ ...one, id: one['userId'] ?? one['groupId'] ?? one['id'] }));
  const approvalStages = records(setting['approvalStages']).map((stage) => ({
    ...stage,
    primaryApprovers: named(stage['primaryApprovers']),
    escalationApprovers: named(stage['escalationApprovers']),
  }));
  return { ...setting, approvalStages };
}

/**
 * Each privileged role with its active assignments and, under Privileged Identity Management, the rules of the role
 * and of each group that holds it. A group counts once somebody is eligible for it: the policy of a group that was
 * never brought under Privileged Identity Management rules nothing [M].
 */
async function readPrivilegedRoles(graph: GraphClient, context: ReadContext): Promise<Raw[]> {
  const { active, eligible, pim } = await readAssignments(graph, context);
  const rules = pim
    ? await readRules(graph, "scopeId eq '/' and scopeType eq 'DirectoryRole'")
    : new Map<string, Raw[]>();
  const groupRules = new Map<string, Raw[]>();
  const rulesOfGroup = async (id: string): Promise<Raw[]> => {
    const known = groupRules.get(id);
    if (known) return known;
    const managed = (await readEligibleMembers(graph, id)).length > 0;
    const found = managed ? await readRules(graph, `scopeId eq ${quoted(id)} and scopeType eq 'Group'`) : new Map();
    groupRules.set(id, (found.get('member') as Raw[] | undefined) ?? []);
    return groupRules.get(id)!;
  };

  const roles: Raw[] = [];
  for (const [id, displayName] of privilegedRoleNames) {
    const isOfRole = ({ roleDefinitionId }: Raw) => plainText(roleDefinitionId).toLowerCase() === id;
    const held = [...active, ...eligible].filter(isOfRole);
    const groups = new Map(
      held
        .filter(({ principal }) => isGroup(principal))
        .map((one) => [plainText(one['principalId']), one['principal']]),
    );
    const own = rules.get(id)?.map((rule) => ({ ...rule, ruleSource: displayName, ruleSourceType: 'Directory Role' }));
    const ofGroups: Raw[] = [];
    for (const [group, principal] of pim ? groups : []) {
      const ruleSource = plainText((principal as Raw)['displayName']) || group;
      for (const rule of await rulesOfGroup(group)) ofGroups.push({ ...rule, ruleSource, ruleSourceType: 'PIM Group' });
    }
    roles.push({
      displayName,
      roleTemplateId: id,
      assignments: active.filter(isOfRole).map((assignment) => only(assignment, ...assignmentFields)),
      ...(own && { rules: [...own, ...ofGroups] }),
    });
  }
  return roles;
}

/** Roles are read even where Privileged Identity Management is not licensed; then they have no rules. */
export const privilegedRoles = defineResource({
  id: 'graph.privileged-roles',
  sections: ['privilegedRoles'],
  api: 'graph',
  scopes: [
    toRead('RoleManagement.Read.Directory', 'To read administrator roles and the rules for switching them on.'),
    toRead('RoleAssignmentSchedule.Read.Directory', 'To see until when each administrator role is held.'),
    toRead('RoleEligibilitySchedule.Read.Directory', 'To know which groups may switch an administrator role on.'),
    toRead('PrivilegedEligibilitySchedule.Read.AzureADGroup', 'To know who may join a group that holds a role.'),
    toRead('RoleManagementPolicy.Read.AzureADGroup', 'To read the rules for joining a group that holds a role.'),
    toChange('RoleManagement.Read.Directory', 'To look at a role again right before it is changed.'),
    toChange('RoleAssignmentSchedule.ReadWrite.Directory', 'To end role assignments that are always active.'),
    toChange('RoleEligibilitySchedule.ReadWrite.Directory', 'To make people eligible for a role in their place.'),
    toChange('PrivilegedEligibilitySchedule.Read.AzureADGroup', 'To look at a role again right before it is changed.'),
    toChange('RoleManagementPolicy.ReadWrite.AzureADGroup', 'To tighten the rules for joining a group with a role.'),
    // [M]: Microsoft's list of permissions knows it as delegated only. Where an app cannot have it, the write is
    // forbidden and the rules are set by hand.
    toChange('RoleManagementPolicy.ReadWrite.Directory', 'To tighten the rules for switching a role on.'),
  ],
  read: async ({ graph }, context) => ({ privilegedRoles: await readPrivilegedRoles(graph, context) }),
  async write({ graph }, change, context) {
    if (change.operation !== 'set') throw cannot(change);
    await writePrivilegedRole(graph, change, await readPrivilegedRoles(graph, context), context.startedAt);
  },
});
