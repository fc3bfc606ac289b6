import { millis } from '../../../../core/clock.ts';
import { plainText } from '../../../../core/shape.ts';
import { isoTime } from '../../../clock.ts';
import { directoryRoles as roleIds } from '../../../entra/app-roles.ts';
import { readOnly, texts } from '../../../properties.ts';
import type { State } from '../../../state.ts';
import type { Entity } from '../../../store.ts';
import { GraphError, badRequest } from '../../errors.ts';
import { type GraphResource, type Navigation, defineGraphCollection, linkTypes } from '../../resource.ts';

const root = '/roleManagement/directory';
/** [M]: how a tenant without Privileged Identity Management refuses. */
export const pim = {
  needs: 'entra-governance',
  status: 400,
  code: 'AadPremiumLicenseRequired',
  message: 'The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license.',
} as const;
const activity = { service: 'Core Directory', category: 'RoleManagement', target: 'Role' } as const;

/** The object that holds a role, with its type. */
export const principal: Navigation = {
  load({ principalId }, { state }) {
    for (const [collection, type] of Object.entries(linkTypes)) {
      const found = state.get(collection, String(principalId));
      if (found) {
        const { id, displayName, userPrincipalName, appId } = found;
        const named = {
          ...(userPrincipalName !== undefined && { userPrincipalName }),
          ...(appId !== undefined && { appId }),
        };
        return { '@odata.type': `#microsoft.graph.${type}`, id, displayName, ...named };
      }
    }
    return null;
  },
};

/** Microsoft's roles, which every tenant has, and the tenant's own. */
function definitions(state: State): Entity[] {
  const all = new Map<string, Entity>();
  for (const [displayName, id] of Object.entries(roleIds))
    all.set(id, { id, templateId: id, displayName, isBuiltIn: true, isEnabled: true });
  for (const role of state.list('roleDefinitions'))
    all.set(String(role['id']), { templateId: role['id'], ...all.get(String(role['id'])), ...role });
  return [...all.values()];
}

export const roleDefinitions = defineGraphCollection({
  path: `${root}/roleDefinitions`,
  type: 'unifiedRoleDefinition',
  state: 'roleDefinitions',
  methods: ['list', 'get'],
  roles: { read: ['RoleManagement.Read.Directory', 'RoleManagement.ReadWrite.Directory', 'Directory.Read.All'] },
  load: ({ state }) => definitions(state),
  properties: {
    id: 'text',
    description: 'text',
    displayName: 'text',
    isBuiltIn: 'flag',
    isEnabled: 'flag',
    resourceScopes: texts,
    templateId: 'text',
    version: 'text',
  },
});

const roleDefinition: Navigation = {
  load: ({ roleDefinitionId }, { state }) => definitions(state).find(({ id }) => id === roleDefinitionId) ?? null,
};
const subject = {
  appScopeId: 'text',
  directoryScopeId: 'text',
  principalId: 'text',
  roleDefinitionId: 'text',
} as const;
const sameSubject = (a: Entity, b: Entity): boolean =>
  a['principalId'] === b['principalId'] &&
  a['roleDefinitionId'] === b['roleDefinitionId'] &&
  (a['directoryScopeId'] ?? '/') === (b['directoryScopeId'] ?? '/');

function refuseSecond(state: State, collection: string, wanted: Entity): void {
  if (state.list(collection).some((one) => sameSubject(one, wanted)))
    throw badRequest('The Role assignment already exists.', 'RoleAssignmentExists');
}

export const roleAssignments = defineGraphCollection({
  path: `${root}/roleAssignments`,
  type: 'unifiedRoleAssignment',
  state: 'roleAssignments',
  methods: ['list', 'get', 'create', 'delete'],
  roles: {
    read: ['RoleManagement.Read.Directory', 'RoleManagement.ReadWrite.Directory', 'Directory.Read.All'],
    write: ['RoleManagement.ReadWrite.Directory'],
  },
  activity: { ...activity, noun: 'member to role' },
  properties: { id: readOnly('text'), ...subject, condition: 'text', principalOrganizationId: readOnly('text') },
  required: ['principalId', 'roleDefinitionId', 'directoryScopeId'],
  navigation: { principal, roleDefinition },
  validate({ state }, { after }) {
    refuseSecond(state, 'roleAssignments', after);
  },
});

type Kind = 'Assignment' | 'Eligibility';
const stateOfKind = { Assignment: 'roleAssignments', Eligibility: 'roleEligibilities' } as const;

function instances(kind: Kind): GraphResource {
  const active = kind === 'Assignment';
  return defineGraphCollection({
    path: `${root}/role${kind}ScheduleInstances`,
    type: `unifiedRole${kind}ScheduleInstance`,
    state: stateOfKind[kind],
    methods: ['list', 'get'],
    license: pim,
    roles: {
      read: [
        `Role${kind}Schedule.Read.Directory`,
        'RoleManagement.Read.Directory',
        `Role${kind}Schedule.ReadWrite.Directory`,
        'RoleManagement.ReadWrite.Directory',
      ],
    },
    properties: {
      id: 'text',
      ...subject,
      ...(active && { assignmentType: 'text' }),
      endDateTime: 'moment',
      memberType: 'text',
      startDateTime: 'moment',
      ...(active ? { roleAssignmentScheduleId: 'text' } : { roleEligibilityScheduleId: 'text' }),
    },
    present: (entity) => ({ memberType: 'Direct', ...(active && { assignmentType: 'Assigned' }), ...entity }),
    navigation: { principal, roleDefinition },
  });
}

