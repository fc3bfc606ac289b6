import type { Attack } from './attack.ts';
import { anonymousPhiLink } from './anonymous-phi-link.ts';
import { appCredential } from './app-credential.ts';
import { auditLogOff, mailboxAuditBypass, retentionShortened } from './audit-log-off.ts';
import { breakGlass } from './break-glass.ts';
import { policyDisabled, policyExclusion, policyGrantWeakened } from './conditional-access.ts';
import { consentPhish } from './consent-phish.ts';
import { consumerCloud, consumerCloudUnmatched, dlpOverride, labelDowngrade, phiToOwnMail } from './data-loss.ts';
import { ediscoveryExport, mailPurge } from './ediscovery.ts';
import { invoiceFraud } from './invoice-fraud.ts';
import { leaver, leaverSmall } from './leaver.ts';
import { lookAlikeApp } from './look-alike-app.ts';
import { mailboxForwarding } from './mailbox-forwarding.ts';
import { massSync } from './mass-sync.ts';
import { mfaFatigue } from './mfa-fatigue.ts';
import { newAdministrator } from './new-administrator.ts';
import { passwordGuessing } from './password-guessing.ts';
import { passwordSpray } from './password-spray.ts';
import { securityDefaultsOff } from './security-defaults-off.ts';
import {
  evidenceDeletion,
  guestOnPhiSite,
  massOverwrite,
  phiFromCafe,
  sharingLoosened,
  unmanagedDevice,
} from './sharing.ts';
import {
  deviceCodePhish,
  disabledAccount,
  impossibleTravel,
  legacyProtocol,
  sharedLogin,
  terminatedAccount,
} from './sign-ins.ts';

/** All attacks, in the order in which `--attack list` shows them: accounts, mail, files, settings, traces. */
export const attacks: readonly Attack[] = [
  passwordSpray,
  passwordGuessing,
  mfaFatigue,
  impossibleTravel,
  sharedLogin,
  legacyProtocol,
  deviceCodePhish,
  terminatedAccount,
  disabledAccount,
  breakGlass,
  consentPhish,
  lookAlikeApp,
  appCredential,
  newAdministrator,
  invoiceFraud,
  mailboxForwarding,
  phiToOwnMail,
  dlpOverride,
  consumerCloud,
  consumerCloudUnmatched,
  leaver,
  leaverSmall,
  massSync,
  unmanagedDevice,
  phiFromCafe,
  anonymousPhiLink,
  guestOnPhiSite,
  sharingLoosened,
  labelDowngrade,
  massOverwrite,
  policyDisabled,
  policyGrantWeakened,
  policyExclusion,
  securityDefaultsOff,
  auditLogOff,
  mailboxAuditBypass,
  retentionShortened,
  ediscoveryExport,
  mailPurge,
  evidenceDeletion,
];
