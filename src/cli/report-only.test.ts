import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type LiveBench, startLiveBench } from '../../test/live.ts';
import type { PlannedChange } from '../core/plan.ts';
import { chosenTenant, latestSnapshot } from './live.ts';
import { measurementsOf } from './report-only.ts';

describe('measuring report-only policies of a tenant', () => {
  let bench: LiveBench;
  before(async () => {
    bench = await startLiveBench();
    await bench.connect('read-settings');
    await bench.run('collect');
  });
  after(() => bench.close());

  const reportOnly = (displayName: string, grant: string): PlannedChange => {
    const id = `policy ${displayName}`;
    const values = {
      ...{ id, displayName, state: 'enabledForReportingButNotEnforced' },
      conditions: {
        users: { includeUsers: ['All'] },
        applications: { includeApplications: ['All'] },
        clientAppTypes: ['all'],
      },
      grantControls: { operator: 'OR', builtInControls: [grant] },
    };
    bench.simulator.control.change(bench.tenantId, { collection: 'conditionalAccessPolicies', id, values });
    return {
      ...{ id: displayName, section: 'conditionalAccessPolicies', operation: 'create', match: { displayName } },
      ...{ values, call: 'POST', summary: displayName, notice: '', undo: 'restore', controls: [], severity: 'high' },
      ...{ citations: [], why: '', from: {}, stages: [], dependsOn: [] },
    };
  };

  it('S3-16: what stops nobody may be enforced after its days, what stops people may not', async () => {
    const tenant = await chosenTenant(bench.store, undefined);
    const { snapshot } = await latestSnapshot(bench.store, tenant);
    const since = bench.simulator.control.clock.now();
    const changes = [reportOnly('mfa', 'mfa'), reportOnly('device', 'compliantDevice')];
    const measure = (accepted?: string) =>
      measurementsOf({ env: {}, tell: () => {} }, bench.store, tenant, {
        policies: changes.map((change) => ({ change, since, minimumDays: 7 })),
        ...{ snapshot, now: bench.simulator.control.clock.now(), timeZone: 'America/Chicago' },
        ...(accepted && { accepted }),
      });
    bench.advance('6d');
    const early = await measure();
    assert.ok(Array.isArray(early), JSON.stringify(early));
    assert.deepEqual(
      early.map(({ allowed }) => allowed),
      [false, false],
    );
    bench.advance('1d 1m');
    const due = await measure();
    assert.ok(Array.isArray(due));
    assert.deepEqual(
      due.map(({ change, allowed }) => [change, allowed]),
      [
        ['mfa', true],
        ['device', false],
      ],
      JSON.stringify(due.map(({ why }) => why)),
    );
    assert.ok(due[1].people.some(({ name }: { name: string }) => name === 'Priya Castellanos'));
    const accepted = await measure('Everyone enrolls today.');
    assert.ok(Array.isArray(accepted) && accepted[1].allowed);

    // Either of the two opens the log.
    for (const role of ['AuditLog.Read.All', 'Directory.Read.All'])
      bench.simulator.control.loseRole(bench.tenantId, '*', role);
    const unread = await measure();
    assert.ok('status' in unread && unread.status === 'not-possible');
    bench.simulator.control.restoreRoles(bench.tenantId);
  });
});
