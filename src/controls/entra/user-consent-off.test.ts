import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { userConsentOff } from './user-consent-off.ts';

const teamOwner = 'ManagePermissionGrantsForOwnedResource.microsoft-dynamically-managed-permissions-for-team';
const low = 'ManagePermissionGrantsForSelf.microsoft-user-default-low';
const recommended = 'ManagePermissionGrantsForSelf.microsoft-user-default-recommended';
const legacy = 'ManagePermissionGrantsForSelf.microsoft-user-default-legacy';
const consent = (...ids: string[]) => ({
  authorizationPolicy: [{ id: 'authorizationPolicy', permissionGrantPolicyIdsAssignedToDefaultUserRole: ids }],
});
const risky = (...names: string[]) => ({
  riskyDelegatedPermissionClassifications: names.map((name) => ({
    objectId: '5a3b8c5e-1111-4222-8333-444455556666',
    displayName: 'Office 365 Exchange Online',
    riskyPermClassifications: name,
  })),
});
const policies = (verdict: 'pass' | 'fail' | 'unknown') => ({ policies: { 'MS.AAD.5.2v1': verdict } });

testControl(userConsentOff, {
  pass: {
    'no consent policy at all': [tenant(consent()), policies('pass')],
    'only team owners consent for their own team': [tenant(consent(teamOwner)), policies('pass')],
    'v1.0 keeps the consent policies among the role permissions': tenant({
      authorizationPolicy: {
        id: 'authorizationPolicy',
        defaultUserRolePermissions: { permissionGrantPoliciesAssigned: [teamOwner] },
      },
    }),
    'null means that nothing is assigned': tenant({
      authorizationPolicy: [{ id: 'authorizationPolicy', permissionGrantPolicyIdsAssignedToDefaultUserRole: null }],
    }),
  },
  partial: {
    'low impact only, nothing sensitive is classified so': [
      tenant({ ...consent(teamOwner, low), ...risky() }),
      { resources: ['User consent settings'], ...policies('pass') },
    ],
    'low impact only, [null] from PowerShell is an empty list': [
      tenant({ ...consent(low), riskyDelegatedPermissionClassifications: [null] }),
      policies('pass'),
    ],
    'low impact only, the classifications were not read': [
      tenant(consent(low)),
      { why: /not read/, ...policies('unknown') },
    ],
  },
  fail: {
    'a sensitive permission in a form that nobody foresaw': tenant({
      ...consent(low),
      riskyDelegatedPermissionClassifications: [{ displayName: '', riskyPermClassifications: [{}] }],
    }),
    'Microsoft manages the consent settings': [
      tenant({ ...consent(recommended), ...risky() }),
      { resources: ['User consent settings'], ...policies('fail') },
    ],
    'users consent to anything': [tenant({ ...consent(legacy), ...risky() }), policies('fail')],
    'a custom consent policy': [
      tenant(consent('ManagePermissionGrantsForSelf.clinic-apps')),
      { why: /themselves/, ...policies('fail') },
    ],
    'low impact, and a mail permission is classified so': [
      tenant({ ...consent(low), ...risky('Mail.ReadWrite') }),
      { resources: ['User consent settings', 'Office 365 Exchange Online'], ...policies('fail') },
    ],
    'in the v1.0 place': tenant({
      authorizationPolicy: {
        id: 'authorizationPolicy',
        defaultUserRolePermissions: { permissionGrantPoliciesAssigned: [legacy, teamOwner] },
      },
    }),
  },
  unknown: {
    'the consent policies are not in the source': [
      tenant({ authorizationPolicy: [{ id: 'authorizationPolicy' }] }),
      policies('unknown'),
    ],
  },
});
