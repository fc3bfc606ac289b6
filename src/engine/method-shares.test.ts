import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tenant } from '../../test/tenant.ts';
import { methodShares } from './method-shares.ts';

const person = (id: string, methodsRegistered: string[], more: object = {}) => ({
  id,
  userPrincipalName: `${id}@example.com`,
  userType: 'member',
  isAdmin: false,
  methodsRegistered,
  ...more,
});
const people = [
  person('ana', ['fido2SecurityKey', 'mobilePhone'], { isAdmin: true }),
  person('ben', ['microsoftAuthenticatorPush', 'mobilePhone']),
  person('cleo', ['mobilePhone', 'email']),
  person('dan', ['email', 'securityQuestion']),
  person('eve', [], { userType: 'guest' }),
  person('bg1', ['fido2SecurityKey']),
];

describe('S3-25: the share of people with a phishing-resistant method', () => {
  const { snapshot, organization } = tenant(
    { userRegistrationDetails: people, privilegedUsers: [{ id: 'BEN', userPrincipalName: 'ben@example.com' }] },
    { organization: { breakGlass: ['BG1@example.com'], sensitiveAccounts: ['cleo@example.com'] } },
  );
  it('counts each person once, by the strongest method; guests and emergency accounts are left out', () => {
    assert.deepEqual(methodShares(snapshot, organization), [
      { group: 'Administrators', people: 2, phishingResistant: 1, app: 1, phoneOnly: 0, none: 0, share: 50, goal: 100 },
      {
        group: 'Sensitive accounts',
        people: 1,
        phishingResistant: 0,
        app: 0,
        phoneOnly: 1,
        none: 0,
        share: 0,
        goal: 100,
      },
      { group: 'Everyone', people: 4, phishingResistant: 1, app: 1, phoneOnly: 1, none: 1, share: 25, goal: 100 },
    ]);
  });
  it('says nothing where the methods were not read', () => {
    const none = tenant({});
    assert.equal(methodShares(none.snapshot, none.organization), undefined);
  });
});
