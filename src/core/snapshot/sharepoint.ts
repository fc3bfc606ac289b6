import { oneSection } from '../section.ts';
import { choice, flag, number, text } from '../shape.ts';

/** SharePoint's sharing levels (SharingCapabilities enum of the SharePoint client library). */
const sharingCapability = choice({
  0: 'disabled',
  1: 'externalUserAndGuestSharing',
  2: 'anyone',
  3: 'existingExternalUserSharingOnly',
});

export const sharepointSections = {
  sharepointTenant: oneSection({
    title: 'SharePoint tenant settings',
    call: 'GET _api/SPO.Tenant',
    service: 'sharepoint',
    fields: {
      sharingCapability,
      odbSharingCapability: sharingCapability,
      requireAnonymousLinksExpireInDays: number,
      legacyAuthProtocolsEnabled: flag,
      sharingAllowedDomainList: text,
    },
  }),
};
