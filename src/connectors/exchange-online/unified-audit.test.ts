import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CmdletClient } from '../resource.ts';
import { searchUnifiedAudit } from './unified-audit.ts';

const span = { from: '2026-11-20T00:00:00Z', to: '2026-11-22T00:00:00Z', operations: ['Set-RemoteDomain'] };
const record = {
  ...{ CreationTime: '2026-11-21T09:00:00', UserId: 'ana@example.com', Operation: 'Set-RemoteDomain', UserType: 0 },
  ...{ Workload: 'Exchange', ObjectId: 'Default', ResultStatus: 'True' },
  Parameters: [{ Name: 'AutoForwardEnabled', Value: 'True' }],
};
const answering = (...rows: unknown[]): CmdletClient => ({
  run: async () => rows.map((AuditData) => ({ AuditData })),
});

describe('the unified audit log', () => {
  it('gives the newest first, in our words', async () => {
    const later = { ...record, CreationTime: '2026-11-21T10:00:00Z', UserId: 'Helper', UserType: 5 };
    const [first, second] = await searchUnifiedAudit(answering(JSON.stringify(record), JSON.stringify(later)), span);
    assert.deepEqual([first?.by, first?.byApp, first?.at], ['Helper', true, '2026-11-21T10:00:00Z']);
    assert.deepEqual(second, {
      ...{ log: 'unified', at: '2026-11-21T09:00:00Z', by: 'ana@example.com', byApp: false },
      ...{ activity: 'Set-RemoteDomain', services: ['exchange', 'defender', 'purview'] },
      ...{ targets: ['Default'], properties: ['AutoForwardEnabled'] },
    });
  });

  const strange: [string, unknown][] = [
    ['no JSON', '<html>'],
    ['nothing', undefined],
    ['a list', '[]'],
    ['nobody', JSON.stringify({ ...record, UserId: null })],
    ['no time', JSON.stringify({ ...record, CreationTime: 7 })],
    ['a try that failed', JSON.stringify({ ...record, ResultStatus: 'False' })],
  ];
  for (const [name, row] of strange)
    it(`leaves out ${name}`, async () => assert.deepEqual(await searchUnifiedAudit(answering(row), span), []));

  it('asks nothing where no operation is looked for', async () => {
    const refusing: CmdletClient = { run: () => Promise.reject(new Error('asked')) };
    assert.deepEqual(await searchUnifiedAudit(refusing, { ...span, operations: [] }), []);
  });
});
