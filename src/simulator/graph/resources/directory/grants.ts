import { readOnly } from '../../../properties.ts';
import { badRequest } from '../../errors.ts';
import { type GraphResource, defineGraphCollection } from '../../resource.ts';

export const oauth2PermissionGrants = defineGraphCollection({
  path: '/oauth2PermissionGrants',
  type: 'oAuth2PermissionGrant',
  state: 'oauth2PermissionGrants',
  methods: ['list', 'get', 'create', 'update', 'delete'],
  page: { size: 100, max: 999 },
  delta: { reason: 'deleted' },
  roles: {
    read: ['Directory.Read.All', 'DelegatedPermissionGrant.ReadWrite.All', 'Directory.ReadWrite.All'],
    write: ['DelegatedPermissionGrant.ReadWrite.All', 'Directory.ReadWrite.All'],
  },
  activity: { noun: 'delegated permission grant', category: 'ApplicationManagement', target: 'ServicePrincipal' },
  properties: {
    id: readOnly('text'),
    clientId: 'text',
    consentType: 'text',
    principalId: 'text',
    resourceId: 'text',
    scope: 'text',
  },
  required: ['clientId', 'consentType', 'resourceId', 'scope'],
});

/** The same grants from both ends: what an app was given, and who was given the app. */
function assignments(segment: string, end: 'principalId' | 'resourceId'): GraphResource {
  return defineGraphCollection({
    path: `/servicePrincipals/{servicePrincipal}/${segment}`,
    type: 'appRoleAssignment',
    state: 'appRoleAssignments',
    methods: ['list', 'get', 'create', 'delete'],
    parents: { servicePrincipal: 'servicePrincipals' },
    page: { size: 100, max: 999 },
    roles: {
      read: ['Application.Read.All', 'Directory.Read.All', 'Application.ReadWrite.All', 'Directory.ReadWrite.All'],
      write: ['AppRoleAssignment.ReadWrite.All'],
    },
    activity: { noun: 'app role assignment to service principal', category: 'ApplicationManagement', target: 'Other' },
    load: ({ state, parameters }) =>
      state.list('appRoleAssignments').filter((entry) => entry[end] === parameters['servicePrincipal']),
    properties: {
      id: readOnly('text'),
      appRoleId: 'guid',
      createdDateTime: readOnly('moment'),
      principalDisplayName: readOnly('text'),
      principalId: 'guid',
      principalType: readOnly('text'),
      resourceDisplayName: readOnly('text'),
      resourceId: 'guid',
    },
    required: ['principalId', 'resourceId', 'appRoleId'],
    defaults({ state }, { principalId, resourceId }) {
      const kinds = { ServicePrincipal: 'servicePrincipals', User: 'users', Group: 'groups' };
      const [principalType, collection] =
        Object.entries(kinds).find(([, name]) => state.get(name, String(principalId))) ?? [];
      return {
        createdDateTime: state.now,
        principalType: principalType ?? null,
        principalDisplayName: (collection && state.get(collection, String(principalId))?.['displayName']) ?? null,
        resourceDisplayName: state.get('servicePrincipals', String(resourceId))?.['displayName'] ?? null,
      };
    },
    validate({ state }, { after }) {
      const same = ['principalId', 'resourceId', 'appRoleId'];
      if (!after['principalType'] || !state.get('servicePrincipals', String(after['resourceId'])))
        throw badRequest('Not a valid reference update.', 'Request_BadRequest');
      if (state.list('appRoleAssignments').some((entry) => same.every((name) => entry[name] === after[name])))
        throw badRequest('Permission being assigned already exists on the object', 'Request_BadRequest');
    },
  });
}

export const appRoleAssignments = assignments('appRoleAssignments', 'principalId');
export const appRoleAssignedTo = assignments('appRoleAssignedTo', 'resourceId');

export const permissionClassifications = defineGraphCollection({
  path: '/servicePrincipals/{servicePrincipal}/delegatedPermissionClassifications',
  type: 'delegatedPermissionClassification',
  state: 'delegatedPermissionClassifications/{servicePrincipal}',
  parents: { servicePrincipal: 'servicePrincipals' },
  methods: ['list', 'get', 'create', 'delete'],
  roles: {
    read: ['Policy.Read.PermissionGrant', 'Policy.Read.All', 'Application.Read.All'],
    write: ['Policy.ReadWrite.PermissionGrant'],
  },
  activity: { noun: 'delegated permission classification', category: 'ApplicationManagement', target: 'Other' },
  properties: {
    id: readOnly('text'),
    classification: ['low', 'medium', 'high'],
    permissionId: 'text',
    permissionName: 'text',
  },
});
