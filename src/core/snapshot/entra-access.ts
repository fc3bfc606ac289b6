import { listSection, oneSection } from '../section.ts';
import { anything, flag, list, moment, number, object, text, texts } from '../shape.ts';

const guests = object({
  guestOrExternalUserTypes: text,
  externalTenants: object({ membershipKind: text, members: texts }),
});
const target = object({
  id: text,
  targetType: text,
  isRegistrationRequired: flag,
  isUsableForSignIn: flag,
  authenticationMode: text,
});
const feature = object({
  state: text,
  includeTarget: object({ id: text, targetType: text }),
  excludeTarget: object({ id: text, targetType: text }),
});

export const entraAccessSections = {
  conditionalAccessPolicies: listSection({
    title: 'Conditional Access policies',
    call: 'GET /identity/conditionalAccess/policies',
    service: 'entra',
    fields: {
      id: text,
      displayName: text,
      state: text,
      modifiedDateTime: moment,
      conditions: object({
        clientAppTypes: texts,
        userRiskLevels: texts,
        signInRiskLevels: texts,
        servicePrincipalRiskLevels: texts,
        insiderRiskLevels: anything,
        platforms: object({ includePlatforms: texts, excludePlatforms: texts }),
        locations: object({ includeLocations: texts, excludeLocations: texts }),
        devices: object({
          deviceFilter: object({ mode: text, rule: text }),
          includeDevices: texts,
          excludeDevices: texts,
        }),
        authenticationFlows: object({ transferMethods: text }),
        clientApplications: anything,
        applications: object({
          includeApplications: texts,
          excludeApplications: texts,
          includeUserActions: texts,
          includeAuthenticationContextClassReferences: texts,
          applicationFilter: anything,
        }),
        users: object({
          includeUsers: texts,
          excludeUsers: texts,
          includeGroups: texts,
          excludeGroups: texts,
          includeRoles: texts,
          excludeRoles: texts,
          includeGuestsOrExternalUsers: guests,
          excludeGuestsOrExternalUsers: guests,
        }),
      }),
      grantControls: object({
        operator: text,
        builtInControls: texts,
        customAuthenticationFactors: texts,
        termsOfUse: texts,
        authenticationStrength: object({ id: text, displayName: text, allowedCombinations: texts }),
      }),
      sessionControls: object({
        persistentBrowser: object({ isEnabled: flag, mode: text }),
        signInFrequency: object({
          isEnabled: flag,
          type: text,
          value: number,
          frequencyInterval: text,
          authenticationType: text,
        }),
        applicationEnforcedRestrictions: object({ isEnabled: flag }),
        cloudAppSecurity: object({ isEnabled: flag, cloudAppSecurityType: text }),
        disableResilienceDefaults: flag,
      }),
    },
  }),
  namedLocations: listSection({
    title: 'named locations',
    call: 'GET /identity/conditionalAccess/namedLocations',
    service: 'entra',
    fields: {
      id: text,
      displayName: text,
      /** Address ranges only. */
      isTrusted: flag,
      ipRanges: list(object({ cidrAddress: text })),
      /** Countries only. */
      countriesAndRegions: texts,
      includeUnknownCountriesAndRegions: flag,
      countryLookupMethod: text,
    },
  }),
  authenticationMethodsPolicy: oneSection({
    title: 'the authentication methods policy',
    call: 'GET /policies/authenticationMethodsPolicy',
    service: 'entra',
    fields: {
      policyMigrationState: text,
      lastModifiedDateTime: moment,
      registrationEnforcement: object({
        authenticationMethodsRegistrationCampaign: object({
          state: text,
          snoozeDurationInDays: number,
          enforceRegistrationAfterAllowedSnoozes: flag,
          includeTargets: list(object({ id: text, targetType: text, targetedAuthenticationMethod: text })),
          excludeTargets: list(object({ id: text, targetType: text })),
        }),
      }),
      reportSuspiciousActivitySettings: object({ state: text, includeTarget: object({ id: text, targetType: text }) }),
      systemCredentialPreferences: object({ state: text }),
    },
  }),
  authenticationMethodConfigurations: listSection({
    title: 'authentication methods',
    call: 'GET /policies/authenticationMethodsPolicy (authenticationMethodConfigurations)',
    service: 'entra',
    fields: {
      /** `MicrosoftAuthenticator`, `Sms`, `Voice`, `Email`, `Fido2`, … */
      id: text,
      state: text,
      includeTargets: list(target),
      excludeTargets: list(object({ id: text, targetType: text })),
      isSoftwareOathEnabled: flag,
      allowExternalIdToUseEmailOtp: text,
      featureSettings: object({
        numberMatchingRequiredState: feature,
        displayAppInformationRequiredState: feature,
        displayLocationInformationRequiredState: feature,
        companionAppAllowedState: feature,
      }),
    },
  }),
  securityDefaults: oneSection({
    title: 'security defaults',
    call: 'GET /policies/identitySecurityDefaultsEnforcementPolicy',
    service: 'entra',
    fields: { isEnabled: flag },
  }),
  userRegistrationDetails: listSection({
    title: 'sign-in methods of each user',
    call: 'GET /reports/authenticationMethods/userRegistrationDetails',
    service: 'entra',
    fields: {
      id: text,
      userPrincipalName: text,
      userDisplayName: text,
      userType: text,
      isAdmin: flag,
      isMfaCapable: flag,
      isMfaRegistered: flag,
      isPasswordlessCapable: flag,
      methodsRegistered: texts,
      lastUpdatedDateTime: moment,
    },
  }),
  identityProtectionNotifications: oneSection({
    title: 'alert recipients of Identity Protection',
    call: 'GET /identityProtection/settings/notifications (beta)',
    service: 'entra',
    fields: {
      isEnabled: flag,
      minRiskLevel: text,
      notificationRecipients: list(
        object({ id: text, displayName: text, email: text, isRiskyUsersAlertsRecipient: flag }),
      ),
      additionalRecipients: texts,
    },
  }),
};
