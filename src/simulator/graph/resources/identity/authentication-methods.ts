import { type Properties, list, readOnly, texts } from '../../../properties.ts';
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
const includeTargets = list('any');

function methods(version: Version): Record<string, Properties> {
  return {
    fido2AuthenticationMethodConfiguration: {
      defaultPasskeyProfile: 'text',
      isAttestationEnforced: 'flag',
      isSelfServiceRegistrationAllowed: 'flag',
      keyRestrictions: { aaGuids: texts, enforcementType: ['allow', 'block'], isEnforced: 'flag' },
      includeTargets,
    },
    microsoftAuthenticatorAuthenticationMethodConfiguration: {
      isSoftwareOathEnabled: 'flag',
      featureSettings: version === 'beta' ? { ...features, ...betaFeatures } : features,
      includeTargets,
    },
    smsAuthenticationMethodConfiguration: { includeTargets },
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
      certificateUserBindings: list('any'),
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
        context.state
          .list('authenticationMethodConfigurations')
          .map((method) =>
            shown(context, context.version === 'beta' ? beta : stable, method, { select: undefined, expand: [] }),
          ),
    },
  },
});
