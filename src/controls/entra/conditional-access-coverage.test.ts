import { block, mfa, policy } from '../../../test/conditional-access.ts';
import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { mfaForAllUsers } from './mfa-for-all-users.ts';

const ana = '5f0e6b52-1111-4000-8000-00000000000a';
const ben = '5f0e6b52-1111-4000-8000-00000000000b';
const staff = '77aa0c1d-2222-4000-8000-000000000001';
const only = (...conditionalAccessPolicies: unknown[]) => tenant({ conditionalAccessPolicies });
const scuba = (outcome: 'pass' | 'fail' | 'unknown') => ({ policies: { 'MS.AAD.3.2v2': outcome } });

/** Several policies that cover together, shown on MFA for all users. */
testControl(mfaForAllUsers, {
  pass: {
    'a platform left out by one policy is covered by another': [
      only(
        policy('Not Linux', {
          conditions: { platforms: { includePlatforms: ['all'], excludePlatforms: ['linux'] } },
          grant: mfa,
        }),
        policy('Linux', { conditions: { platforms: { includePlatforms: ['linux'] } }, grant: mfa }),
      ),
      { resources: ['Linux', 'Not Linux'], why: /together/, ...scuba('pass') },
    ],
    'what is not asked for MFA is blocked': [
      only(
        policy('Modern', { conditions: { clientAppTypes: ['browser', 'mobileAppsAndDesktopClients'] }, grant: mfa }),
        policy('No legacy', { conditions: { clientAppTypes: ['exchangeActiveSync', 'other'] }, grant: block }),
      ),
      { resources: ['Modern', 'No legacy'], ...scuba('pass') },
    ],
    'an excluded group has its own policy; SCuBA does not add up': [
      only(
        policy('Everyone else', { users: { excludeGroups: [staff] }, grant: mfa }),
        policy('Staff', { users: { includeUsers: [], includeGroups: [staff] }, grant: mfa }),
      ),
      { resources: ['Everyone else', 'Staff'], ...scuba('fail') },
    ],
    'two policies leave out different users': only(
      policy('Without Ana', { users: { excludeUsers: [ana] }, grant: mfa }),
      policy('Without Ben', { users: { excludeUsers: [ben] }, grant: mfa }),
    ),
    'an excluded app has its own policy': only(
      policy('Most apps', { applications: { excludeApplications: ['a-1'] }, grant: mfa }),
      policy('That app', { applications: { includeApplications: ['a-1'] }, grant: mfa }),
    ),
    'sign-ins from a left-out location are blocked': only(
      policy('Outside', {
        conditions: { locations: { includeLocations: ['All'], excludeLocations: ['loc-1'] } },
        grant: mfa,
      }),
      policy('Inside', { conditions: { locations: { includeLocations: ['loc-1'] } }, grant: block }),
    ),
    'guests have their own policy': only(
      policy('Own people', {
        users: { excludeGuestsOrExternalUsers: { guestOrExternalUserTypes: 'b2bCollaborationGuest' } },
        grant: mfa,
      }),
      policy('Guests', {
        users: {
          includeUsers: [],
          includeGuestsOrExternalUsers: { guestOrExternalUserTypes: 'b2bCollaborationGuest,internalGuest' },
        },
        grant: mfa,
      }),
    ),
  },
  unknown: {
    'the only policy lacks its state': [
      only({ ...policy('MFA', { grant: mfa }), state: undefined }),
      { resources: ['MFA'], why: /"MFA" without its state, conditions or controls/, ...scuba('unknown') },
    ],
    'the only policy lacks its conditions': only({ ...policy('MFA', { grant: mfa }), conditions: null }),
    'the only policy lacks its users': only({
      ...policy('MFA', { grant: mfa }),
      conditions: { applications: { includeApplications: ['All'] } },
    }),
    'the only policy lacks its apps': only({
      ...policy('MFA', { grant: mfa }),
      conditions: { users: { includeUsers: ['All'] } },
    }),
    'the only policy lacks both kinds of controls': only({
      displayName: 'Bare',
      state: 'enabled',
      conditions: { users: { includeUsers: ['All'] }, applications: { includeApplications: ['All'] } },
    }),
  },
  fail: {
    'what was read speaks against a policy that lacks a part': [
      only(
        { ...policy('Apps', { applications: { includeApplications: ['a-1'] }, grant: mfa }), state: undefined },
        { displayName: 'Off', state: 'disabled' },
        { displayName: 'Test', state: 'enabledForReportingButNotEnforced', grantControls: mfa },
      ),
      scuba('fail'),
    ],
    'the helping policy is report-only': only(
      policy('Everyone else', { users: { excludeGroups: [staff] }, grant: mfa }),
      policy('Staff', {
        state: 'enabledForReportingButNotEnforced',
        users: { includeUsers: [], includeGroups: [staff] },
        grant: mfa,
      }),
    ),
    'the helping policy leaves out somebody of the group': only(
      policy('Everyone else', { users: { excludeGroups: [staff] }, grant: mfa }),
      policy('Staff', { users: { includeUsers: [], includeGroups: [staff], excludeUsers: [ana] }, grant: mfa }),
    ),
    'an excluded user may be in the excluded group': only(
      policy('A', { users: { excludeUsers: [ana] }, grant: mfa }),
      policy('B', { users: { excludeGroups: [staff] }, grant: mfa }),
    ),
    'both leave out the same user': only(
      policy('A', { users: { excludeUsers: [ana] }, grant: mfa }),
      policy('B', { users: { excludeUsers: [ana, ben] }, grant: mfa }),
    ),
    'the platform policy covers some apps': only(
      policy('Not Linux', {
        conditions: { platforms: { includePlatforms: ['all'], excludePlatforms: ['linux'] } },
        grant: mfa,
      }),
      policy('Linux', {
        applications: { includeApplications: ['Office365'] },
        conditions: { platforms: { includePlatforms: ['linux'] } },
        grant: mfa,
      }),
    ),
    'two platforms by name': only(
      policy('Windows', { conditions: { platforms: { includePlatforms: ['windows'] } }, grant: mfa }),
      policy('Others', {
        conditions: { platforms: { includePlatforms: ['iOS', 'android', 'macOS', 'linux'] } },
        grant: mfa,
      }),
    ),
    'the legacy block leaves out a user': only(
      policy('Modern', { conditions: { clientAppTypes: ['browser', 'mobileAppsAndDesktopClients'] }, grant: mfa }),
      policy('No legacy', {
        users: { excludeUsers: [ana] },
        conditions: { clientAppTypes: ['exchangeActiveSync', 'other'] },
        grant: block,
      }),
    ),
    'guests of named tenants only': only(
      policy('Own people', {
        users: { excludeGuestsOrExternalUsers: { guestOrExternalUserTypes: 'b2bCollaborationGuest' } },
        grant: mfa,
      }),
      policy('Guests', {
        users: {
          includeUsers: [],
          includeGuestsOrExternalUsers: {
            guestOrExternalUserTypes: 'b2bCollaborationGuest',
            externalTenants: { membershipKind: 'enumerated', members: ['t1'] },
          },
        },
        grant: mfa,
      }),
    ),
  },
});
