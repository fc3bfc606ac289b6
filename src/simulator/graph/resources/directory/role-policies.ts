import { directoryRoles as roleIds } from '../../../entra/app-roles.ts';
import { type Properties, list, texts } from '../../../properties.ts';
import type { State } from '../../../state.ts';
import type { Entity } from '../../../store.ts';
import { type Navigation, defineGraphCollection } from '../../resource.ts';
import { pim } from './roles.ts';

const read = [
  'RoleManagementPolicy.Read.Directory',
  'RoleManagement.Read.Directory',
  'RoleManagementPolicy.ReadWrite.Directory',
  'RoleManagement.ReadWrite.Directory',
  'RoleManagementPolicy.Read.AzureADGroup',
  'RoleManagementPolicy.ReadWrite.AzureADGroup',
];
// [M]: that an application can have the first.
const write = [
  'RoleManagementPolicy.ReadWrite.Directory',
  'RoleManagement.ReadWrite.Directory',
  'RoleManagementPolicy.ReadWrite.AzureADGroup',
];
const prefix = '#microsoft.graph.unifiedRoleManagementPolicy';

const occasions = ['Admin_Eligibility', 'Admin_Assignment', 'EndUser_Assignment'];

/** Who is told by mail of each occasion: by default the usual recipients, and nobody else. */
const notices: readonly Entity[] = occasions.flatMap((occasion) =>
  ['Admin', 'Requestor', 'Approver'].map((recipientType) => ({
    id: `Notification_${recipientType}_${occasion}`,
    ...{ notificationType: 'Email', recipientType, notificationLevel: 'All' },
    ...{ isDefaultRecipientsEnabled: true, notificationRecipients: [] },
  })),
);

/** The rules of a role that nobody changed: assumption pim-defaults. */
const defaultRules: readonly Entity[] = [
  { id: 'Expiration_Admin_Eligibility', isExpirationRequired: false, maximumDuration: 'P365D' },
  { id: 'Enablement_Admin_Eligibility', enabledRules: [] },
  { id: 'Expiration_Admin_Assignment', isExpirationRequired: false, maximumDuration: 'P180D' },
  { id: 'Enablement_Admin_Assignment', enabledRules: ['Justification'] },
  { id: 'Expiration_EndUser_Assignment', isExpirationRequired: true, maximumDuration: 'PT8H' },
  { id: 'Enablement_EndUser_Assignment', enabledRules: ['MultiFactorAuthentication', 'Justification'] },
  { id: 'Approval_EndUser_Assignment', setting: { isApprovalRequired: false, approvalStages: [] } },
  { id: 'AuthenticationContext_EndUser_Assignment', isEnabled: false, claimValue: null },
  ...notices,
];

/** `Expiration_EndUser_Assignment` is for what the holder does with an assignment. */
function targetOf(id: string): Entity {
  const [caller, level] = id.split('_').slice(-2);
  return { caller, operations: ['all'], level, inheritableSettings: [], enforcedSettings: [] };
}

/** A rule as Graph has it: with its type, and without what Wardline's snapshot adds. */
function rule(held: Entity): Entity {
  const added = new Set(['policyId', 'ruleSource', 'ruleSourceType']);
  const given = Object.entries(held).filter(([name]) => !added.has(name));
  const kind = String(held['id']).split('_')[0]!;
  return Object.fromEntries([
    ['@odata.type', `${prefix}${kind}Rule`],
    ['target', targetOf(String(held['id']))],
    ...given,
  ]);
}

const rulesOf = (policy: Entity): Entity[] => ((policy['rules'] ?? []) as Entity[]).map(rule);

/** The policies that the tenant holds, and Microsoft's for each role that has none of its own yet. */
function policies(state: State): Entity[] {
  const own = state.list('roleManagementPolicies');
  const covered = new Set(own.map((policy) => policy['roleDefinitionId']));
  const rest = Object.values(roleIds)
    .filter((role) => !covered.has(role))
    .map((role) => ({
      id: `DirectoryRole_${state.tenant.id}_${role}`,
      displayName: 'DirectoryRole',
      scopeId: '/',
      scopeType: 'DirectoryRole',
      isOrganizationDefault: false,
      roleDefinitionId: role,
      rules: defaultRules,
    }));
  return [...own, ...rest];
}

