import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { sensitiveAppPermissionsApproved } from './sensitive-app-permissions-approved.ts';

const permission = (roleDisplayName: string, isAdminConsented: boolean | null = true, roleType = 'Application') => ({
  roleId: roleDisplayName,
  roleType,
  roleDisplayName,
  applicationDisplayName: 'Microsoft Graph',
  isAdminConsented,
  isRisky: true,
});
const appId = '9c1d7b2e-1111-4222-8333-444455556666';
const own = (...permissions: object[]) => ({
  objectId: { Application: 'a1', ServicePrincipal: 's1' },
  appId,
  displayName: 'Report mailer',
  permissions,
});
const vendor = (...permissions: object[]) => ({
  objectId: 's2',
  appId: appId.toUpperCase(),
  displayName: 'Cloud backup',
  permissions,
});
const apps = (ownApps: object[], vendors: object[]) => ({
  privilegedApplications: ownApps,
  thirdPartyApplications: vendors,
});
const approving = (entry: { owner?: string; baa: boolean }) => ({
  organization: { approvedApps: [{ appId, ...entry }] },
});

testControl(sensitiveAppPermissionsApproved, {
  pass: {
    'a permission without its name that nobody granted': tenant(
      apps([own({ ...permission('Mail.Read', false), roleDisplayName: undefined })], []),
    ),
    'no app holds such a permission': tenant(apps([], [])),
    'a third party is approved with an owner and a BAA': [
      tenant(apps([], [vendor(permission('Mail.Read'))]), approving({ owner: 'Elena Marsh', baa: true })),
      { resources: ['Cloud backup'] },
    ],
    'an own app is approved with an owner and needs no BAA': tenant(
      apps([own(permission('Mail.Send'))], []),
      approving({ owner: 'Elena Marsh', baa: false }),
    ),
    'asked for but never granted': tenant(apps([own(permission('Files.ReadWrite.All', false))], [])),
    'a delegated permission acts only with a user': tenant(apps([own(permission('Mail.Read', true, 'Delegated'))], [])),
    'reading policies is not mail, files or writing to the directory': tenant(
      apps([], [vendor(permission('Policy.Read.All'))]),
    ),
    'selected sites are not the whole tenant': tenant(apps([], [vendor(permission('Sites.Selected'))])),
  },
  fail: {
    'S3-21: a third party reads all mail and nobody approved it': [
      tenant(apps([], [vendor(permission('Mail.ReadBasic.All'))])),
      { resources: ['Cloud backup'], wouldPassIf: /approvedApps/, why: /1 of 1/ },
    ],
    'approved without a BAA': [
      tenant(apps([], [vendor(permission('Files.Read.All'))]), approving({ owner: 'Elena Marsh', baa: false })),
      { resources: ['Cloud backup'] },
    ],
    'approved without an owner': tenant(
      apps([own(permission('Directory.ReadWrite.All'))], []),
      approving({ baa: true }),
    ),
    'an own app that can give itself anything': [
      tenant(apps([own(permission('RoleManagement.ReadWrite.Directory'))], [])),
      { resources: ['Report mailer'] },
    ],
    'Exchange access to every mailbox': tenant(apps([], [vendor(permission('full_access_as_app'))])),
    'the good permissions stay when the bad one goes': tenant(
      apps([], [vendor(permission('User.Read.All'), permission('Sites.FullControl.All'))]),
    ),
  },
  unknown: {
    'a granted permission without its name': tenant(
      apps([own({ ...permission('Mail.Read'), roleDisplayName: undefined })], []),
    ),
    'a granted permission without its type': tenant(apps([], [vendor({ ...permission('Mail.Read'), roleType: null })])),
    'whether it was granted is not in the source': tenant(apps([own(permission('Mail.Read', null))], [])),
    'an app without its permissions': tenant(apps([], [{ appId, displayName: 'Cloud backup' }])),
  },
});