/** `PT8H`, `P365D` as milliseconds; other parts are not used here. */
function lengthOf(duration: string): number {
  const [, days = '0', hours = '0', minutes = '0'] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(duration) ?? [];
  return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60_000;
}

function endOf(schedule: unknown, now: string): string | null {
  const { expiration, startDateTime } = (schedule ?? {}) as Entity;
  const { endDateTime, duration } = (expiration ?? {}) as Entity;
  if (typeof endDateTime === 'string') return endDateTime;
  if (typeof duration !== 'string') return null;
  const start = millis(typeof startDateTime === 'string' ? startDateTime : now);
  return isoTime(start + lengthOf(duration));
}

/** A request takes effect at once. [M]: codes of the refusals. Ids of the schedules are those of the instances here. */
function requests(kind: Kind): GraphResource {
  const collection = stateOfKind[kind];
  return defineGraphCollection({
    path: `${root}/role${kind}ScheduleRequests`,
    type: `unifiedRole${kind}ScheduleRequest`,
    state: `role${kind}Requests`,
    methods: ['list', 'get', 'create'],
    license: pim,
    roles: {
      read: [
        `Role${kind}Schedule.Read.Directory`,
        'RoleManagement.Read.Directory',
        `Role${kind}Schedule.ReadWrite.Directory`,
        'RoleManagement.ReadWrite.Directory',
      ],
      write: [`Role${kind}Schedule.ReadWrite.Directory`, 'RoleManagement.ReadWrite.Directory'],
    },
    activity: { ...activity, noun: kind === 'Assignment' ? 'member to role' : 'eligible member to role' },
    properties: {
      id: readOnly('text'),
      ...subject,
      action: [
        'adminAssign',
        'adminUpdate',
        'adminRemove',
        'selfActivate',
        'selfDeactivate',
        'adminExtend',
        'adminRenew',
        'selfExtend',
        'selfRenew',
      ],
      createdDateTime: readOnly('moment'),
      isValidationOnly: 'flag',
      justification: 'text',
      scheduleInfo: {
        startDateTime: 'moment',
        expiration: {
          type: ['notSpecified', 'noExpiration', 'afterDateTime', 'afterDuration'],
          endDateTime: 'moment',
          duration: 'duration',
        },
      },
      status: readOnly('text'),
      targetScheduleId: 'text',
    },
    required: ['action', 'principalId', 'roleDefinitionId', 'directoryScopeId'],
    defaults: ({ state }, { action }) => ({
      createdDateTime: state.now,
      status: /remove|deactivate/i.test(String(action)) ? 'Revoked' : 'Provisioned',
    }),
    validate({ state }, { after }) {
      if (after['action'] === 'adminAssign') refuseSecond(state, collection, after);
      if (after['action'] === 'adminRemove' && !state.list(collection).some((one) => sameSubject(one, after)))
        throw new GraphError(404, 'RoleAssignmentDoesNotExist', 'The Role assignment does not exist.');
    },
    written({ state }, { after }) {
      if (!after || after['isValidationOnly'] === true) return;
      const { action, principalId, roleDefinitionId, directoryScopeId, scheduleInfo } = after;
      const known = state.list(collection).find((one) => sameSubject(one, after));
      if (action === 'adminRemove') {
        if (known) state.remove(collection, String(known['id']));
        return;
      }
      const id = plainText(known?.['id'] ?? state.newId());
      state.put(collection, id, {
        ...known,
        id,
        principalId,
        roleDefinitionId,
        directoryScopeId,
        memberType: 'Direct',
        ...(kind === 'Assignment' && { assignmentType: action === 'selfActivate' ? 'Activated' : 'Assigned' }),
        startDateTime: (scheduleInfo as Entity | undefined)?.['startDateTime'] ?? state.now,
        endDateTime: endOf(scheduleInfo, state.now),
      });
    },
  });
}

export const roleScheduleResources = [
  instances('Assignment'),
  instances('Eligibility'),
  requests('Assignment'),
  requests('Eligibility'),
];

/** Who may join a group that holds a role. */
export const groupEligibilities = defineGraphCollection({
  path: '/identityGovernance/privilegedAccess/group/eligibilityScheduleInstances',
  type: 'privilegedAccessGroupEligibilityScheduleInstance',
  state: 'groupEligibilities',
  methods: ['list', 'get'],
  license: pim,
  roles: {
    read: [
      'PrivilegedEligibilitySchedule.Read.AzureADGroup',
      'PrivilegedEligibilitySchedule.ReadWrite.AzureADGroup',
      'PrivilegedAccess.Read.AzureADGroup',
    ],
  },
  properties: {
    id: 'text',
    accessId: ['owner', 'member'],
    endDateTime: 'moment',
    groupId: 'text',
    memberType: ['direct', 'group'],
    principalId: 'text',
    startDateTime: 'moment',
  },
  navigation: { principal },
});
