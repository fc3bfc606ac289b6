import { isPlainObject } from '../../core/shape.ts';
import type { ReadKey, SectionName } from '../../core/snapshot.ts';
import { sectionOf } from '../../core/snapshot.ts';

/** A setting, Microsoft's value on the day a tenant is made, and what HIPAA asks for in its place. */
export interface ShippedDefault {
  key: ReadKey;
  name: string;
  shipped: string;
  wanted: string;
  /** True while the shipped value stands, undefined when the source does not hold the setting. */
  isShipped(data: unknown): boolean | undefined;
  /** The other section that holds the same setting and is judged in its place where both were read. */
  twin?: SectionName;
  /** It means something only while Anyone links exist. */
  onlyWithAnyoneLinks?: boolean;
}

type Row = [key: ReadKey, name: string, shipped: string, wanted: string, values: unknown[], twin?: SectionName];
const everyone = ['externalUserAndGuestSharing'];
const recommended = ['microsoft-user-default-legacy', 'microsoft-user-default-recommended'];

/** Where one value of one record decides. Of a list the default record counts: `Global`, `*`, `IsDefault`, or the first. */
const rows: Row[] = [
  ['sharepointTenant.sharingCapability', 'SharePoint sharing', 'Anyone', 'guests who sign in', everyone],
  ['sharepointTenant.odbSharingCapability', 'OneDrive sharing', 'Anyone', 'existing guests at most', everyone],
  ['sharepointTenant.defaultSharingLinkType', 'Default link', 'Anyone', 'named people', ['none', 'anonymousAccess']],
  ['sharepointTenant.defaultLinkPermission', 'Permission of links', 'edit', 'view', ['none', 'edit']],
  ['sharepointTenant.requireAnonymousLinksExpireInDays', 'Life of Anyone links', 'no end', 'a week', [-1, 0]],
  ['sharepointTenant.fileAnonymousLinkType', 'Anyone links to files', 'edit', 'view', ['edit']],
  ['sharepointTenant.folderAnonymousLinkType', 'Anyone links to folders', 'edit', 'view', ['edit']],
  ['sharepointTenant.conditionalAccessPolicy', 'Unmanaged devices', 'full access', 'web only', ['allowFullAccess']],
  ['sharepointTenant.externalUserExpirationRequired', 'End of guest access', 'none', '30 days', [false]],
  ['sharepointTenant.preventExternalUsersFromResharing', 'Sharing by guests', 'on', 'off', [false]],
  ['sharepointTenant.emailAttestationRequired', 'Verification code again', 'never', 'within 30 days', [false]],
  ['sharepointTenant.isUnmanagedSyncClientForTenantRestricted', 'Sync', 'any computer', 'managed ones', [false]],
  ['sharepointTenant.orphanedPersonalSitesRetentionPeriod', "A leaver's OneDrive", '30 days', 'a year', [30]],
  ['sharepointTenant.enableAIPIntegration', 'Sensitivity labels in SharePoint', 'off', 'on', [false]],
  ['sharepointTenant.disallowInfectedFileDownload', 'Download of infected files', 'allowed', 'blocked', [false]],
  ['sharepointTenant.coreOrganizationSharingLinkMaxExpirationInDays', 'Organization links', 'no end', 'an end', [0]],
  ['sharepointSettings.sharingCapability', 'SharePoint sharing', 'Anyone', 'guests', everyone, 'sharepointTenant'],
  ['sharepointSettings.isResharingByExternalUsersEnabled', 'Guest sharing', 'on', 'off', [true], 'sharepointTenant'],
  ['sharepointSettings.isUnmanagedSyncAppForTenantRestricted', 'Sync', 'any', 'managed', [false], 'sharepointTenant'],
  ['authorizationPolicy.allowInvitesFrom', 'Who invites guests', 'everybody', 'admins and inviters', ['everyone']],
  ['adminConsentRequestPolicy.isEnabled', 'Requests for admin consent', 'off', 'on', [false]],
  ['deviceManagementSettings.secureByDefault', 'Devices without a policy', 'compliant', 'not compliant', [false]],
  ['remoteDomains.autoForwardEnabled', 'Automatic forwarding outside', 'on', 'off', [true]],
  ['organizationConfig.customerLockboxEnabled', 'Customer Lockbox', 'off', 'on', [false]],
  ['organizationConfig.rejectDirectSend', 'Direct Send', 'accepted', 'rejected', [false]],
  ['externalInOutlook.enabled', 'Mark on outside senders', 'off', 'on', [false]],
  ['owaMailboxPolicies.additionalStorageProvidersAvailable', 'Outside storage in Outlook', 'on', 'off', [true]],
  ['owaMailboxPolicies.conditionalAccessPolicy', 'Attachments in a browser', 'free', 'limited', ['Off']],
  ['casMailboxPlans.imapEnabled', 'IMAP for new mailboxes', 'on', 'off', [true]],
  ['casMailboxPlans.popEnabled', 'POP for new mailboxes', 'on', 'off', [true]],
  ['federationConfiguration.allowTeamsConsumer', 'Chat with private Teams accounts', 'on', 'off', [true]],
  ['federationConfiguration.allowTeamsConsumerInbound', 'Chat begun by private accounts', 'on', 'off', [true]],
  ['clientConfiguration.allowEmailIntoChannel', 'Mail into channels', 'on', 'off', [true]],
  ['clientConfiguration.allowDropBox', 'Dropbox in Teams', 'on', 'off', [true]],
  ['clientConfiguration.allowBox', 'Box in Teams', 'on', 'off', [true]],
  ['clientConfiguration.allowGoogleDrive', 'Google Drive in Teams', 'on', 'off', [true]],
  ['clientConfiguration.allowShareFile', 'ShareFile in Teams', 'on', 'off', [true]],
  ['clientConfiguration.allowEgnyte', 'Egnyte in Teams', 'on', 'off', [true]],
  ['appPermissionPolicies.globalCatalogAppsType', 'Third-party Teams apps', 'all', 'chosen', ['BlockedAppList']],
];

