import { readOnly, texts } from '../../../properties.ts';
import { defineGraphSingleton } from '../../resource.ts';

export const authorizationPolicy = defineGraphSingleton({
  path: '/policies/authorizationPolicy',
  type: 'authorizationPolicy',
  state: 'authorizationPolicy',
  // The beta version holds a list of one.
  versions: ['v1.0'],
  methods: ['get', 'update'],
  roles: { read: ['Policy.Read.All'], write: ['Policy.ReadWrite.Authorization'] },
  activity: { noun: 'authorization policy', category: 'AuthorizationPolicy', target: 'Policy' },
  properties: {
    id: readOnly('text'),
    displayName: 'text',
    description: 'text',
    deletedDateTime: readOnly('moment'),
    allowedToSignUpEmailBasedSubscriptions: 'flag',
    allowedToUseSSPR: 'flag',
    allowEmailVerifiedUsersToJoinOrganization: 'flag',
    allowInvitesFrom: ['none', 'adminsAndGuestInviters', 'adminsGuestInvitersAndAllMembers', 'everyone'],
    allowUserConsentForRiskyApps: 'flag',
    blockMsolPowerShell: 'flag',
    guestUserRoleId: 'guid',
    defaultUserRolePermissions: {
      allowedToCreateApps: 'flag',
      allowedToCreateSecurityGroups: 'flag',
      allowedToCreateTenants: 'flag',
      allowedToReadBitlockerKeysForOwnedDevice: 'flag',
      allowedToReadOtherUsers: 'flag',
      permissionGrantPoliciesAssigned: texts,
    },
  },
});
