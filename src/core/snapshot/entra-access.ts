import { listSection } from '../section.ts';
import { anything, flag, moment, number, object, text, texts } from '../shape.ts';

const guests = object({ guestOrExternalUserTypes: text, externalTenants: anything });

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
};
