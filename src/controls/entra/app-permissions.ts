import { isPlainObject } from '../../core/shape.ts';
import type { SectionData } from '../../core/snapshot.ts';

export type App = SectionData<'privilegedApplications'>[number] | SectionData<'thirdPartyApplications'>[number];
type Permission = NonNullable<NonNullable<App['permissions']>[number]>;

/**
 * Application permissions (no user signs in) that reach the mail, files, chats or calendars of the whole tenant, or
 * that can write to the directory and so reach anything.
 */
const tenantWide = [
  /^(Mail|Calendars|Contacts|Notes)\.(Read|ReadWrite|ReadBasic)(\.All|\.Shared)?$/i,
  /^Mail\.Send$/i,
  /^(MailboxItem|MailboxFolder)\./i,
  /^(Files|Sites)\.(Read|ReadWrite|Manage|FullControl)\.All$/i,
  /^(Chat|ChannelMessage|ChatMessage|OnlineMeetingRecording|OnlineMeetingTranscript|CallRecords|Calls)\.(Read|ReadWrite|AccessMedia)(\.All)?$/i,
  /^(full_access_as_app|full_access_as_user|Exchange\.ManageAsApp|eDiscovery\..*)$/i,
  /^(Directory|Application|User|Group|GroupMember|Domain|AppRoleAssignment|UserAuthenticationMethod)\.ReadWrite\.All$/i,
  /^(Policy|PrivilegedAccess|PrivilegedAssignmentSchedule|PrivilegedEligibilitySchedule)\.ReadWrite\./i,
  /^RoleManagement\.ReadWrite\.(Directory|Exchange)$/i,
];

function isTenantWide(permission: Permission): boolean {
  return tenantWide.some((pattern) => pattern.test(permission.roleDisplayName ?? ''));
}

const isApplication = (permission: Permission) => /^Application$/i.test(permission.roleType ?? '');

/** Granted tenant-wide mail, file, chat or directory-write permissions of an app. */
export function grantedTenantWide(app: App): readonly Permission[] {
  return (app.permissions ?? []).filter(
    (permission) => isApplication(permission) && permission.isAdminConsented === true && isTenantWide(permission),
  );
}

/** Whether the source leaves open if such a permission is granted. */
export function grantUnread(app: App): boolean {
  if (!app.permissions) return true;
  return app.permissions.some((permission) => {
    const named = Boolean(permission.roleDisplayName);
    const typed = Boolean(permission.roleType);
    const maybe = (!typed || isApplication(permission)) && (!named || isTenantWide(permission));
    const read = named && typed && typeof permission.isAdminConsented === 'boolean';
    return maybe && !read && permission.isAdminConsented !== false;
  });
}

/** Granted application permissions that are tenant-wide or that the source itself calls risky. */
export function isPrivileged(app: App): boolean {
  return (
    grantedTenantWide(app).length > 0 ||
    (app.permissions ?? []).some(
      (permission) => isApplication(permission) && permission.isAdminConsented === true && permission.isRisky === true,
    )
  );
}

export function appName(app: App): string {
  return app.displayName ?? app.appId ?? 'unnamed app';
}

/** The service principal's id: ScubaGear writes it alone for third-party apps and in an object for own apps. */
export function servicePrincipalId(app: App): string | undefined {
  const id = isPlainObject(app.objectId)
    ? (app.objectId['ServicePrincipal'] ?? app.objectId['servicePrincipal'])
    : app.objectId;
  return typeof id === 'string' ? id : undefined;
}
