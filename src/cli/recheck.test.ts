import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type LiveBench, startLiveBench } from '../../test/live.ts';
import { listAssessments, loadAssessment } from '../store/assessments.ts';
import { listDecisions } from '../store/decisions.ts';
import { listFindings } from '../store/findings.ts';
import { withTenant } from '../store/scope.ts';
import { listSnapshots } from '../store/snapshots.ts';

const forwarding = 'exchange.remote-domain-forwarding-off';
const excepted = 'sharepoint.anyone-links-off';

describe('assessments of a connected tenant are kept', () => {
  let bench: LiveBench;
  before(async () => {
    bench = await startLiveBench();
    await bench.connect('read-settings', 'change');
    await bench.run('collect');
    writeFileSync(
      join(bench.cwd, 'wardline.yaml'),
      `exceptions:
  - control: ${excepted}
    reason: The newsletter needs it.
    compensating: Links expire after a week.
    approver: Ana Ruiz
    until: 2099-01-31
`,
    );
  });
  after(() => bench.close());
  const inStore = <T>(act: Parameters<typeof withTenant<T>>[2]) => withTenant(bench.store, bench.tenantId, act);
  const findings = (control: string) => inStore((scope) => listFindings(scope, { controls: [control] }));
  const states = async (control: string) => [...new Set((await findings(control)).map(({ state }) => state))];

  it('assess keeps its result once, opens findings and logs the exceptions that it honors (S0-89)', async () => {
    const first = await bench.run('assess');
    assert.ok(first.exit === 0 || first.exit === 6, first.err);
    await bench.run('assess');
    assert.equal((await inStore((scope) => listAssessments(scope))).length, 1);
    assert.deepEqual(await states(forwarding), ['open']);
    assert.deepEqual(await states(excepted), ['accepted']);
    const decisions = await inStore((scope) => listDecisions(scope));
    assert.deepEqual(
      decisions.map(({ setting, source, author, reason, to }) => [setting, source, author, reason, to]),
      [
        [
          ...[`exception ${excepted}`, 'excepted', 'Ana Ruiz', 'The newsletter needs it.'],
          { until: '2099-01-31', compensating: 'Links expire after a week.' },
        ],
      ],
    );
  });

  it('assess --as-of another day is a question and keeps nothing', async () => {
    const { exit } = await bench.run('assess', '--as-of', '2098-01-01');
    assert.ok(exit === 0 || exit === 6);
    assert.equal((await inStore((scope) => listAssessments(scope))).length, 1);
  });

  it('A1 step 5: after apply the finding is fixed at once, and after undo it is open again', async () => {
    const plan = JSON.parse((await bench.run('plan', '--only', forwarding)).out).id;
    const dry = await bench.run('apply', '--plan-id', plan, '--what-if');
    assert.equal(dry.exit, 0);
    assert.equal((await inStore((scope) => listSnapshots(scope))).length, 1, '--what-if keeps nothing');
    const applied = await bench.run('apply', '--plan-id', plan, '--yes');
    assert.equal(applied.exit, 0, applied.err);
    const { run, recheck } = JSON.parse(applied.out);
    assert.deepEqual(recheck.controls, [{ control: forwarding, before: 'fail', after: 'pass' }]);
    assert.match(applied.err, /exchange\.remote-domain-forwarding-off: Fail → Pass/);
    assert.match(applied.err.replace(/\s+/g, ' '), /All else is as it was read at 20\d\d-/);
    assert.deepEqual(await states(forwarding), ['fixed']);
    const kept = await inStore((scope) => loadAssessment(scope, recheck.assessment));
    assert.equal(kept.snapshotId, recheck.snapshot);
    assert.match(kept.assessment.notices.join('\n'), /Only what a change touched was read again/);

    const undone = JSON.parse((await bench.run('undo', run, '--yes')).out);
    assert.deepEqual(undone.recheck.controls, [{ control: forwarding, before: 'pass', after: 'fail' }]);
    assert.deepEqual(await states(forwarding), ['open']);
  });
});
