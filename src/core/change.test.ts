import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tenant } from '../../test/tenant.ts';
import { type Change, applyChanges } from './change.ts';

const { snapshot } = tenant({
  remoteDomains: [
    { domainName: '*', autoForwardEnabled: true },
    { domainName: 'a.example.com', autoForwardEnabled: true },
  ],
  organizationConfig: { auditDisabled: true },
});
const change = (given: Partial<Change>): Change => ({
  section: 'remoteDomains',
  operation: 'set',
  call: 'call',
  summary: 's',
  notice: 'n',
  undo: 'restore',
  ...given,
});
const domainsAfter = (...changes: Change[]) => {
  const section = applyChanges(snapshot, changes).sections.remoteDomains;
  assert.ok(section.status === 'read');
  return section.data.map((domain) => [domain.domainName, domain.autoForwardEnabled]);
};

describe('applyChanges', () => {
  it('sets only the matching record and leaves the snapshot as it was', () => {
    const before = structuredClone(snapshot);
    assert.deepEqual(domainsAfter(change({ match: { domainName: '*' }, values: { autoForwardEnabled: false } })), [
      ['*', false],
      ['a.example.com', true],
    ]);
    assert.deepEqual(snapshot, before);
  });
  it('removes, creates, and creates nothing twice', () => {
    assert.deepEqual(domainsAfter(change({ operation: 'remove', match: { domainName: '*' } })), [
      ['a.example.com', true],
    ]);
    const create = change({
      operation: 'create',
      match: { domainName: 'b.example.com' },
      values: { domainName: 'b.example.com', autoForwardEnabled: 'False' },
    });
    assert.deepEqual(domainsAfter(create, create).length, 3);
  });
  it('writes nested fields that did not exist', () => {
    const section = applyChanges(snapshot, [
      change({ section: 'organizationConfig', values: { auditDisabled: false, 'nested.deep': 1 } }),
    ]).sections.organizationConfig;
    assert.ok(section.status === 'read');
    assert.deepEqual(section.data, { auditDisabled: false, nested: { deep: 1 } });
  });
  it('refuses a section that was not read', () =>
    assert.throws(() => applyChanges(snapshot, [change({ section: 'acceptedDomains', values: {} })]), /was not read/));
});
