import { accessReviewInstances, accessReviews } from './access-reviews.ts';
import { authenticationMethodConfigurations, authenticationMethodsPolicy } from './authentication-methods.ts';
import { authorizationPolicy } from './authorization-policy.ts';
import { conditionalAccessPolicies, conditionalAccessRoot } from './conditional-access-policies.ts';
import { namedLocations } from './named-locations.ts';
import {
  activityBasedTimeoutPolicies,
  adminConsentRequestPolicy,
  appManagementAppliesTo,
  appManagementPolicies,
  crossTenantAccessDefault,
  defaultAppManagementPolicy,
  identityProtectionNotifications,
  legacyPolicies,
} from './policies.ts';
import { securityDefaults } from './security-defaults.ts';

/** Sign-in and tenant policies: `/identity/…`, `/policies/…`. */
export const identityResources = [
  accessReviewInstances,
  accessReviews,
  activityBasedTimeoutPolicies,
  adminConsentRequestPolicy,
  appManagementAppliesTo,
  appManagementPolicies,
  ...authenticationMethodConfigurations,
  authenticationMethodsPolicy,
  authorizationPolicy,
  conditionalAccessPolicies,
  conditionalAccessRoot,
  crossTenantAccessDefault,
  defaultAppManagementPolicy,
  identityProtectionNotifications,
  legacyPolicies,
  namedLocations,
  securityDefaults,
];
