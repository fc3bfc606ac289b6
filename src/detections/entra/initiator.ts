import type { AuditEvent } from '../../core/audit-event.ts';
import type { DetectionContext } from '../../core/detection.ts';
import { objectsOf, textOf } from '../../core/audit/values.ts';
import { isMicrosoftAppId } from './app-record.ts';

/** Service principals of Microsoft that change the directory as part of the service, names in lower case. */
const microsoftServices = new Set([
  'access reviews',
  'azure ad access reviews',
  'azure ad cloud sync',
  'azure ad identity governance',
  'azure ad identity governance - dynamic group',
  'azure ad identity governance - entitlement management',
  'azure ad identity governance - user management',
  'azure ad identity protection',
  'azure active directory lifecycle workflows',
  'azure ad lifecycle workflows',
  'azure credential configuration endpoint service',
  'azure mfa strongauthenticationservice',
  'azure multi-factor auth client',
  'device registration service',
  'dynamic group processor',
  'iam management',
  'managed service identity',
  'microsoft approval management',
  'microsoft azure ad group-based licensing',
  'microsoft azure ad internal - jit provisioning',
  'microsoft azure windows virtual machine sign-in',
  'microsoft device registration service',
  'microsoft exchange online protection',
  'microsoft intune',
  'microsoft intune enrollment',
  'microsoft invitation acceptance portal',
  'microsoft managed policies manager',
  'microsoft office 365 portal',
  'microsoft online services',
  'microsoft password reset service',
  'microsoft teams services',
  'microsoft.azure.syncfabric',
  'microsoft.azure.groupmanagement',
  'microsoft.intune.groupmanagement',
  'microsoftteamssync',
  'o365 suite ux',
  'office 365 exchange online',
  'office 365 sharepoint online',
  'office365 shell wcss-server',
  'partner customer delegated administration',
  'privileged identity management',
  'skype for business online',
  'teams application gateway',
  'windows azure active directory',
]);

/** Application id of MS-PIM, the same in every tenant. */
const pimId = '01fc33a7-78ba-4d2f-a4b7-768e336e890e';

/** Ids that tell who acted, lower case: of the account, of the application, and the actor lines of the unified log. */
function actingIds(event: AuditEvent): string[] {
  const lines = objectsOf(event.raw['Actor']).map((line) => textOf(line['ID'])?.toLowerCase());
  return [event.actor.id, event.app?.id, ...lines].filter((id) => id !== undefined);
}

/** True when an application acts in its own name, not in that of a person. */
function isApplication(event: AuditEvent): boolean {
  return event.actor.kind === 'service' || event.actor.kind === 'application';
}

/** Privileged Identity Management, which writes the directory when somebody switches on a role. */
export function isPim(event: AuditEvent): boolean {
  if (event.actor.kind === 'user' || event.actor.kind === 'guest') return false;
  return actingIds(event).includes(pimId) || (isApplication(event) && event.actor.name.toLowerCase() === 'ms-pim');
}

/** Microsoft's own machinery: system identities and the services above. Names can be imitated: entra.look-alike-app-name. */
export function isMicrosoftService(event: AuditEvent): boolean {
  if (event.actor.kind === 'system' || isPim(event)) return true;
  if (!isApplication(event)) return false;
  return microsoftServices.has(event.actor.name.toLowerCase()) || actingIds(event).some(isMicrosoftAppId);
}

/**
 * An application that the organization declared under `approvedApps` and that acts in its own name, such as Wardline's
 * change application: its changes were planned and approved there. Declared by application id; where the record has only the
 * object id of the enterprise application, declare that beside it.
 */
export function isPlannedChange(event: AuditEvent, context: DetectionContext): boolean {
  return isApplication(event) && actingIds(event).some((id) => context.isApprovedApp(id));
}

/** Accounts made and kept by directory synchronization, provisioning and the declared service accounts. */
export function isProvisioning(event: AuditEvent, context: DetectionContext): boolean {
  return (
    isMicrosoftService(event) ||
    isPlannedChange(event, context) ||
    context.isServiceAccount(event) ||
    /^(?:sync_[^@]+|adtoaadsyncserviceaccount)@[^@]+\.onmicrosoft\.com$/.test(event.actor.key) ||
    event.actor.name.toLowerCase() === 'on-premises directory synchronization service account'
  );
}
