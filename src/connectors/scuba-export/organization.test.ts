import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { organizationKeys } from './organization.ts';

const contact = organizationKeys.find((entry) => entry.section === 'organizationContact')!.pick!;
const organization = { Id: 'o1', TechnicalNotificationMails: ['it@clinic.example.com'] };

describe('organization contact of a ScubaGear export', () => {
  it("lies in the tenant's details, whatever the case of the key, alone or in a list", () => {
    assert.deepEqual(contact([{ AADAdditionalData: organization }]), organization);
    assert.deepEqual(contact({ aadAdditionalData: [organization] }), organization);
  });
  it('is not known when the collector could not read it', () => {
    for (const value of [null, [], [{}], [{ AADAdditionalData: 'Error retrieving additional data' }]])
      assert.equal(contact(value), undefined);
  });
});
