import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { tenantFolder } from '../../src/server/ask.ts';
import { runJob } from '../../src/server/jobs/run-job.ts';
import { addJob, getJob, jobLines } from '../../src/store/jobs.ts';
import { withTenant } from '../../src/store/scope.ts';
import { type LiveBench, startLiveBench } from '../live.ts';
import { type TestServer, ok, testServer } from './harness.ts';

describe('posture over the API', () => {
  let live: LiveBench;
  let bench: TestServer;
  let t: string;

  before(async () => {
    live = await startLiveBench();
    await live.connect('read-settings', 'change');
    bench = testServer(live.store);
    t = live.tenantId;
  });
  after(() => live.close());

  const job = async (kind: string, parameters: object, by = 'elena.marsh@example.com') => {
    const { id } = await withTenant(live.store, t, (scope) =>
      addJob(scope, { kind, parameters: { ...parameters }, by, at: bench.server.now() }),
    );
    await runJob(
      bench.server,
      { ...process.env, WARDLINE_HOME: live.store.home },
      { tenant: t, id },
      new AbortController().signal,
    );
    return withTenant(live.store, t, async (scope) => ({
      ...(await getJob(scope, id))!,
      lines: await jobLines(scope, id, 0),
    }));
  };

  it('a check is a job with a log, and gives score, gate and findings', async () => {
    const done = await job('check', {});
    // What Microsoft lets no app read stays unknown, and the job says so.
    assert.equal(done.state, 'partly', done.lines.map(({ line }) => line).join('\n'));
    assert.ok(done.lines.length > 50);
    assert.ok(done.total! > 100);
    const officer = await bench.signedIn(['privacy-officer', t]);
    const { body } = ok(await officer.send('GET', `/t/${t}/assessments/latest`));
    assert.equal(body.gate.open, false);
    assert.equal(body.gate.conditions[0].id, 'agreement');
    assert.notEqual(body.gate.conditions[0].outcome, 'pass', 'nobody has put an agreement on file');
    assert.ok(body.results.length >= 167);
    assert.ok(body.score.today < body.score.achievable);
    const control = body.results.find((row: { outcome: string }) => row.outcome === 'fail').control;
    const result = ok(await officer.send('GET', `/t/${t}/assessments/latest/results/${control}`)).body;
    assert.equal(result.control, control);
    assert.ok(result.resources[0].expected.length > 0);
  });

  it('S3-57: a finding is accepted with a reason and an end, and its history stays', async () => {
    const officer = await bench.signedIn(['privacy-officer', t]);
    const [finding] = ok(await officer.send('GET', `/t/${t}/findings?state=open&limit=1`)).body.items;
    const path = `/t/${t}/findings/${finding.id}/decision`;
    assert.equal((await officer.send('POST', path, { state: 'accepted', reason: 'too short' })).status, 400);
    ok(
      await officer.send('POST', path, {
        state: 'accepted',
        reason: 'Replaced in January with the new phones.',
        until: '2027-01-31',
      }),
    );
    const { items } = ok(await officer.send('GET', `/t/${t}/findings/${finding.id}/history`)).body;
    assert.deepEqual(items.map(({ from, to, by }: { from: string; to: string; by: string }) => [from, to, by]).at(-1), [
      'open',
      'accepted',
      officer.email,
    ]);
    const auditor = await bench.signedIn(['auditor', t]);
    assert.equal(
      (await auditor.send('POST', path, { state: 'open', reason: 'an auditor decides nothing' })).status,
      403,
    );
  });

  it('I-2: a plan is made, approved by exactly its document, applied, re-checked and undone', async () => {
    const admin = await bench.signedIn(['it-admin', t]);
    const made = ok(await admin.send('POST', `/t/${t}/plans`, { controls: ['sharepoint.anyone-links-off'] })).body;
    assert.equal(made.changes, 1);
    const plan = ok(await admin.send('GET', `/t/${t}/plans/${made.id}`)).body;
    assert.equal(plan.state, 'draft');
    assert.notDeepEqual(plan.changeList[0].from, plan.changeList[0].to);
    const other = await admin.send('POST', `/t/${t}/plans/${made.id}/approval`, { document: 'f'.repeat(64) });
    assert.equal(other.status, 409, 'what was reviewed is what is approved');
    const approved = ok(
      await admin.send('POST', `/t/${t}/plans/${made.id}/approval`, { document: plan.document }),
    ).body;
    assert.equal(approved.state, 'approved');
    const applied = await job('apply', { plan: made.id }, admin.email);
    assert.equal(applied.state, 'done', applied.lines.map(({ line }) => line).join('\n'));
    const after = ok(await admin.send('GET', `/t/${t}/plans/${made.id}`)).body;
    assert.equal(after.state, 'applied');
    assert.equal(after.changeList[0].step, 'done');
    assert.equal(after.runs[0].startedBy, admin.email, 'the run is in the name of who started it');
    const now = ok(await admin.send('GET', `/t/${t}/assessments/latest`)).body;
    const row = now.results.find(({ control }: { control: string }) => control === 'sharepoint.anyone-links-off');
    assert.equal(row.outcome, 'pass', 'it was judged again at once');
    const undone = await job('undo', { run: after.runs[0].id }, admin.email);
    assert.equal(undone.state, 'done', undone.lines.map(({ line }) => line).join('\n'));
    assert.equal(ok(await admin.send('GET', `/t/${t}/plans/${made.id}`)).body.state, 'undone');
  });

  it('I-3: where two people have to approve, one alone cannot apply, and the second is another account', async () => {
    writeFileSync(join(tenantFolder(bench.server, t), 'wardline.yaml'), 'approvals:\n  people: 2\n');
    const admin = await bench.signedIn(['it-admin', t]);
    const officer = await bench.signedIn(['privacy-officer', t]);
    const made = ok(await admin.send('POST', `/t/${t}/plans`, { controls: ['sharepoint.anyone-links-expire'] })).body;
    const { document } = ok(await admin.send('GET', `/t/${t}/plans/${made.id}`)).body;
    const path = `/t/${t}/plans/${made.id}/approval`;
    const first = ok(await admin.send('POST', path, { document })).body;
    assert.deepEqual(first, { state: 'draft', approvals: 1, approvalsNeeded: 2 });
    assert.equal((await admin.send('POST', path, { document })).status, 409, 'the same person does not count twice');
    const alone = await job('apply', { plan: made.id }, admin.email);
    assert.equal(alone.state, 'failed');
    assert.match(alone.lines.map(({ line }) => line).join('\n'), /two approvals/);
    const second = ok(await officer.send('POST', path, { document })).body;
    assert.equal(second.state, 'approved');
    const applied = await job('apply', { plan: made.id }, admin.email);
    assert.equal(applied.state, 'done', applied.lines.map(({ line }) => line).join('\n'));
  });
});
