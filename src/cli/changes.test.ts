import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type LiveBench, startLiveBench } from '../../test/live.ts';
import { listRuns, startRun, writeJournal } from '../store/journal.ts';
import { approvePlan, getPlan, listPlans, movePlan } from '../store/plans.ts';
import { withTenant } from '../store/scope.ts';

const only = 'EX-01,entra.app-registration-admins-only';
const at = '2026-11-21T08:00:00.000Z';

describe('changing a tenant through the command line', () => {
  let bench: LiveBench;
  before(async () => {
    bench = await startLiveBench();
    await bench.connect('read-settings', 'change');
    await bench.run('collect');
  });
  after(() => bench.close());

  /** Everything the simulated tenant holds, without its logs. */
  const state = () => structuredClone(bench.simulator.control.state(bench.tenantId));
  const forwarding = () => Object.values(state()['remoteDomains'] ?? {}).map((domain) => domain['AutoForwardEnabled']);
  const writes = () => bench.simulator.control.writes(bench.tenantId).length;
  const planned = async (file: string, ...more: string[]) => {
    const { exit, err } = await bench.run('plan', '--only', only, '--out', join(bench.cwd, file), ...more);
    assert.equal(exit, 0, err);
    return JSON.parse(readFileSync(join(bench.cwd, file), 'utf8')) as {
      id: string;
      changes: { id: string; section: string; from: unknown; values: unknown }[];
    };
  };
  const stateOfPlans = () =>
    withTenant(bench.store, bench.tenantId, async (scope) => (await listPlans(scope)).map((plan) => plan.state));

  it('plan: lists the changes of the chosen controls and writes nothing', async () => {
    const before = writes();
    const plan = await planned('plan.json');
    assert.deepEqual(
      plan.changes.map(({ section, from }) => [section, from]),
      [
        ['authorizationPolicy', { 'defaultUserRolePermissions.allowedToCreateApps': true }],
        ['remoteDomains', { autoForwardEnabled: true }],
      ],
    );
    assert.equal(writes(), before);
    assert.equal((await bench.run('plan', '--only', 'no.such-control')).exit, 64);
    assert.equal((await bench.run('plan', '--tenant', 'nobody')).exit, 64);
  });

  it('apply: refuses without approval, an edited plan, another tenant, and what is no plan', async () => {
    const before = writes();
    const exit = async (...argv: string[]) => (await bench.run('apply', ...argv)).exit;
    assert.equal(await exit('plan.json'), 5, 'nobody to ask');
    assert.equal((await bench.answering('y', 'apply', 'plan.json')).exit, 5, 'not the name of the tenant');
    assert.equal(await exit('plan.json', '--what-if'), 0);
    const text = readFileSync(join(bench.cwd, 'plan.json'), 'utf8');
    writeFileSync(
      join(bench.cwd, 'edited.json'),
      text.replace('"autoForwardEnabled": false', '"autoForwardEnabled": true'),
    );
    assert.equal(await exit('edited.json', '--yes'), 7);
    const other = '00000000-0000-4000-8000-00000000000f';
    writeFileSync(join(bench.cwd, 'other.json'), text.replaceAll(bench.tenantId, other));
    assert.equal(await exit('other.json', '--yes'), 7);
    writeFileSync(join(bench.cwd, 'none.json'), '{}');
    assert.equal(await exit('none.json', '--yes'), 65);
    assert.equal(await exit('--plan-id', '0123456789abcdef', '--yes'), 64);
    assert.equal(await exit('--yes'), 64);
    assert.equal(writes(), before);
    assert.deepEqual(await stateOfPlans(), ['draft']);
  });

  it('apply changes exactly what was planned, and undo brings the first state back', async () => {
    const first = state();
    const applied = await bench.answering(bench.name, 'apply', 'plan.json');
    assert.equal(applied.exit, 0, applied.err);
    const { run, changes } = JSON.parse(applied.out);
    assert.deepEqual(
      changes.map((change: { step: string }) => change.step),
      ['done', 'done'],
    );
    assert.deepEqual(forwarding(), [false]);
    assert.deepEqual(await stateOfPlans(), ['applied']);

    // The same plan again changes nothing.
    const once = writes();
    const again = await bench.run('apply', 'plan.json', '--yes');
    assert.equal(again.exit, 0, again.err);
    assert.equal(writes(), once);

    await bench.run('collect');
    const { results } = JSON.parse((await bench.run('assess', '--only', only)).out);
    assert.deepEqual(
      results.map((result: { outcome: string }) => result.outcome),
      ['pass', 'pass'],
    );

    assert.equal((await bench.run('undo', run)).exit, 5, 'nobody to ask');
    assert.equal((await bench.run('undo', run, '--what-if')).exit, 0);
    assert.deepEqual(forwarding(), [false]);
    const undone = await bench.run('undo', run, '--yes');
    assert.equal(undone.exit, 0, undone.err);
    assert.deepEqual(await stateOfPlans(), ['undone']);
    const strip = (all: ReturnType<typeof state>) =>
      JSON.parse(JSON.stringify(all), (key, value: unknown) =>
        /^(WhenChanged|modifiedDateTime)/i.test(key) ? undefined : value,
      ) as object;
    assert.deepEqual(strip(state()), strip(first));
    assert.equal((await bench.run('apply', 'plan.json', '--yes')).exit, 7, 'what was undone is planned anew');
  });

  it('apply: refuses a plan whose settings moved since, before the first write', async () => {
    await bench.run('collect');
    const plan = await planned('stale.json');
    const [id] = Object.keys(state()['authorizationPolicy'] ?? {});
    bench.simulator.control.change(bench.tenantId, {
      collection: 'authorizationPolicy',
      id: id!,
      values: { defaultUserRolePermissions: { allowedToCreateApps: null } },
    });
    const before = writes();
    const { exit, err } = await bench.run('apply', '--plan-id', plan.id, '--yes');
    assert.equal(exit, 7, err);
    assert.match(err, /moved since the plan was made/);
    assert.equal(writes(), before);
    bench.simulator.control.tenants.reset(bench.tenantId);
    bench.register('read-settings');
    bench.register('change');
  });

  it('apply: goes on with the run that was killed, without asking again; another plan waits', async () => {
    await bench.run('collect');
    const plan = await planned('killed.json');
    const other = await planned('other-plan.json', '--only', 'EX-01');
    const run = await withTenant(bench.store, bench.tenantId, async (scope) => {
      const rows = await listPlans(scope);
      // As a kill leaves it right after the first line of the journal.
      for (const row of rows.filter(({ state }) => state === 'draft')) {
        const { id, documentBlob } = row;
        const { document } = await getPlan(scope, id);
        if ((document as { id: string }).id !== plan.id) continue;
        await approvePlan(scope, id, { documentBlob, by: 'test', at, note: 'test' });
        for (const to of ['approved', 'applying'] as const)
          await movePlan(scope, id, { to, by: 'test', at, reason: 'test' });
        const started = await startRun(scope, { kind: 'apply', planId: id, by: 'test', at });
        const [first] = plan.changes;
        const line = { change: first!.id, step: 'intended' as const, before: first!.from, intended: first!.values, at };
        await writeJournal(scope, started.id, { ...line, result: { step: 'intended' } });
        return started;
      }
      throw new Error('no draft');
    });
    assert.equal((await bench.run('apply', '--plan-id', other.id, '--yes')).exit, 7);
    const resumed = await bench.run('apply', 'killed.json');
    assert.equal(resumed.exit, 0, resumed.err);
    assert.equal(JSON.parse(resumed.out).run, run.id);
    const [last] = await withTenant(bench.store, bench.tenantId, async (scope) =>
      (await listRuns(scope)).filter(({ id }) => id === run.id),
    );
    assert.equal(last?.result, 'done');
    assert.deepEqual(forwarding(), [false]);
    assert.equal((await bench.run('undo', run.id, '--yes')).exit, 0);
    assert.deepEqual(forwarding(), [true]);
  });
});
