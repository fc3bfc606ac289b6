import { plainText } from '../../../../core/shape.ts';
import { list, readOnly, texts } from '../../../properties.ts';
import { notFound } from '../../errors.ts';
import { type GraphContext, defineGraphCollection, defineGraphSingleton } from '../../resource.ts';
import type { Entity } from '../../../store.ts';

const roles = {
  read: ['Application.Read.All', 'Application.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
  write: ['Application.ReadWrite.All', 'Directory.ReadWrite.All'],
};
const appRoles = list({
  id: 'guid',
  allowedMemberTypes: texts,
  description: 'text',
  displayName: 'text',
  isEnabled: 'flag',
  origin: 'text',
  value: 'text',
});
const scopes = list({
  id: 'guid',
  adminConsentDescription: 'text',
  adminConsentDisplayName: 'text',
  isEnabled: 'flag',
  origin: 'text',
  type: 'text',
  userConsentDescription: 'text',
  userConsentDisplayName: 'text',
  value: 'text',
});
const credential = {
  customKeyIdentifier: 'bytes',
  displayName: 'text',
  endDateTime: 'moment',
  keyId: 'guid',
  startDateTime: 'moment',
} as const;
const credentials = {
  keyCredentials: list({ ...credential, key: 'bytes', type: 'text', usage: 'text' }),
  passwordCredentials: list({ ...credential, hint: 'text', secretText: 'text' }),
};

/** Keys and secrets are told only once, by the call that made them. */
function withoutSecrets(entity: Entity): Entity {
  const bare = (name: string, secret: string): Entity =>
    Array.isArray(entity[name])
      ? { [name]: (entity[name] as Entity[]).map((one) => ({ ...one, [secret]: null })) }
      : {};
  return { ...entity, ...bare('keyCredentials', 'key'), ...bare('passwordCredentials', 'secretText') };
}

export const applications = defineGraphCollection({
  path: '/applications',
  type: 'application',
  state: 'applications',
  methods: ['list', 'get', 'create', 'update', 'delete'],
  advanced: true,
  keys: ['appId'],
  page: { size: 100, max: 999 },
  roles,
  activity: { noun: 'application', category: 'ApplicationManagement', target: 'Application' },
  properties: {
    id: readOnly('guid'),
    appId: readOnly('guid'),
    createdDateTime: readOnly('moment'),
    description: 'text',
    displayName: 'text',
    identifierUris: texts,
    isFallbackPublicClient: 'flag',
    ...credentials,
    notes: 'text',
    publisherDomain: readOnly('text'),
    requiredResourceAccess: list({ resourceAppId: 'text', resourceAccess: list({ id: 'guid', type: 'text' }) }),
    signInAudience: 'text',
    tags: texts,
    web: 'any',
  },
  required: ['displayName'],
  defaults: ({ state }, body) => ({
    appId: state.newId(),
    createdDateTime: state.now,
    signInAudience: body['signInAudience'] ?? 'AzureADMyOrg',
  }),
  present: withoutSecrets,
  parents: { application: 'applications' },
  operations: [
    {
      path: '/{application}/removePassword',
      method: 'POST',
      roles: roles.write,
      parameters: { keyId: 'guid' },
      activity: 'Update application – Certificates and secrets management',
      run({ state, parameters }, body) {
        const id = parameters['application']!;
        const held = (state.get('applications', id)?.['passwordCredentials'] ?? []) as Entity[];
        if (!held.some((one) => one['keyId'] === body['keyId'])) throw notFound('directory', String(body['keyId']));
        state.patch('applications', id, {
          passwordCredentials: held.filter((one) => one['keyId'] !== body['keyId']),
        });
        return undefined;
      },
    },
  ],
});

const principal = {
  type: 'servicePrincipal',
  roles,
  activity: { noun: 'service principal', category: 'ApplicationManagement', target: 'ServicePrincipal' } as const,
  properties: {
    id: readOnly('guid'),
    accountEnabled: 'flag',
    alternativeNames: texts,
    appDisplayName: readOnly('text'),
    appId: 'guid',
    appOwnerOrganizationId: readOnly('guid'),
    appRoleAssignmentRequired: 'flag',
    appRoles,
    description: 'text',
    disabledByMicrosoftStatus: readOnly('text'),
    displayName: 'text',
    ...credentials,
    notes: 'text',
    oauth2PermissionScopes: scopes,
    servicePrincipalNames: texts,
    servicePrincipalType: readOnly('text'),
    signInAudience: readOnly('text'),
    tags: texts,
  } as const,
  present: withoutSecrets,
};

export const servicePrincipals = defineGraphCollection({
  ...principal,
  path: '/servicePrincipals',
  state: 'servicePrincipals',
  methods: ['list', 'get', 'create', 'update', 'delete'],
  advanced: true,
  keys: ['appId'],
  page: { size: 100, max: 999 },
  delta: { reason: 'deleted' },
  required: ['appId'],
  defaults: ({ state }, body) => ({
    accountEnabled: body['accountEnabled'] ?? true,
    displayName:
      body['displayName'] ??
      state.list('applications').find((app) => app['appId'] === body['appId'])?.['displayName'] ??
      body['appId'],
    servicePrincipalType: 'Application',
  }),
});

const byAppId = ({ state, parameters }: GraphContext): Entity | undefined =>
  state
    .list('servicePrincipals')
    .find((one) => String(one['appId']).toLowerCase() === parameters['appId']!.toLowerCase());

/**
 * `/servicePrincipals(appId='…')`. With `Prefer: create-if-missing` a PATCH makes one that is missing. [M]: it then
 * answers 201 with the object; here it is 204 as after any other PATCH.
 */
export const servicePrincipalByApp = defineGraphSingleton({
  ...principal,
  path: '/servicePrincipals(appId={appId})',
  state: 'servicePrincipals',
  methods: ['get', 'update', 'delete'],
  load(context) {
    const found = byAppId(context);
    if (found) return [found];
    const { method, headers } = context.request;
    if (method === 'PATCH' && /create-if-missing/i.test(headers['prefer'] ?? '')) return [];
    throw notFound('directory', context.parameters['appId']!);
  },
  save(context, values) {
    const { state, parameters } = context;
    const known = byAppId(context);
    const id = plainText(known?.['id'] ?? state.newId());
    const appId = parameters['appId']!;
    const made = { id, appId, displayName: appId, accountEnabled: true, servicePrincipalType: 'Application' };
    state.put('servicePrincipals', id, { ...(known ?? made), ...values });
  },
  written({ state }, { before, after }) {
    if (before && !after) state.remove('servicePrincipals', String(before['id']));
  },
});
