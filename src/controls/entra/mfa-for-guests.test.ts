import { block, mfa, policy } from '../../../test/conditional-access.ts';
import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { mfaForGuests } from './mfa-for-guests.ts';

const every =
  'internalGuest,b2bCollaborationGuest,b2bCollaborationMember,b2bDirectConnectUser,otherExternalUser,serviceProvider';
const guests = (guestOrExternalUserTypes: string, membershipKind = 'all') => ({
  includeUsers: [],
  includeGuestsOrExternalUsers: { guestOrExternalUserTypes, externalTenants: { membershipKind } },
});
const only = (...conditionalAccessPolicies: unknown[]) => tenant({ conditionalAccessPolicies });

testControl(mfaForGuests, {
  pass: {
    'all users are guests too': [only(policy('MFA', { grant: mfa })), { resources: ['MFA'] }],
    'every guest type': only(policy('Guests', { users: guests(every), grant: mfa })),
    'the old word for guests': only(
      policy('Guests', { users: { includeUsers: ['GuestsOrExternalUsers'] }, grant: mfa }),
    ),
    'union: the missing guest type is blocked': [
      only(
        policy('Guests', {
          users: guests(
            'internalGuest,b2bCollaborationGuest,b2bCollaborationMember,b2bDirectConnectUser,otherExternalUser',
          ),
          grant: mfa,
        }),
        policy('No providers', { users: guests('serviceProvider'), grant: block }),
      ),
      { resources: ['Guests', 'No providers'] },
    ],
  },
  partial: {
    'security defaults ask guests part of the time': tenant({
      conditionalAccessPolicies: [],
      securityDefaults: { isEnabled: true },
    }),
  },
  fail: {
    'no policy': only(),
    'a policy for own people only is not about guests': [
      only(policy('Staff', { users: { includeUsers: [], includeGroups: ['g-1'] }, grant: mfa })),
      { resources: ['Conditional Access'] },
    ],
    'a guest type is missing': [
      only(policy('Guests', { users: guests('b2bCollaborationGuest'), grant: mfa })),
      { why: /leaves out the guest types internalGuest, b2bCollaborationMember/ },
    ],
    'guests of some organizations only': [
      only(policy('Guests', { users: guests(every, 'enumerated'), grant: mfa })),
      { why: /applies to guests only/ },
    ],
    'all users, guests left out': [
      only(
        policy('MFA', {
          users: { excludeGuestsOrExternalUsers: { guestOrExternalUserTypes: 'b2bCollaborationGuest' } },
          grant: mfa,
        }),
      ),
      { why: /excludes guest type b2bcollaborationguest/ },
    ],
    'one app only': only(
      policy('Guests', { users: guests(every), applications: { includeApplications: ['Office365'] }, grant: mfa }),
    ),
  },
  unknown: {
    'whom the only policy covers was not read': only({
      ...policy('MFA', { grant: mfa }),
      conditions: { applications: { includeApplications: ['All'] } },
    }),
  },
});
