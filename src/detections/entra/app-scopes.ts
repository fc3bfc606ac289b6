/** Scopes that only say who signs in. */
const signInOnly = new Set(['openid', 'profile', 'email', 'offline_access', 'user.read', 'user.readbasic.all']);

/** Scopes that reach mail, files, chats or calendars of a person, or of everybody when consented for all. */
const content =
  /^(?:(?:mail|calendars|contacts|notes|files|sites|chat|channelmessage|chatmessage|tasks|mailboxitem|mailboxfolder)\.(?:read|readwrite|readbasic|send|manage|fullcontrol|selected)(?:\.all|\.shared)?|mailboxsettings\.readwrite|mail\.send(?:\.shared)?|ews\.accessasuser\.all|imap\.accessasuser\.all|pop\.accessasuser\.all|smtp\.send|full_access_as_user|full_access_as_app|user_impersonation|myfiles\.(?:read|write)|allsites\.(?:read|write|manage|fullcontrol)|onlinemeetingtranscript\.read\.all|onlinemeetingrecording\.read\.all|ediscovery\.read(?:write)?\.all)$/i;

/** Permissions with which an application can give itself and others every permission. */
const ruling =
  /^(?:rolemanagement\.readwrite\.(?:directory|exchange|all)|approleassignment\.readwrite\.all|application\.readwrite\.(?:all)|directory\.readwrite\.all|directory\.accessasuser\.all|privilegedaccess\.readwrite\.\w+|privilegedassignmentschedule\.readwrite\.\w+|privilegedeligibilityschedule\.readwrite\.\w+|roleassignmentschedule\.readwrite\.directory|roleeligibilityschedule\.readwrite\.directory|userauthenticationmethod\.readwrite\.all|user-passwordprofile\.readwrite\.all|delegatedpermissiongrant\.readwrite\.all|policy\.readwrite\.(?:conditionalaccess|authenticationmethod|permissiongrant|authorization|crosstenantaccess|securitydefaults)|domain\.readwrite\.all|organization\.readwrite\.all|user\.readwrite\.all|group\.readwrite\.all|groupmember\.readwrite\.all|exchange\.manageasapp)$/i;

/** Application permissions that reach what a whole tenant holds; a person's own need not be read here. */
const tenantContent =
  /^(?:(?:mail|calendars|contacts|notes)\.(?:read|readwrite|readbasic\.all|send)(?:\.all)?|mailboxsettings\.readwrite|mailboxitem\.\w+(?:\.\w+)*|(?:files|sites)\.(?:read|readwrite|manage|fullcontrol)\.all|(?:chat|channelmessage|chatmessage|callrecords|onlinemeetingtranscript|onlinemeetingrecording)\.(?:read|readwrite)(?:\.all)?|full_access_as_app|ediscovery\.read(?:write)?\.all|devicemanagementmanageddevices\.(?:readwrite|privilegedoperations)\.all|devicemanagementconfiguration\.readwrite\.all)$/i;

/** Application permissions known by id where the record has no name. Source: Microsoft Graph permissions reference. */
const permissionIds: Readonly<Record<string, string>> = {
  '9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8': 'RoleManagement.ReadWrite.Directory',
  '06b708a9-e830-4db3-a914-8e69da51d44f': 'AppRoleAssignment.ReadWrite.All',
  '1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9': 'Application.ReadWrite.All',
  '19dbc75e-c2e2-444c-a770-ec69d8559fc7': 'Directory.ReadWrite.All',
  '50483e42-d915-4231-9639-7fdb7fd190e5': 'UserAuthenticationMethod.ReadWrite.All',
  '741f803b-c850-494e-b5df-cde7c675a1ca': 'User.ReadWrite.All',
  '62a82d76-70ea-41e2-9197-370581804d09': 'Group.ReadWrite.All',
  '01c0a623-fc9b-48e9-b794-0756f8e8f067': 'Policy.ReadWrite.ConditionalAccess',
  '810c84a8-4a9e-49e6-bf7d-12d183f40d01': 'Mail.Read',
  'e2a3a72e-5f79-4c64-b1b1-878b674786c9': 'Mail.ReadWrite',
  'b633e1c5-b582-4048-a93e-9f11b44c7e96': 'Mail.Send',
  '01d4889c-1287-42c6-ac1f-5d1e02578ef6': 'Files.Read.All',
  '75359482-378d-4052-8f01-80520e7db3cd': 'Files.ReadWrite.All',
  '332a536c-c7ef-4017-ab91-336970924f0d': 'Sites.Read.All',
  '9492366f-7969-46a4-8d15-ed1a20078fff': 'Sites.ReadWrite.All',
  'a82116e5-55eb-4c41-a434-62fe8a61c773': 'Sites.FullControl.All',
  'dc890d15-9560-4a4c-9b7f-a736ec74ec40': 'full_access_as_app',
  'dc50a0fb-09a3-484d-be87-e023b12c6440': 'Exchange.ManageAsApp',
};

/** Scopes beyond signing in. */
export function beyondSignIn(scopes: readonly string[]): string[] {
  return scopes.filter((scope) => !signInOnly.has(scope.toLowerCase()));
}

/** Delegated scopes that reach content or rule the directory. */
export function riskyScopes(scopes: readonly string[]): string[] {
  return scopes.filter((scope) => content.test(scope) || ruling.test(scope));
}

/** What an application permission, by name or id, allows: `rules` the directory, reads `content` of the tenant, or neither. */
export function permissionRisk(nameOrId: string): { name: string; risk: 'rules' | 'content' } | undefined {
  const name = permissionIds[nameOrId.toLowerCase()] ?? nameOrId;
  if (ruling.test(name)) return { name, risk: 'rules' };
  return tenantContent.test(name) ? { name, risk: 'content' } : undefined;
}

/** A few of them, in words. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}
