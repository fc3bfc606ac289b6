import { isPlainObject } from '../../../../core/shape.ts';
import { list, readOnly, texts } from '../../../properties.ts';
import type { Entity } from '../../../store.ts';
import { defineGraphCollection, defineGraphReferences, defineGraphSingleton } from '../../resource.ts';

const read = ['Policy.Read.All'];
const activity = (noun: string) => ({ noun, category: 'Policy', target: 'Policy' }) as const;

/** PUT, not PATCH: what is not sent is unset. */
export const adminConsentRequestPolicy = defineGraphSingleton({
  path: '/policies/adminConsentRequestPolicy',
  type: 'adminConsentRequestPolicy',
  state: 'adminConsentRequestPolicy',
  methods: ['get', 'replace'],
  family: 'policy',
  roles: { read: [...read, 'Policy.ReadWrite.ConsentRequest'], write: ['Policy.ReadWrite.ConsentRequest'] },
  activity: activity('admin consent request policy'),
  properties: {
    isEnabled: 'flag',
    notifyReviewers: 'flag',
    remindersEnabled: 'flag',
    requestDurationInDays: 'number',
    reviewers: list({ query: 'text', queryRoot: 'text', queryType: 'text' }),
    version: readOnly('number'),
  },
});

const restriction = {
  excludeActors: 'any',
  maxLifetime: 'duration',
  restrictForAppsCreatedAfterDateTime: 'moment',
  state: ['enabled', 'disabled'],
} as const;
const restrictions = {
  passwordCredentials: list({
    ...restriction,
    restrictionType: [
      'passwordAddition',
      'passwordLifetime',
      'symmetricKeyAddition',
      'symmetricKeyLifetime',
      'customPasswordAddition',
    ],
  }),
  keyCredentials: list({ ...restriction, restrictionType: ['asymmetricKeyLifetime'] }),
} as const;

export const defaultAppManagementPolicy = defineGraphSingleton({
  path: '/policies/defaultAppManagementPolicy',
  type: 'tenantAppManagementPolicy',
  state: 'defaultAppManagementPolicy',
  methods: ['get', 'update'],
  roles: { read, write: ['Policy.ReadWrite.ApplicationConfiguration'] },
  activity: activity('default app management policy'),
  properties: {
    id: readOnly('text'),
    displayName: 'text',
    description: 'text',
    isEnabled: 'flag',
    applicationRestrictions: restrictions,
    servicePrincipalRestrictions: restrictions,
  },
});

export const appManagementPolicies = defineGraphCollection({
  path: '/policies/appManagementPolicies',
  type: 'appManagementPolicy',
  state: 'appManagementPolicies',
  methods: ['list', 'get', 'create', 'update', 'delete'],
  roles: { read, write: ['Policy.ReadWrite.ApplicationConfiguration'] },
  activity: activity('app management policy'),
  properties: {
    id: readOnly('text'),
    displayName: 'text',
    description: 'text',
    isEnabled: 'flag',
    restrictions,
  },
  required: ['displayName', 'isEnabled', 'restrictions'],
});

/** A snapshot has the apps inside the restrictions that hold for them. */
export const appManagementAppliesTo = defineGraphReferences({
  path: '/policies/appManagementPolicies/{policy}/appliesTo',
  state: 'appManagementAppliesTo/{policy}',
  parents: { policy: 'appManagementPolicies' },
  methods: ['list'],
  roles: { read },
  load({ state, parameters }) {
    const held = state.get('appManagementPolicies', parameters['policy']!)?.['restrictions'];
    const found = new Map<string, Entity>();
    for (const one of Object.values(isPlainObject(held) ? held : {}).flat())
      for (const app of isPlainObject(one) && Array.isArray(one['appliesTo']) ? (one['appliesTo'] as Entity[]) : [])
        found.set(String(app['id']), { '@odata.type': '#microsoft.graph.application', ...app });
    return [...found.values()];
  },
});

const targets = {
  accessType: ['allowed', 'blocked'],
  targets: list({ target: 'text', targetType: ['user', 'group', 'application'] }),
} as const;
const sharing = { applications: targets, usersAndGroups: targets };

export const crossTenantAccessDefault = defineGraphSingleton({
  path: '/policies/crossTenantAccessPolicy/default',
  type: 'crossTenantAccessPolicyConfigurationDefault',
  state: 'crossTenantAccessPolicy',
  methods: ['get', 'update'],
  family: 'policy',
  roles: { read, write: ['Policy.ReadWrite.CrossTenantAccess'] },
  activity: activity('default cross-tenant access setting'),
  properties: {
    isServiceDefault: readOnly('flag'),
    automaticUserConsentSettings: { inboundAllowed: 'flag', outboundAllowed: 'flag' },
    b2bCollaborationInbound: sharing,
    b2bCollaborationOutbound: sharing,
    b2bDirectConnectInbound: sharing,
    b2bDirectConnectOutbound: sharing,
    inboundTrust: {
      isCompliantDeviceAccepted: 'flag',
      isHybridAzureADJoinedDeviceAccepted: 'flag',
      isMfaAccepted: 'flag',
    },
  },
  written({ state }) {
    // What was changed is no longer Microsoft's default.
    if (state.one('crossTenantAccessPolicy')['isServiceDefault'] === true)
      state.setOne('crossTenantAccessPolicy', { isServiceDefault: false });
  },
});

export const activityBasedTimeoutPolicies = defineGraphCollection({
  path: '/policies/activityBasedTimeoutPolicies',
  type: 'activityBasedTimeoutPolicy',
  state: 'activityBasedTimeoutPolicies',
  methods: ['list', 'get', 'create', 'update', 'delete'],
  roles: { read, write: ['Policy.ReadWrite.ApplicationConfiguration'] },
  activity: activity('policy'),
  properties: {
    id: readOnly('text'),
    displayName: 'text',
    description: 'text',
    definition: texts,
    isOrganizationDefault: 'flag',
  },
  required: ['definition', 'displayName'],
});

/** [M]: the path is in beta only, and its permission is not documented. */
export const legacyPolicies = defineGraphCollection({
  path: '/legacy/policies',
  type: 'directoryObject',
  state: 'legacyPolicies',
  versions: ['beta'],
  methods: ['list', 'get', 'update'],
  roles: { read, write: ['Policy.ReadWrite.ApplicationConfiguration'] },
  activity: activity('policy'),
  properties: { id: readOnly('text'), displayName: 'text', type: 'text', definition: texts },
});

/** [M]: neither the path nor its permission is documented; public tools call it. */
export const identityProtectionNotifications = defineGraphSingleton({
  path: '/identityProtection/settings/notifications',
  type: 'entity',
  state: 'identityProtectionNotifications',
  versions: ['beta'],
  methods: ['get', 'update'],
  family: 'policy',
  license: {
    needs: 'entra-p2',
    status: 403,
    code: 'Forbidden',
    message: 'Your tenant is not licensed for this feature.',
  },
  roles: { read: ['IdentityRiskEvent.Read.All'], write: ['IdentityRiskEvent.ReadWrite.All'] },
  activity: activity('identity protection notifications'),
  properties: {
    id: readOnly('text'),
    isEnabled: 'flag',
    minRiskLevel: 'text',
    notificationRecipients: list('any'),
    additionalRecipients: texts,
  },
});
