import { directoryRoles as roleIds } from '../../../entra/app-roles.ts';
import { guidOf } from '../../../random.ts';
import { readOnly } from '../../../properties.ts';
import type { State } from '../../../state.ts';
import { defineGraphCollection, defineGraphReferences, linkTypes } from '../../resource.ts';

const read = ['RoleManagement.Read.Directory', 'RoleManagement.ReadWrite.Directory', 'Directory.Read.All'];

/** The older view of roles: those that somebody holds. */
function activated(state: State) {
  const held = new Set(state.list('roleAssignments').map((one) => one['roleDefinitionId']));
  return Object.entries(roleIds)
    .filter(([, role]) => held.has(role))
    .map(([displayName, roleTemplateId]) => ({
      id: guidOf(`${state.tenant.id} directory role ${roleTemplateId}`),
      displayName,
      roleTemplateId,
    }));
}

export const directoryRoles = defineGraphCollection({
  path: '/directoryRoles',
  type: 'directoryRole',
  state: 'directoryRoles',
  methods: ['list', 'get'],
  keys: ['roleTemplateId'],
  roles: { read },
  load: ({ state }) => activated(state),
  properties: { id: 'text', description: 'text', displayName: 'text', roleTemplateId: 'text' },
});

export const directoryRoleMembers = defineGraphReferences({
  path: '/directoryRoles/{role}/members',
  state: 'directoryRoles',
  methods: ['list'],
  roles: { read },
  load({ state, parameters }) {
    const role = activated(state).find(({ id }) => id === parameters['role']);
    return state
      .list('roleAssignments')
      .filter((one) => role && one['roleDefinitionId'] === role.roleTemplateId)
      .flatMap(({ principalId }) =>
        Object.entries(linkTypes).flatMap(([collection, type]) => {
          const found = state.get(collection, String(principalId));
          return found ? [{ '@odata.type': `#microsoft.graph.${type}`, ...found }] : [];
        }),
      );
  },
});

const units = ['AdministrativeUnit.Read.All', 'AdministrativeUnit.ReadWrite.All', 'Directory.Read.All'];
const write = ['AdministrativeUnit.ReadWrite.All'];

export const administrativeUnits = defineGraphCollection({
  path: '/directory/administrativeUnits',
  type: 'administrativeUnit',
  state: 'administrativeUnits',
  methods: ['list', 'get', 'create', 'update', 'delete'],
  page: { size: 100, max: 999 },
  roles: { read: units, write },
  activity: { noun: 'administrative unit', category: 'AdministrativeUnit', target: 'Other' },
  properties: {
    id: readOnly('guid'),
    description: 'text',
    displayName: 'text',
    isMemberManagementRestricted: 'flag',
    visibility: 'text',
  },
  required: ['displayName'],
});

export const administrativeUnitMembers = defineGraphReferences({
  path: '/directory/administrativeUnits/{unit}/members',
  state: 'administrativeUnitMembers/{unit}',
  parents: { unit: 'administrativeUnits' },
  of: ['users', 'groups', 'devices'],
  methods: ['list', 'create', 'delete'],
  page: { size: 100, max: 999 },
  roles: { read: units, write },
  activity: { noun: 'member to administrative unit', category: 'AdministrativeUnit', target: 'User' },
});
