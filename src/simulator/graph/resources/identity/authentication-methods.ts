import { type Properties, list, readOnly, texts, typeName } from '../../../properties.ts';
import type { State } from '../../../state.ts';
import type { Entity } from '../../../store.ts';
import { type GraphResource, type Version, defineGraphCollection, defineGraphSingleton } from '../../resource.ts';
import { shown } from '../../shown.ts';

const roles = {
  read: ['Policy.Read.AuthenticationMethod', 'Policy.Read.All', 'Policy.ReadWrite.AuthenticationMethod'],
  write: ['Policy.ReadWrite.AuthenticationMethod'],
};
const activity = { noun: 'authentication methods policy', category: 'Policy', target: 'Policy' } as const;
const target = { id: 'text', targetType: ['user', 'group'] } as const;
const state = ['default', 'enabled', 'disabled'] as const;
const featureTarget = { id: 'text', targetType: ['group', 'administrativeUnit', 'role'] } as const;
const feature = { state, includeTarget: featureTarget, excludeTarget: featureTarget };
const campaign = {
  state,
  snoozeDurationInDays: 'number',
  includeTargets: list({ ...target, targetedAuthenticationMethod: 'text' }),
  excludeTargets: list(target),
} as const;

const features: Properties = {
  displayAppInformationRequiredState: feature,
  displayLocationInformationRequiredState: feature,
};
/** [M]: settings of Microsoft Authenticator and kinds of methods that v1.0 does not have. */
const betaFeatures: Properties = { numberMatchingRequiredState: feature, companionAppAllowedState: feature };
// A navigation property in the metadata; always given and written with the method.
const included = { ...target, isRegistrationRequired: 'flag' } as const;
const includeTargets = list(included);

function methods(version: Version): Record<string, Properties> {
  return {
    fido2AuthenticationMethodConfiguration: {
      defaultPasskeyProfile: 'text',
      isAttestationEnforced: 'flag',
      isSelfServiceRegistrationAllowed: 'flag',
      keyRestrictions: { aaGuids: texts, enforcementType: ['allow', 'block'], isEnforced: 'flag' },
      includeTargets: list({ ...included, allowedPasskeyProfiles: texts }),
    },
    microsoftAuthenticatorAuthenticationMethodConfiguration: {
      isSoftwareOathEnabled: 'flag',
      featureSettings: version === 'beta' ? { ...features, ...betaFeatures } : features,
      includeTargets: list({ ...included, authenticationMode: ['deviceBasedPush', 'push', 'any'] }),
    },
    smsAuthenticationMethodConfiguration: { includeTargets: list({ ...included, isUsableForSignIn: 'flag' }) },
    softwareOathAuthenticationMethodConfiguration: { includeTargets },
    temporaryAccessPassAuthenticationMethodConfiguration: {
      defaultLength: 'number',
      defaultLifetimeInMinutes: 'number',
      isUsableOnce: 'flag',
      maximumLifetimeInMinutes: 'number',
      minimumLifetimeInMinutes: 'number',
      includeTargets,
    },
    voiceAuthenticationMethodConfiguration: { isOfficePhoneAllowed: 'flag', includeTargets },
    emailAuthenticationMethodConfiguration: { allowExternalIdToUseEmailOtp: state, includeTargets },
    x509CertificateAuthenticationMethodConfiguration: {
      authenticationModeConfiguration: 'any',
      certificateUserBindings: 'any',
      includeTargets,
    },
    qrCodePinAuthenticationMethodConfiguration: {
      pinLength: 'number',
      standardQRCodeLifetimeInDays: 'number',
      includeTargets,
    },
    ...(version === 'beta' && { hardwareOathAuthenticationMethodConfiguration: { includeTargets } }),
  };
}

function listed(state: State, version: Version): readonly Entity[] {
  const known = methods(version);
  return state
    .list('authenticationMethodConfigurations')
    .filter((method) => (typeName(method['@odata.type']) ?? '') in known);
}

function configurations(version: Version): GraphResource {
  return defineGraphCollection({
    path: '/policies/authenticationMethodsPolicy/authenticationMethodConfigurations',
    type: 'authenticationMethodConfiguration',
    state: 'authenticationMethodConfigurations',
    versions: [version],
    methods: ['list', 'get', 'update'],
    family: 'policy',
    roles,
    activity,
    properties: { id: readOnly('text'), state: ['enabled', 'disabled'], excludeTargets: list(target) },
    subtypes: methods(version),
    // v1.0 leaves out the methods that it has no type for.
    load: ({ state }) => listed(state, version),
  });
}

const stable = configurations('v1.0');
const beta = configurations('beta');
export const authenticationMethodConfigurations = [stable, beta];

export const authenticationMethodsPolicy = defineGraphSingleton({
  path: '/policies/authenticationMethodsPolicy',
  type: 'authenticationMethodsPolicy',
  state: 'authenticationMethodsPolicy',
  methods: ['get', 'update'],
  family: 'policy',
  roles,
  activity,
  properties: {
    id: readOnly('text'),
    description: readOnly('text'),
    displayName: readOnly('text'),
    lastModifiedDateTime: readOnly('moment'),
    policyMigrationState: ['preMigration', 'migrationInProgress', 'migrationComplete'],
    policyVersion: readOnly('text'),
    reconfirmationInDays: 'number',
    registrationEnforcement: { authenticationMethodsRegistrationCampaign: campaign },
  },
  betaProperties: {
    registrationEnforcement: {
      authenticationMethodsRegistrationCampaign: { ...campaign, enforceRegistrationAfterAllowedSnoozes: 'flag' },
    },
    reportSuspiciousActivitySettings: { state, includeTarget: featureTarget, voiceReportingCode: 'number' },
    systemCredentialPreferences: { state, includeTargets: list(target), excludeTargets: list(target) },
  },
  navigation: {
    authenticationMethodConfigurations: {
      always: true,
      load: (_, context) =>
        listed(context.state, context.version).map((method) =>
          shown(context, context.version === 'beta' ? beta : stable, method, { select: undefined, expand: [] }),
        ),
    },
  },
});
