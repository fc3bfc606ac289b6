/** What holds or leads to patients' data: mail, files, chats, calls, calendars, contacts, notes, cases. */
const content =
  /^(Mail|MailboxItem|MailboxFolder|MailboxSettings|Calendars|Contacts|Notes|Files|Sites|Chat|ChatMessage|ChannelMessage|OnlineMeetingRecording|OnlineMeetingTranscript|CallRecords|Calls|eDiscovery|SMTP|IMAP|POP|EWS)\./i;
/** Basic forms that show neither text nor files. */
const basic = /\.ReadBasic(\.All)?$|^Calendars\.Read\.Shared$/i;
/** What can change who may do what, and so reach everything. */
const power =
  /^(Directory|Application|AppRoleAssignment|DelegatedPermissionGrant|RoleManagement|RoleAssignmentSchedule|RoleEligibilitySchedule|PrivilegedAccess|PrivilegedAssignmentSchedule|PrivilegedEligibilitySchedule|User|Group|GroupMember|Domain|Organization|Policy|UserAuthenticationMethod|DeviceManagement\w*)\.(ReadWrite|Write)(\.|$)/i;
const whole =
  /^(full_access_as_app|full_access_as_user|AllSites\.\w+|Exchange\.ManageAsApp|Directory\.AccessAsUser\.All)$/i;
/** A user's own profile. */
const harmless = /^User\.ReadWrite$/i;

/** Whether a permission reaches patients' data or the rights of others. Wardline's own choice of names. */
export function isSensitive(permission: string): boolean {
  if (basic.test(permission) || harmless.test(permission)) return false;
  return content.test(permission) || power.test(permission) || whole.test(permission);
}