const rules: Navigation = { load: rulesOf };

export const roleManagementPolicies = defineGraphCollection({
  path: '/policies/roleManagementPolicies',
  type: 'unifiedRoleManagementPolicy',
  state: 'roleManagementPolicies',
  methods: ['list', 'get'],
  license: pim,
  roles: { read },
  load: ({ state }) => policies(state),
  properties: {
    id: 'text',
    description: 'text',
    displayName: 'text',
    isOrganizationDefault: 'flag',
    lastModifiedDateTime: 'moment',
    scopeId: 'text',
    scopeType: 'text',
  },
  navigation: { rules },
});

export const roleManagementPolicyAssignments = defineGraphCollection({
  path: '/policies/roleManagementPolicyAssignments',
  type: 'unifiedRoleManagementPolicyAssignment',
  state: 'roleManagementPolicies',
  methods: ['list', 'get'],
  license: pim,
  roles: { read },
  load: ({ state }) =>
    policies(state).map(({ id, scopeId, scopeType, roleDefinitionId }) => ({
      id: `${String(id)}_${String(roleDefinitionId)}`,
      policyId: id,
      scopeId,
      scopeType,
      roleDefinitionId,
    })),
  properties: { id: 'text', policyId: 'text', roleDefinitionId: 'text', scopeId: 'text', scopeType: 'text' },
  navigation: {
    policy: {
      load({ policyId }, { state }) {
        const found = policies(state).find(({ id }) => id === policyId);
        if (!found) return null;
        const { rules: _, roleDefinitionId: _role, ...policy } = found;
        return policy;
      },
      navigation: {
        rules: {
          load: ({ id }, { state }) => rulesOf(policies(state).find((policy) => policy['id'] === id) ?? {}),
        },
      },
    },
  },
});

const approver = 'any';
const subtypes: Record<string, Properties> = {
  unifiedRoleManagementPolicyExpirationRule: { isExpirationRequired: 'flag', maximumDuration: 'duration' },
  unifiedRoleManagementPolicyEnablementRule: { enabledRules: texts },
  unifiedRoleManagementPolicyApprovalRule: { setting: approver },
  unifiedRoleManagementPolicyAuthenticationContextRule: { claimValue: 'text', isEnabled: 'flag' },
  unifiedRoleManagementPolicyNotificationRule: {
    isDefaultRecipientsEnabled: 'flag',
    notificationLevel: 'text',
    notificationRecipients: texts,
    notificationType: 'text',
    recipientType: 'text',
  },
};

/** Rules lie inside their policy; one that is changed makes the policy the tenant's own. */
export const roleManagementPolicyRules = defineGraphCollection({
  path: '/policies/roleManagementPolicies/{policy}/rules',
  type: 'unifiedRoleManagementPolicyRule',
  state: 'roleManagementPolicies',
  methods: ['list', 'get', 'update'],
  license: pim,
  answersUpdate: true,
  roles: { read, write },
  activity: { noun: 'role setting in PIM', service: 'PIM', category: 'RoleManagement', target: 'Role' },
  load: ({ state, parameters }) => rulesOf(policies(state).find(({ id }) => id === parameters['policy']) ?? {}),
  save({ state, parameters }, values, entity) {
    const policy = policies(state).find(({ id }) => id === parameters['policy'])!;
    const changed = ((policy['rules'] ?? []) as Entity[]).map((one) =>
      one['id'] === entity['id'] ? { ...one, ...values } : one,
    );
    state.put('roleManagementPolicies', String(policy['id']), { ...policy, rules: changed });
  },
  properties: {
    id: 'text',
    target: {
      caller: 'text',
      enforcedSettings: texts,
      inheritableSettings: texts,
      level: 'text',
      operations: list(['all', 'activate', 'deactivate', 'assign', 'update', 'remove', 'extend', 'renew']),
    },
  },
  subtypes,
});
