import type { SectionName } from '../../core/snapshot.ts';

/**
 * Where each section of a snapshot lies in a tenant's state. Most sections are what one API returns, and keep their
 * name. `graph`: as Graph spells it; `pascal`: first letters high, as Exchange, Purview and Teams spell it.
 */
export interface Place {
  state: string;
  form: 'graph' | 'pascal';
  /** One object for the tenant, or a list whose records stand under the first of these properties that they have. */
  key: 'one' | readonly string[];
}

const byId = ['id'] as const;
const byIdentity = ['Identity', 'Name', 'Guid'] as const;

const graphList = (state: string, key: readonly string[] = byId): Place => ({ state, form: 'graph', key });
const graphOne = (state: string): Place => ({ state, form: 'graph', key: 'one' });
const pascalList = (state: string): Place => ({ state, form: 'pascal', key: byIdentity });
const pascalOne = (state: string): Place => ({ state, form: 'pascal', key: 'one' });

/** Sections that one API returns as they are. The others are put together from several and taken apart again elsewhere. */
export const places: Partial<Record<SectionName, Place>> = {
  conditionalAccessPolicies: graphList('conditionalAccessPolicies'),
  namedLocations: graphList('namedLocations'),
  authenticationMethodsPolicy: graphOne('authenticationMethodsPolicy'),
  authenticationMethodConfigurations: graphList('authenticationMethodConfigurations'),
  securityDefaults: graphOne('securityDefaults'),
  userRegistrationDetails: graphList('userRegistrationDetails'),
  identityProtectionNotifications: graphOne('identityProtectionNotifications'),
  authorizationPolicy: graphOne('authorizationPolicy'),
  adminConsentRequestPolicy: graphOne('adminConsentRequestPolicy'),
  defaultAppManagementPolicy: graphOne('defaultAppManagementPolicy'),
  appManagementPolicies: graphList('appManagementPolicies'),
  crossTenantAccessPolicy: graphOne('crossTenantAccessPolicy'),
  legacyPolicies: graphList('legacyPolicies'),
  entraDiagnosticSettings: graphList('entraDiagnosticSettings', ['name']),
  servicePrincipals: graphList('servicePrincipals'),
  users: graphList('users'),
  groupSettings: graphList('groupSettings'),
  domains: graphList('domains'),
  perUserMfa: graphList('perUserMfa'),
  activityBasedTimeoutPolicies: graphList('activityBasedTimeoutPolicies'),
  accessReviews: graphList('accessReviews'),
  appRoleAssignments: graphList('appRoleAssignments'),
  groups: graphList('groups'),
  backupPolicies: graphList('backupPolicies'),
  oneDrives: graphList('oneDrives'),
  deviceManagementSettings: graphOne('deviceManagementSettings'),
  deviceCompliancePolicies: graphList('deviceCompliancePolicies'),
  managedDevices: graphList('managedDevices'),
  managedDeviceCleanupSettings: graphOne('managedDeviceCleanupSettings'),
  managedDeviceCleanupRules: graphList('managedDeviceCleanupRules'),
  managedAppPolicies: graphList('managedAppPolicies'),
  configurationPolicies: graphList('configurationPolicies'),
  groupPolicyConfigurations: graphList('groupPolicyConfigurations'),

  remoteDomains: pascalList('remoteDomains'),
  acceptedDomains: pascalList('acceptedDomains'),
  organizationConfig: pascalOne('organizationConfig'),
  transportConfig: pascalOne('transportConfig'),
  transportRules: pascalList('transportRules'),
  mailboxes: pascalList('mailboxes'),
  casMailboxes: pascalList('casMailboxes'),
  casMailboxPlans: pascalList('casMailboxPlans'),
  inboxRules: pascalList('inboxRules'),
  mailboxAuditBypass: pascalList('mailboxAuditBypass'),
  inboundConnectors: pascalList('inboundConnectors'),
  outboundConnectors: pascalList('outboundConnectors'),
  sharingPolicies: pascalList('sharingPolicies'),
  outboundSpamPolicies: pascalList('outboundSpamPolicies'),
  dkimSigningConfigs: pascalList('dkimSigningConfigs'),
  irmConfiguration: pascalOne('irmConfiguration'),
  irmTest: pascalOne('irmTest'),
  smimeConfig: pascalOne('smimeConfig'),
  owaMailboxPolicies: pascalList('owaMailboxPolicies'),
  externalInOutlook: pascalOne('externalInOutlook'),

  presetRules: pascalList('presetRules'),
  presetDefenderRules: pascalList('presetDefenderRules'),
  builtInProtectionRules: pascalList('builtInProtectionRules'),
  malwareFilterPolicies: pascalList('malwareFilterPolicies'),
  malwareFilterRules: pascalList('malwareFilterRules'),
  safeAttachmentPolicies: pascalList('safeAttachmentPolicies'),
  safeAttachmentRules: pascalList('safeAttachmentRules'),
  safeLinksPolicies: pascalList('safeLinksPolicies'),
  safeLinksRules: pascalList('safeLinksRules'),
  atpPolicies: pascalList('atpPolicies'),
  antiPhishPolicies: pascalList('antiPhishPolicies'),
  antiPhishRules: pascalList('antiPhishRules'),
  contentFilterPolicies: pascalList('contentFilterPolicies'),
  contentFilterRules: pascalList('contentFilterRules'),
  connectionFilters: pascalList('connectionFilters'),
  teamsProtectionPolicies: pascalList('teamsProtectionPolicies'),
  teamsProtectionRules: pascalList('teamsProtectionRules'),

  dlpPolicies: pascalList('dlpPolicies'),
  dlpRules: pascalList('dlpRules'),
  labels: pascalList('labels'),
  labelPolicies: pascalList('labelPolicies'),
  autoLabelPolicies: pascalList('autoLabelPolicies'),
  autoLabelRules: pascalList('autoLabelRules'),
  retentionPolicies: pascalList('retentionPolicies'),
  retentionRules: pascalList('retentionRules'),
  retentionLabels: pascalList('retentionLabels'),
  auditLogConfig: pascalOne('auditLogConfig'),
  auditRetentionPolicies: pascalList('auditRetentionPolicies'),
  protectionAlerts: pascalList('protectionAlerts'),

  teamsTenant: pascalOne('teamsTenant'),
  meetingPolicies: pascalList('meetingPolicies'),
  broadcastPolicies: pascalList('broadcastPolicies'),
  federationConfiguration: pascalList('federationConfiguration'),
  clientConfiguration: pascalList('clientConfiguration'),
  appPermissionPolicies: pascalList('appPermissionPolicies'),
  tenantAppSettings: { state: 'tenantAppSettings', form: 'pascal', key: ['SettingName'] },

  sharepointSettings: graphOne('sharepointSettings'),
};
