import { listSection, oneSection } from '../section.ts';
import { type Field, choice, flag, isPlainObject, list, moment, number, object, text } from '../shape.ts';

/** Sharing levels, by Microsoft Graph's names; SharePoint's own API gives the numbers (Graph v1.0 metadata, `sharingCapabilities`). */
const sharingCapability = choice({
  0: 'disabled',
  1: 'externalUserSharingOnly',
  2: 'externalUserAndGuestSharing',
  3: 'existingExternalUserSharingOnly',
});
const domainRestriction = choice({ 0: 'none', 1: 'allowList', 2: 'blockList' });
const linkType = choice({ 0: 'none', 1: 'direct', 2: 'internal', 3: 'anonymousAccess' });
const linkPermission = choice({ 0: 'none', 1: 'view', 2: 'edit' });
/** What an unmanaged device may do; `authenticationContext` exists on sites only. */
const deviceAccess = choice({
  0: 'allowFullAccess',
  1: 'allowLimitedAccess',
  2: 'blockAccess',
  3: 'authenticationContext',
});
/** Newer per-service default of a sharing link; `uninitialized` = `defaultSharingLinkType` decides. */
const linkScope = choice({ [-1]: 'uninitialized', 0: 'anyone', 1: 'organization', 2: 'specificPeople' });
const linkRole = choice({ [-1]: 'uninitialized', 0: 'none', 1: 'view', 2: 'edit', 3: 'review', 4: 'restrictedView' });

const principalType = choice({ 1: 'user', 2: 'distributionList', 4: 'securityGroup', 8: 'sharePointGroup' });

/** OData wraps a collection as `{ results: […] }`; Graph gives the list itself. */
function collection<T>(of: Field<T>): Field<T[]> {
  const plain = list(of);
  return {
    wanted: plain.wanted,
    decode: (raw, path) => plain.decode(isPlainObject(raw) && 'results' in raw ? raw['results'] : raw, path),
  };
}

/** Domains as a list (Graph) or as one text with spaces (SharePoint). */
const domains: Field<string[]> = {
  wanted: 'a list of domains',
  decode: (raw, path) =>
    collection(text)
      .decode(raw, path)
      .flatMap((entry) => entry.split(/[\s,;]+/))
      .filter((entry) => entry !== ''),
};

export const sharepointSections = {
  sharepointTenant: oneSection({
    title: 'SharePoint tenant settings',
    call: 'GET _api/SPO.Tenant',
    service: 'sharepoint',
    fields: {
      sharingCapability,
      odbSharingCapability: sharingCapability,
      sharingDomainRestrictionMode: domainRestriction,
      sharingAllowedDomainList: domains,
      sharingBlockedDomainList: domains,
      guestSharingGroupAllowListInTenantByGroupId: collection(text),
      defaultSharingLinkType: linkType,
      defaultLinkPermission: linkPermission,
      coreDefaultShareLinkScope: linkScope,
      coreDefaultShareLinkRole: linkRole,
      oneDriveDefaultShareLinkScope: linkScope,
      oneDriveDefaultShareLinkRole: linkRole,
      requireAnonymousLinksExpireInDays: number,
      fileAnonymousLinkType: linkPermission,
      folderAnonymousLinkType: linkPermission,
      emailAttestationRequired: flag,
      emailAttestationReAuthDays: number,
      conditionalAccessPolicy: deviceAccess,
      isUnmanagedSyncClientForTenantRestricted: flag,
      allowedDomainListForSyncClient: collection(text),
      blockMacSync: flag,
      externalUserExpirationRequired: flag,
      externalUserExpireInDays: number,
      preventExternalUsersFromResharing: flag,
      coreOrganizationSharingLinkMaxExpirationInDays: number,
      notifyOwnersWhenItemsReshared: flag,
      legacyAuthProtocolsEnabled: flag,
      enableAzureADB2BIntegration: flag,
      majorVersionLimit: number,
      enableAutoExpirationVersionTrim: flag,
      orphanedPersonalSitesRetentionPeriod: number,
      showEveryoneClaim: flag,
      showEveryoneExceptExternalUsersClaim: flag,
      disallowInfectedFileDownload: flag,
      enableAIPIntegration: flag,
      odbMembersCanShare: choice({ 0: 'unspecified', 1: 'on', 2: 'off' }),
    },
  }),
  sharepointSettings: oneSection({
    title: 'SharePoint settings in Microsoft Graph',
    call: 'GET /admin/sharepoint/settings',
    service: 'sharepoint',
    fields: {
      sharingCapability,
      sharingDomainRestrictionMode: domainRestriction,
      sharingAllowedDomainList: domains,
      sharingBlockedDomainList: domains,
      isResharingByExternalUsersEnabled: flag,
      isUnmanagedSyncAppForTenantRestricted: flag,
      allowedDomainGuidsForSyncApp: collection(text),
      isMacSyncAppEnabled: flag,
      idleSessionSignOut: object({ isEnabled: flag, warnAfterInSeconds: number, signOutAfterInSeconds: number }),
      isLegacyAuthProtocolsEnabled: flag,
      deletedUserPersonalSiteRetentionPeriodInDays: number,
    },
  }),
  sites: listSection({
    title: 'SharePoint sites',
    call: 'GET _api/SPO.Tenant/sites (GetSitePropertiesByUrl), GET {site}/_api/web/roleassignments',
    service: 'sharepoint',
    fields: {
      url: text,
      title: text,
      template: text,
      /** The Microsoft 365 group behind the site; all zeros when there is none. */
      groupId: text,
      sharingCapability,
      sensitivityLabel: text,
      conditionalAccessPolicy: deviceAccess,
      defaultSharingLinkType: linkType,
      defaultLinkPermission: linkPermission,
      overrideTenantAnonymousLinkExpirationPolicy: flag,
      anonymousLinkExpirationInDays: number,
      overrideTenantExternalUserExpirationPolicy: flag,
      externalUserExpirationInDays: number,
      /** Whether members, not only owners, can share the site and its files. */
      membersCanShare: flag,
      lastContentModifiedDate: moment,
      /** Who holds rights on the site itself; `members` are the people and groups inside a SharePoint group. */
      permissions: collection(
        object({
          loginName: text,
          title: text,
          principalType,
          roles: collection(text),
          members: collection(object({ loginName: text, title: text, principalType })),
        }),
      ),
    },
  }),
  oneDrives: listSection({
    title: 'OneDrives',
    call: 'GET /users/{id}/drive',
    service: 'sharepoint',
    fields: {
      id: text,
      webUrl: text,
      owner: object({ user: object({ id: text, displayName: text, email: text }) }),
      quota: object({ total: number, used: number, remaining: number, state: text }),
    },
  }),
  itemShares: listSection({
    title: 'Links and rights on single files and folders',
    call: 'GET /drives/{id}/items/{id}/permissions',
    service: 'sharepoint',
    byRecord: true,
    fields: {
      drive: text,
      item: text,
      share: text,
      /** As the change that asks knows it: see `core/item-share.ts`. */
      like: text,
      kind: text,
      access: text,
      /** What it is now, in the same words. */
      is: text,
      expiresAt: moment,
      hasPassword: flag,
    },
  }),
};
