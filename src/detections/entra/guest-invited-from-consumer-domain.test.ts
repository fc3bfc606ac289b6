import { directoryAuditRecord, entraRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { guestInvitedFromConsumerDomain } from './guest-invited-from-consumer-domain.ts';

const guest = (name: string, operation = 'Add user.', given = {}) =>
  entraRecord(operation, {
    user: 'nina@clinic.example.com',
    object: name,
    targets: [
      ['User', 2],
      [name, 5],
    ],
    ...given,
  });
const invite = (address: string, fields = {}) =>
  directoryAuditRecord(
    'Invite external user',
    {
      user: 'nina@clinic.example.com',
      category: 'UserManagement',
      targets: [{ type: 'User', displayName: 'UPN: guest' }],
    },
    { additionalDetails: [{ key: 'InvitedUserEmailAddress', value: address }], ...fields },
  );

testDetection(guestInvitedFromConsumerDomain, {
  alerts: {
    'S3-29: a guest with a private mailbox': {
      records: [guest('ann.smith_gmail.com#EXT#@clinic.onmicrosoft.com')],
      severity: 'low',
      actor: 'nina@clinic.example.com',
      why: /invited a guest from gmail\.com/,
    },
    'Graph says the address among the details': { records: [invite('1ann.smith@outlook.com')], why: /outlook\.com/ },
    'two guests on one day are one alert': {
      records: [
        guest('ann_gmail.com#EXT#@clinic.onmicrosoft.com'),
        guest('bob_yahoo.com#EXT#@clinic.onmicrosoft.com', 'Add user.', { at: 90 }),
      ],
      why: /2 guests/,
    },
  },
  silent: {
    'a guest from a company': [
      invite('ann@partner.example.org'),
      guest('ann_partner.example.org#EXT#@clinic.onmicrosoft.com'),
    ],
    'onboarding: an own account': [guest('bob@clinic.example.com')],
    'a guest accepts an invitation': [
      directoryAuditRecord(
        'Redeem external user invite',
        { user: 'ann@gmail.com' },
        { additionalDetails: [{ key: 'InvitedUserEmailAddress', value: 'ann@gmail.com' }] },
      ),
    ],
    'the domain was approved': { records: [invite('ann@gmail.com')], organization: { approvedDomains: ['gmail.com'] } },
    'it was refused': [invite('ann@gmail.com', { result: 'failure' })],
  },
});
