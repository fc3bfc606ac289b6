import type { Control } from '../core/control.ts';
import { attachmentTypesBlocked } from './defender/attachment-types-blocked.ts';
import { malwareRemovedAfterDelivery } from './defender/malware-removed-after-delivery.ts';
import { adminsCloudOnly } from './entra/admins-cloud-only.ts';
import { fineGrainedRolesPreferred } from './entra/fine-grained-roles-preferred.ts';
import { globalAdministratorsFew } from './entra/global-administrators-few.ts';
import { noPermanentPrivilegedAssignments } from './entra/no-permanent-privileged-assignments.ts';
import { privilegedAssignmentsThroughPim } from './entra/privileged-assignments-through-pim.ts';
import { dkimSigningOn } from './exchange/dkim-signing-on.ts';
import { dmarcRejects } from './exchange/dmarc-rejects.ts';
import { noOutsideForwarding } from './exchange/no-outside-forwarding.ts';
import { outboundSpamForwardingOff } from './exchange/outbound-spam-forwarding-off.ts';
import { remoteDomainForwardingOff } from './exchange/remote-domain-forwarding-off.ts';
import { spfPublished } from './exchange/spf-published.ts';
import { dlpCoversWorkloads } from './purview/dlp-covers-workloads.ts';
import { dlpFindsPhi } from './purview/dlp-finds-phi.ts';
import { anyoneLinksExpire } from './sharepoint/anyone-links-expire.ts';
import { anyoneLinksOff } from './sharepoint/anyone-links-off.ts';
import { anyoneLinksViewOnly } from './sharepoint/anyone-links-view-only.ts';
import { defaultLinkNarrow } from './sharepoint/default-link-narrow.ts';
import { defaultLinkViewOnly } from './sharepoint/default-link-view-only.ts';
import { onedriveAnyoneLinksOff } from './sharepoint/onedrive-anyone-links-off.ts';
import { sharingLimitedToDomains } from './sharepoint/sharing-limited-to-domains.ts';
import { verificationCodeReauthentication } from './sharepoint/verification-code-reauthentication.ts';
import { anonymousStartOff } from './teams/anonymous-start-off.ts';
import { appsControlled } from './teams/apps-controlled.ts';
import { channelEmailOff } from './teams/channel-email-off.ts';
import { externalAccessLimited } from './teams/external-access-limited.ts';
import { guestAccessDecided } from './teams/guest-access-decided.ts';
import { lobbyHoldsOutsiders } from './teams/lobby-holds-outsiders.ts';
import { officeWebStorageOff } from './teams/office-web-storage-off.ts';
import { outsiderControlOff } from './teams/outsider-control-off.ts';
import { personalAccountsBlocked } from './teams/personal-accounts-blocked.ts';
import { recordingsLimited } from './teams/recordings-limited.ts';
import { thirdPartyStorageOff } from './teams/third-party-storage-off.ts';
import { trialTenantsBlocked } from './teams/trial-tenants-blocked.ts';

/** Every control, in order of id. `npm run new control` adds the line; a test holds the list against the folder. */
export const controls: readonly Control[] = [
  attachmentTypesBlocked,
  malwareRemovedAfterDelivery,
  adminsCloudOnly,
  fineGrainedRolesPreferred,
  globalAdministratorsFew,
  noPermanentPrivilegedAssignments,
  privilegedAssignmentsThroughPim,
  dkimSigningOn,
  dmarcRejects,
  noOutsideForwarding,
  outboundSpamForwardingOff,
  remoteDomainForwardingOff,
  spfPublished,
  dlpCoversWorkloads,
  dlpFindsPhi,
  anyoneLinksExpire,
  anyoneLinksOff,
  anyoneLinksViewOnly,
  defaultLinkNarrow,
  defaultLinkViewOnly,
  onedriveAnyoneLinksOff,
  sharingLimitedToDomains,
  verificationCodeReauthentication,
  anonymousStartOff,
  appsControlled,
  channelEmailOff,
  externalAccessLimited,
  guestAccessDecided,
  lobbyHoldsOutsiders,
  officeWebStorageOff,
  outsiderControlOff,
  personalAccountsBlocked,
  recordingsLimited,
  thirdPartyStorageOff,
  trialTenantsBlocked,
];
