import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type LiveBench, startLiveBench } from '../../../../test/live.ts';
import { listAssessments } from '../../../store/assessments.ts';
import { listDecisions } from '../../../store/decisions.ts';
import { listFindings } from '../../../store/findings.ts';
import { listRuns, startRun, writeJournal } from '../../../store/journal.ts';
import { listPlans, movePlan } from '../../../store/plans.ts';
import { withTenant } from '../../../store/scope.ts';

const control = 'exchange.phi-mail-encrypted';
const day = 86_400_000;

interface Waiting {
  id: string;
  stage: string;
  from: string;
  mayMove: boolean;
}

describe('wardline plan advance', () => {
  let bench: LiveBench;
  let applied: { run: string; recheck: { controls: unknown; sections: string[]; restTakenAt: string } };
  let plan: string;
  before(async () => {
    bench = await startLiveBench();
    await bench.connect('read-settings', 'change');
    await bench.run('collect');
    await bench.run('assess');
    plan = JSON.parse((await bench.run('plan', '--only', control)).out).id;
    const { exit, out, err } = await bench.run(
      'apply',
      '--plan-id',
      plan,
      '--yes',
      '--reason',
      'Counsel asked for it.',
    );
    assert.equal(exit, 0, err);
    assert.match(err, /wardline plan advance/);
    applied = JSON.parse(out);
  });
  after(() => bench.close());

  const modes = () =>
    Object.values(bench.simulator.control.state(bench.tenantId)['transportRules'] ?? {})
      .filter(({ Name }) => String(Name).startsWith('Wardline'))
      .map(({ Mode }) => Mode);
  const writes = () => bench.simulator.control.writes(bench.tenantId).length;
  const inStore = <T>(act: Parameters<typeof withTenant<T>>[2]) => withTenant(bench.store, bench.tenantId, act);
  const stateOfPlan = () => inStore(async (scope) => (await listPlans(scope))[0]!.state);

  it('A1 step 5: apply reads again what it touched and records the assessment at once', async () => {
    assert.deepEqual(modes(), ['Audit', 'Audit']);
    assert.ok(applied.recheck.sections.includes('transportRules'));
    assert.ok(!applied.recheck.sections.includes('users'));
    assert.match(applied.recheck.restTakenAt, /^20\d\d-/);
    // Rules that only report encrypt nothing yet: no green before its time.
    assert.deepEqual(applied.recheck.controls, [{ control, before: 'fail', after: 'fail' }]);
    const kept = await inStore((scope) => listAssessments(scope));
    assert.equal(kept.length, 2);
  });

  it('S0-89: the decision log holds the reason that the approver gave', async () => {
    const decisions = await inStore((scope) => listDecisions(scope));
    assert.deepEqual(
      decisions.map(({ setting, reason, source }) => ({ setting, reason, source })),
      ['on request', 'health data'].map((name) => ({
        setting: `transportRules[Wardline: encrypt ${name} to outsiders]`,
        reason: 'Counsel asked for it.',
        source: 'applied',
      })),
    );
    const { exit } = await bench.run('apply', '--plan-id', plan, '--yes', '--reason', ' . ');
    assert.equal(exit, 64, 'a blank reason is refused');
  });

  it('plan list and plan show tell the stage and from when the next is allowed', async () => {
    const [row] = JSON.parse((await bench.run('plan', 'list')).out);
    assert.deepEqual([row.plan, row.state, row.changes], [plan, 'staged', 2]);
    const shown = JSON.parse((await bench.run('plan', 'show', plan)).out);
    const [change] = shown.changes;
    assert.deepEqual([change.result, change.reached, change.next], ['done', 'test', 'enforced']);
    assert.equal(change.nextFrom, row.nextStage);
    assert.equal(shown.runs[0].id, applied.run);
    const waited = Date.parse(change.nextFrom) - Date.now();
    assert.ok(waited > 6.9 * day && waited <= 7 * day, 'seven days');
    const text = await bench.run('plan', 'show', plan, '-o', 'table');
    assert.match(text.out, /Stages: test \(7 days\) → enforced/);
    assert.equal((await bench.run('plan', 'show', 'nothing')).exit, 64);
  });

  it('moves nothing before the days have passed, and nothing with --what-if', async () => {
    const before = writes();
    const early = await bench.run('plan', 'advance', '--yes');
    assert.equal(early.exit, 0, early.err);
    assert.match(early.err, /may become enforced from 20\d\d-/);
    const { changes, waiting } = JSON.parse(early.out) as { changes: unknown[]; waiting: Waiting[] };
    assert.deepEqual(changes, []);
    assert.deepEqual(
      waiting.map(({ stage, mayMove }) => [stage, mayMove]),
      [
        ['enforced', false],
        ['enforced', false],
      ],
    );
    bench.advance('6d');
    assert.deepEqual(JSON.parse((await bench.run('plan', 'advance', '--yes')).out).changes, []);
    bench.advance('1d');
    const dry = await bench.run('plan', 'advance', plan, '--what-if');
    assert.equal(JSON.parse(dry.out).changes.length, 2);
    assert.equal((await bench.run('plan', 'advance')).exit, 5, 'nobody to ask');
    assert.equal((await bench.answering('y', 'plan', 'advance')).exit, 5, 'not the name of the tenant');
    assert.equal((await bench.run('plan', 'advance', 'nothing')).exit, 64);
    assert.equal(writes(), before);
    assert.equal(await stateOfPlan(), 'staged');
  });

  it("S0-21, I-3: enforces once the simulator's days have passed, going on with a run that was killed", async () => {
    // As a kill leaves it after the first write and before its line.
    const killed = await inStore(async (scope) => {
      const [entry] = await listPlans(scope);
      const at = '2026-12-01T08:00:00.000Z';
      await movePlan(scope, entry!.id, { to: 'applying', by: 'test', at, reason: 'test' });
      const run = await startRun(scope, { kind: 'advance', planId: entry!.id, by: 'test', at });
      const values = { mode: 'Enforce' };
      await writeJournal(scope, run.id, {
        ...{ change: 'c01', step: 'intended', at, before: { mode: 'Audit' }, intended: values },
        result: { step: 'intended', stage: 'enforced' },
      });
      return run.id;
    });
    const other = await bench.run('apply', '--plan-id', plan, '--yes');
    assert.equal(other.exit, 7, 'the advance comes first');
    assert.match(other.err, /wardline plan advance/);
    const { exit, out, err } = await bench.run('plan', 'advance');
    assert.equal(exit, 0, err);
    const result = JSON.parse(out);
    assert.equal(result.run, killed);
    assert.deepEqual(modes(), ['Enforce', 'Enforce']);
    assert.deepEqual(result.waiting, []);
    assert.equal(await stateOfPlan(), 'applied');
    assert.equal(result.recheck.controls[0].control, control);
    assert.match(err, /exchange\.phi-mail-encrypted: /);
    // The tenant's time, not this machine's.
    assert.ok(Date.parse(result.recheck.takenAt) - Date.now() > 6.9 * day);
  });

  it('an assessment after it sees the newest snapshot, and its findings have moved', async () => {
    const assessed = JSON.parse((await bench.run('assess', '--only', control)).out);
    assert.notEqual(assessed.results[0].outcome, 'fail');
    const findings = await inStore((scope) => listFindings(scope, { controls: [control] }));
    assert.ok(findings.every(({ state, outcome }) => state === 'fixed' || outcome === 'partial'));
    assert.ok(findings.length > 0);
  });

  it('undo of the apply takes the later stages back too, and logs it', async () => {
    const { exit, err } = await bench.run('undo', applied.run, '--yes', '--reason', 'The mail system was replaced.');
    assert.equal(exit, 0, err);
    assert.deepEqual(modes(), []);
    assert.equal(await stateOfPlan(), 'undone');
    const [last] = await inStore((scope) => listDecisions(scope));
    assert.deepEqual([last?.source, last?.reason, last?.to], ['undone', 'The mail system was replaced.', null]);
    const runs = await inStore((scope) => listRuns(scope));
    assert.ok(runs.every(({ result }) => result === 'done'));
    assert.equal((await bench.run('plan', 'advance')).exit, 64, 'nothing waits any more');
    assert.equal((await bench.run('plan', 'advance', plan)).exit, 7);
  });

  it('wardline simulator --advance moves the clock of the running simulator, and refuses what is no duration', async () => {
    const before = Date.parse(bench.simulator.control.clock.now());
    const moved = await bench.run('simulator', '--advance', '36h', '-o', 'json');
    assert.equal(moved.exit, 0, moved.err);
    assert.ok(Date.parse(JSON.parse(moved.out).now) - before >= 1.5 * day);
    assert.equal((await bench.run('simulator', '--advance', 'soon')).exit, 64);
    assert.equal((await bench.run('simulator', '--advance', '1d', '--file', 'none.json')).exit, 65);
    assert.ok(join(bench.cwd, 'simulator.json'));
  });
});