function records(data: unknown): Record<string, unknown>[] {
  return (Array.isArray(data) ? data : [data]).filter(isPlainObject);
}

/** The record that stands for the whole organization. */
function defaultRecord(data: unknown): Record<string, unknown> | undefined {
  const all = records(data);
  const isGlobal = (record: Record<string, unknown>) =>
    record['isDefault'] === true || record['domainName'] === '*' || /^(tag:)?global$/i.test(String(record['identity']));
  return all.find(isGlobal) ?? all[0];
}

function fromRow([key, name, shipped, wanted, values, twin]: Row): ShippedDefault {
  const field = key.split('.')[1]!;
  const same = (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : value);
  const isShipped = (data: unknown) => {
    // Every mailbox plan makes mailboxes of its own, so one that is still open counts.
    const judged = sectionOf(key) === 'casMailboxPlans' ? records(data) : [defaultRecord(data)];
    const found = judged.map((record) => record?.[field]).filter((value) => value !== undefined && value !== null);
    return found.length === 0 ? undefined : found.some((value) => values.some((entry) => same(entry) === same(value)));
  };
  const onlyWithAnyoneLinks = /Anonymous/.test(key);
  return { key, name, shipped, wanted, isShipped, onlyWithAnyoneLinks, ...(twin && { twin }) };
}

/** Where more than one value decides, or where nothing at all is the default. */
const special: ShippedDefault[] = [
  {
    key: 'sharepointSettings.idleSessionSignOut',
    name: 'Idle sign-out of SharePoint',
    shipped: 'off',
    wanted: 'within an hour',
    isShipped(data) {
      const value = records(data)[0]?.['idleSessionSignOut'];
      if (value === undefined) return undefined;
      return value === null || (isPlainObject(value) && value['isEnabled'] !== true);
    },
  },
  {
    key: 'authorizationPolicy.defaultUserRolePermissions',
    name: 'App registration by everybody',
    shipped: 'on',
    wanted: 'off',
    isShipped(data) {
      const value = records(data)[0]?.['defaultUserRolePermissions'];
      const allowed = isPlainObject(value) ? value['allowedToCreateApps'] : undefined;
      return typeof allowed === 'boolean' ? allowed : undefined;
    },
  },
  {
    key: 'authorizationPolicy.permissionGrantPolicyIdsAssignedToDefaultUserRole',
    name: 'Consent to apps by everybody',
    shipped: "as Microsoft's default policy allows",
    wanted: 'off, or low impact only',
    isShipped(data) {
      const record = records(data)[0];
      const role = record?.['defaultUserRolePermissions'];
      const assigned =
        record?.['permissionGrantPolicyIdsAssignedToDefaultUserRole'] ??
        (isPlainObject(role) ? role['permissionGrantPoliciesAssigned'] : undefined);
      if (!Array.isArray(assigned)) return undefined;
      return assigned.some((policy) => recommended.some((name) => String(policy).toLowerCase().endsWith(name)));
    },
  },
  {
    key: 'activityBasedTimeoutPolicies',
    name: 'Idle timeout of Microsoft 365 web apps',
    shipped: 'none',
    wanted: 'within an hour',
    isShipped: (data) => (Array.isArray(data) ? data.length === 0 : undefined),
  },
  {
    key: 'sharingPolicies.domains',
    name: 'Calendar sharing',
    shipped: 'with every domain and anonymously',
    wanted: 'with named domains',
    isShipped(data) {
      const record = records(data).find((entry) => entry['default'] === true);
      const domains = record?.['domains'];
      if (!record || record['enabled'] === undefined || !Array.isArray(domains)) return undefined;
      const open = (start: string) => domains.some((entry) => String(entry).toLowerCase().startsWith(start));
      return record['enabled'] === true && open('*:') && open('anonymous:');
    },
  },
  {
    key: 'federationConfiguration.allowedDomains',
    name: 'Chat and calls with other organizations',
    shipped: 'with all of them',
    wanted: 'with listed domains',
    isShipped(data) {
      const record = defaultRecord(data);
      if (typeof record?.['allowFederatedUsers'] !== 'boolean' || record['allowedDomains'] === undefined)
        return undefined;
      // A list names at least one domain; everything else is "all known domains" in one form or another.
      return record['allowFederatedUsers'] && !/[a-z0-9-]\.[a-z]{2,}/i.test(JSON.stringify(record['allowedDomains']));
    },
  },
];

/** Recalled from Microsoft's documentation; the values of a new tenant change now and then. */
export const shippedDefaults: readonly ShippedDefault[] = [...rows.map(fromRow), ...special];
