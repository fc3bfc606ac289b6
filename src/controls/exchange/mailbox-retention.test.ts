import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { mailboxRetention } from './mailbox-retention.ts';

const policy = 'mbx0a1b2c3d4e5f60718293a4b5c6d7e8f9';
const mailbox = (name: string, more: object = {}) => ({
  guid: `guid-${name}`,
  name,
  primarySmtpAddress: `${name}@larkmeadow.example.com`,
  recipientTypeDetails: 'UserMailbox',
  litigationHoldEnabled: false,
  inPlaceHolds: [],
  retainDeletedItemsFor: '30.00:00:00',
  ...more,
});
const clinic = (mailboxes: object[], inPlaceHolds?: string[], phi: string[] = [], servicePlan?: string) =>
  tenant(
    {
      mailboxes,
      ...(inPlaceHolds && { organizationConfig: { inPlaceHolds } }),
      ...(servicePlan && { servicePlans: [{ servicePlanName: servicePlan, provisioningStatus: 'Success' }] }),
    },
    { organization: { phi: { sites: [], groups: [], labels: [], mailboxes: phi } } },
  );

testControl(mailboxRetention, {
  pass: {
    'litigation hold, 30 days': clinic([mailbox('ruth', { litigationHoldEnabled: true })]),
    'a retention policy for all mailboxes': clinic([mailbox('ruth')], [`${policy}:2`]),
    'a retention policy for this mailbox': clinic([mailbox('ruth', { inPlaceHolds: [`${policy}:3`] })], []),
    'only declared PHI mailboxes count': clinic(
      [mailbox('records', { litigationHoldEnabled: true }), mailbox('lobby-screen')],
      [],
      ['Records@larkmeadow.example.com'],
    ),
    'Microsoft’s own mailboxes do not count': clinic([
      mailbox('ruth', { litigationHoldEnabled: true }),
      mailbox('search', { recipientTypeDetails: 'DiscoveryMailbox' }),
    ]),
    'Plan 1 with archiving is enough': clinic(
      [mailbox('ruth', { litigationHoldEnabled: true })],
      [],
      [],
      'EXCHANGE_S_ARCHIVE_ADDON',
    ),
  },
  partial: {
    'held, but deleted items stay 14 days': [
      clinic([mailbox('ruth', { litigationHoldEnabled: true, retainDeletedItemsFor: '14.00:00:00' })]),
      { resources: ['ruth@larkmeadow.example.com'] },
    ],
    'one day short': clinic([mailbox('ruth', { litigationHoldEnabled: true, retainDeletedItemsFor: '29.00:00:00' })]),
  },
  fail: {
    'no hold and no policy': [
      clinic([mailbox('ruth'), mailbox('omar', { litigationHoldEnabled: true })], []),
      { resources: ['ruth@larkmeadow.example.com'], why: /1 of 2 mailboxes/ },
    ],
    'a policy that only deletes keeps nothing': clinic([mailbox('ruth')], [`${policy}:1`]),
    'a policy for Teams chats keeps no mail': clinic([mailbox('ruth')], ['skp0a1b2c3d4e5f60718293a4b5c6d7e8f9:2']),
    'a mailbox that is left out of the policy': [
      clinic([mailbox('ruth', { inPlaceHolds: [`-${policy}`] }), mailbox('omar')], [`${policy}:2`]),
      { resources: ['ruth@larkmeadow.example.com'] },
    ],
  },
  unknown: {
    'no hold of its own, and the policies were not read': [
      clinic([mailbox('ruth')]),
      { resources: ['ruth@larkmeadow.example.com'] },
    ],
    'one of two declared PHI mailboxes is not in the list': [
      clinic(
        [mailbox('ruth', { litigationHoldEnabled: true })],
        [],
        ['ruth@larkmeadow.example.com', 'records@larkmeadow.example.com'],
      ),
      { why: /records@larkmeadow\.example\.com/ },
    ],
    'the declared PHI mailbox is not in the list': clinic([mailbox('ruth')], [], ['records@larkmeadow.example.com']),
  },
  'not-licensed': { 'Exchange Plan 1 alone': clinic([mailbox('ruth')], [], [], 'EXCHANGE_S_STANDARD') },
});
