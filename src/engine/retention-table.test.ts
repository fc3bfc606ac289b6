import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tenant } from '../../test/tenant.ts';
import { retentionTable } from './retention-table.ts';

describe("the tenant's own retention", () => {
  const everybody = [['All']];
  const { rows, unread } = retentionTable(
    tenant({
      retentionPolicies: [
        { name: 'Mail', guid: 'p1', enabled: true, mode: 'Enforce', exchangeLocation: everybody },
        {
          name: 'Sites',
          guid: 'p2',
          enabled: true,
          mode: 'Enforce',
          sharePointLocation: everybody,
          oneDriveLocation: everybody,
        },
        { name: 'Clean-up', guid: 'p3', enabled: true, mode: 'Enforce', teamsChatLocation: everybody },
        { name: 'Test', guid: 'p4', enabled: false, mode: 'Enforce', exchangeLocation: everybody },
      ],
      retentionRules: [
        { name: 'a', policy: 'p1', disabled: false, retentionDuration: '2190', retentionComplianceAction: 'Keep' },
        {
          name: 'b',
          policy: 'Sites',
          disabled: false,
          retentionDuration: '1095',
          retentionComplianceAction: 'KeepAndDelete',
        },
        { name: 'c', policy: 'p3', disabled: false, retentionDuration: '90', retentionComplianceAction: 'Delete' },
        { name: 'd', policy: 'p4', disabled: false, retentionDuration: 'Unlimited', retentionComplianceAction: 'Keep' },
        { name: 'e', policy: 'p1', disabled: false, publishComplianceTag: 'Records' },
      ],
      retentionLabels: [{ name: 'Records', guid: 'l', retentionAction: 'Keep', retentionDuration: 'Unlimited' }],
      auditRetentionPolicies: [
        { name: 'Long', enabled: true, retentionDuration: 'TenYears', recordTypes: [] },
        { name: 'Short', enabled: true, retentionDuration: 'NineMonths', recordTypes: ['ExchangeItem'] },
        { name: 'New words', enabled: true, retentionDuration: 'Decade' },
      ],
    }).snapshot,
  );

  it('marks what is kept for less than six years, what only deletes, and what does not act', () => {
    assert.deepEqual(
      rows.map(({ name, covers, keeps, days, state }) => [name, covers, keeps, days, state]),
      [
        ['Mail', 'Exchange', 'days', 2190, 'enough'],
        ['Sites', 'SharePoint, OneDrive', 'days', 1095, 'short'],
        ['Clean-up', 'Teams chats', 'nothing', undefined, 'short'],
        ['Test', 'Exchange', 'for ever', undefined, 'off'],
        ['Records', 'What carries the label', 'for ever', undefined, 'enough'],
        ['Long', 'All records', 'days', 3650, 'enough'],
        ['Short', 'ExchangeItem', 'days', 270, 'short'],
        ['New words', 'All records', 'unknown', undefined, 'unknown'],
      ],
    );
    assert.deepEqual(unread, []);
  });

  it('names what was not read, and makes no row of it', () => {
    const empty = retentionTable(tenant({ retentionLabels: [] }).snapshot);
    assert.deepEqual(empty.rows, []);
    assert.deepEqual(empty.unread, ['retention policies', 'retention rules', 'audit log retention policies']);
  });
});
