import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sections } from '../../core/snapshot.ts';
import { entraPrivilegeKeys } from './entra-privilege.ts';

const raw = (section: string, value: unknown) =>
  entraPrivilegeKeys.find((entry) => entry.section === section)!.pick!(value);

describe('privileged users of a ScubaGear export', () => {
  it('are a map by object id', () => {
    const value = {
      'aaaaaaaa-0000-4000-8000-000000000001': {
        DisplayName: 'Ada Marsh',
        OnPremisesImmutableId: null,
        roles: ['Global Administrator'],
      },
    };
    assert.deepEqual(sections.privilegedUsers.decode(raw('privilegedUsers', value)), [
      {
        id: 'aaaaaaaa-0000-4000-8000-000000000001',
        displayName: 'Ada Marsh',
        onPremisesImmutableId: null,
        roles: ['Global Administrator'],
      },
    ]);
  });
  it('may be one role in place of a list, and a list in place of the map', () => {
    const [user] = sections.privilegedUsers.decode(raw('privilegedUsers', [{ Id: 'x', roles: 'User Administrator' }]));
    assert.deepEqual(user, { id: 'x', roles: ['User Administrator'] });
  });
  it('are none in an empty map, and not known when null', () => {
    assert.deepEqual(raw('privilegedUsers', {}), []);
    assert.equal(raw('privilegedUsers', null), undefined);
  });
});

describe('privileged roles of a ScubaGear export', () => {
  it('are not known when there are none: every tenant has them', () => {
    for (const value of [null, [], [null], {}]) assert.equal(raw('privilegedRoles', value), undefined);
    assert.deepEqual(raw('privilegedRoles', [{ DisplayName: 'User Administrator' }]), [
      { DisplayName: 'User Administrator' },
    ]);
  });
});
