import { flags, list, oneOf, readOnly, texts } from '../../../properties.ts';
import { evaluatePolicies } from '../../../entra/conditional-access.ts';
import { defineGraphCollection } from '../../resource.ts';
import { attemptOf, checkPolicy } from './conditional-access-rules.ts';

const riskLevels = list(['low', 'medium', 'high', 'hidden', 'none']);
const filter = { mode: ['include', 'exclude'], rule: 'text' } as const;
const platforms = list(['android', 'iOS', 'windows', 'windowsPhone', 'macOS', 'linux', 'all']);
const guests = {
  guestOrExternalUserTypes: flags(
    'none',
    'internalGuest',
    'b2bCollaborationGuest',
    'b2bCollaborationMember',
    'b2bDirectConnectUser',
    'otherExternalUser',
    'serviceProvider',
  ),
  externalTenants: oneOf({
    conditionalAccessAllExternalTenants: { membershipKind: ['all', 'enumerated'] },
    conditionalAccessEnumeratedExternalTenants: { membershipKind: ['all', 'enumerated'], members: texts },
  }),
};

export const conditionalAccessPolicies = defineGraphCollection({
  path: '/identity/conditionalAccess/policies',
  type: 'conditionalAccessPolicy',
  state: 'conditionalAccessPolicies',
  methods: ['list', 'get', 'create', 'update', 'delete'],
  family: 'policy',
  roles: {
    read: ['Policy.Read.All', 'Policy.Read.ConditionalAccess'],
    write: ['Policy.Read.All+Policy.ReadWrite.ConditionalAccess+Application.Read.All'],
  },
  activity: { noun: 'conditional access policy', service: 'Conditional Access', category: 'Policy', target: 'Policy' },
  properties: {
    id: readOnly('text'),
    displayName: 'text',
    description: 'text',
    state: ['enabled', 'disabled', 'enabledForReportingButNotEnforced'],
    templateId: 'text',
    createdDateTime: readOnly('moment'),
    modifiedDateTime: readOnly('moment'),
    deletedDateTime: readOnly('moment'),
    conditions: {
      users: {
        includeUsers: texts,
        excludeUsers: texts,
        includeGroups: texts,
        excludeGroups: texts,
        includeRoles: texts,
        excludeRoles: texts,
        includeGuestsOrExternalUsers: guests,
        excludeGuestsOrExternalUsers: guests,
      },
      applications: {
        includeApplications: texts,
        excludeApplications: texts,
        includeUserActions: texts,
        includeAuthenticationContextClassReferences: texts,
        applicationFilter: filter,
      },
      clientApplications: {
        includeServicePrincipals: texts,
        excludeServicePrincipals: texts,
        servicePrincipalFilter: filter,
      },
      clientAppTypes: list([
        'all',
        'browser',
        'mobileAppsAndDesktopClients',
        'exchangeActiveSync',
        'easSupported',
        'other',
      ]),
      locations: { includeLocations: texts, excludeLocations: texts },
      platforms: { includePlatforms: platforms, excludePlatforms: platforms },
      devices: { deviceFilter: filter },
      authenticationFlows: { transferMethods: flags('none', 'deviceCodeFlow', 'authenticationTransfer') },
      userRiskLevels: riskLevels,
      signInRiskLevels: riskLevels,
      servicePrincipalRiskLevels: riskLevels,
      insiderRiskLevels: flags('minor', 'moderate', 'elevated'),
    },
    grantControls: {
      operator: 'text',
      builtInControls: list([
        'block',
        'mfa',
        'compliantDevice',
        'domainJoinedDevice',
        'approvedApplication',
        'compliantApplication',
        'passwordChange',
        'riskRemediation',
      ]),
      customAuthenticationFactors: texts,
      termsOfUse: texts,
      // A navigation property in the metadata; written as { id }.
      authenticationStrength: { id: 'text', displayName: readOnly('text'), allowedCombinations: readOnly(texts) },
    },
    sessionControls: {
      applicationEnforcedRestrictions: { isEnabled: 'flag' },
      cloudAppSecurity: {
        isEnabled: 'flag',
        cloudAppSecurityType: ['mcasConfigured', 'monitorOnly', 'blockDownloads'],
      },
      persistentBrowser: { isEnabled: 'flag', mode: ['always', 'never'] },
      signInFrequency: {
        isEnabled: 'flag',
        value: 'number',
        type: ['days', 'hours'],
        authenticationType: ['primaryAndSecondaryAuthentication', 'secondaryAuthentication'],
        frequencyInterval: ['timeBased', 'everyTime'],
      },
      secureSignInSession: { isEnabled: 'flag' },
      disableResilienceDefaults: 'flag',
    },
  },
  required: ['displayName', 'state', 'conditions'],
  touched: 'modifiedDateTime',
  defaults: ({ state }) => ({ createdDateTime: state.now, modifiedDateTime: null }),
  validate: checkPolicy,
  written({ state }, { before, after }) {
    // A deleted policy can be restored: it goes to deletedItems, which is a resource of its own.
    if (before && !after)
      state.put('deletedConditionalAccessPolicies', String(before['id']), { ...before, deletedDateTime: state.now });
  },
});

/** The what-if tool. Only the conditions that a policy can name are looked at: assumption what-if. */
export const conditionalAccessRoot = defineGraphCollection({
  path: '/identity/conditionalAccess',
  type: 'conditionalAccessRoot',
  state: 'conditionalAccessRoot',
  methods: [],
  family: 'policy',
  roles: { read: ['Policy.Read.ConditionalAccess', 'Policy.Read.All'] },
  properties: {},
  operations: [
    {
      path: '/evaluate',
      method: 'POST',
      roles: ['Policy.Read.ConditionalAccess', 'Policy.Read.All'],
      parameters: { signInIdentity: 'any', signInContext: 'any', signInConditions: 'any', appliedPoliciesOnly: 'flag' },
      run({ tenant, state }, body) {
        const all = evaluatePolicies(tenant, attemptOf(body)).map(({ id, result }) => ({
          ...state.get('conditionalAccessPolicies', id),
          policyApplies: !/notApplied|notEnabled/i.test(result),
          analysisReasons: /notApplied|notEnabled/i.test(result) ? result : 'notSet',
        }));
        return { value: body['appliedPoliciesOnly'] === true ? all.filter((entry) => entry.policyApplies) : all };
      },
    },
  ],
});
