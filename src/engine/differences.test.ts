import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tenant } from '../../test/tenant.ts';
import { settingDifferences } from './differences.ts';
import { settingName } from './setting.ts';

type Settings = Parameters<typeof tenant>[0];
const differences = (before: Settings, after: Settings) =>
  settingDifferences(tenant(before).snapshot, tenant(after).snapshot).map(({ place, before: was, after: is }) => [
    settingName(place),
    was,
    is,
  ]);
const domain = (name: string, more: object = {}) => ({ identity: name, domainName: name, ...more });

describe('what differs between two snapshots', () => {
  const cases: { name: string; before: Settings; after: Settings; found: unknown[][] }[] = [
    {
      name: 'a field of one object of a list, whatever the order of the list',
      before: { remoteDomains: [domain('a', { autoForwardEnabled: false }), domain('b')] },
      after: { remoteDomains: [domain('b'), domain('a', { autoForwardEnabled: true })] },
      found: [['remoteDomains[a].autoForwardEnabled', false, true]],
    },
    {
      name: 'a field inside an object',
      before: { authorizationPolicy: [{ id: 'p', defaultUserRolePermissions: { allowedToCreateApps: false } }] },
      after: { authorizationPolicy: [{ id: 'p', defaultUserRolePermissions: { allowedToCreateApps: true } }] },
      found: [['authorizationPolicy[p].defaultUserRolePermissions.allowedToCreateApps', false, true]],
    },
    {
      name: 'people who came are no drift',
      before: { users: [{ id: 'u-1' }] },
      after: { users: [{ id: 'u-1' }, { id: 'u-2' }] },
      found: [],
    },
    {
      name: 'a field that the earlier reading does not hold is not compared, one that was null is',
      before: { remoteDomains: [domain('a', { domainName: null })] },
      after: { remoteDomains: [domain('a', { domainName: 'a', autoForwardEnabled: true })] },
      found: [['remoteDomains[a].domainName', null, 'a']],
    },
    {
      name: 'a section that was not read before is not compared',
      before: {},
      after: { remoteDomains: [domain('a')] },
      found: [],
    },
    {
      name: 'a section that cannot be read any more is not compared',
      before: { remoteDomains: [domain('a')] },
      after: {},
      found: [],
    },
  ];
  for (const { name, before, after, found } of cases)
    it(name, () => assert.deepEqual(differences(before, after), found));

  it('an object that came and one that went are told as a whole', () => {
    const [gone, come] = differences({ remoteDomains: [domain('a')] }, { remoteDomains: [domain('b')] });
    assert.deepEqual([gone?.[0], gone?.[2]], ['remoteDomains[a]', null]);
    assert.deepEqual([come?.[0], come?.[1]], ['remoteDomains[b]', null]);
  });

  it('objects that nothing tells apart are compared as one list', () => {
    const twins = [domain('a'), domain('a')];
    const found = differences({ remoteDomains: twins }, { remoteDomains: [...twins, domain('a')] });
    assert.deepEqual(
      found.map(([name]) => name),
      ['remoteDomains'],
    );
  });
});
