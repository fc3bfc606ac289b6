import type { Scope } from './resource.ts';

const graph = (registration: Scope['registration'], role: string, why: string): Scope => ({
  api: 'graph',
  role,
  registration,
  why,
});
const content = (role: string, why: string): Scope => graph('read-content', role, why);
const contain = (role: string, why: string): Scope => graph('contain', role, why);

/**
 * Permissions of parts of Wardline that this version does not have yet: nothing here calls with them. They are shown
 * so that nobody is surprised by them later, and marked so that nobody grants them before their time.
 */
export const laterScopes: readonly Scope[] = [
  content('MailboxSettings.Read', 'To see the inbox rules of each mailbox.'),

  contain('User.RevokeSessions.All', 'To end the sessions of an account that was taken over.'),
  contain('User.EnableDisableAccount.All', 'To block the sign-in of an account that was taken over.'),
  contain('User.Read.All', 'Microsoft asks for it beside the right to disable accounts.'),
  contain('User-PasswordProfile.ReadWrite.All', 'To set a new password for an account that was taken over.'),
  contain('UserAuthenticationMethod.ReadWrite.All', 'To remove a sign-in method that an attacker added.'),
  contain('IdentityRiskyUser.ReadWrite.All', 'To mark an account as compromised or as safe.'),
  contain('MailboxSettings.ReadWrite', 'To turn off an inbox rule that hides or forwards mail.'),
  contain('Mail.ReadWrite', 'To take a message out of the mailboxes that it reached.'),
  contain('DelegatedPermissionGrant.ReadWrite.All', 'To take back a consent that somebody gave to an app.'),
  contain('AppRoleAssignment.ReadWrite.All', 'To take back a permission that was granted to an app.'),
  contain('Application.ReadWrite.All', 'To disable an app and to remove a secret that leaked.'),
  contain('SecurityAlert.ReadWrite.All', 'To record in Defender what became of an alert.'),
  contain('SecurityIncident.ReadWrite.All', 'To record in Defender what became of an incident.'),
  contain('DeviceManagementManagedDevices.PrivilegedOperations.All', 'To lock or wipe a device that was lost.'),
];
