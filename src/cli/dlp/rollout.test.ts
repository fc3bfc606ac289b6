import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type LiveBench, startLiveBench } from '../../../test/live.ts';
import { listDecisions } from '../../store/decisions.ts';
import { withTenant } from '../../store/scope.ts';

const pilot = 'pilot@larkmeadow.example.com';
const site = 'https://larkmeadow-example.sharepoint.com/sites/clinical';
const mail = (to: string, body: string) =>
  `From: Ann Okafor <ann@example.com>\r\nTo: ${to}\r\nSubject: As asked\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n${body}\r\n`;
const rule = 'Protect PHI: identifiers alone';

describe('verdicts and rollout rings, through the command line', () => {
  let bench: LiveBench;
  before(async () => {
    bench = await startLiveBench();
    await bench.connect('read-settings', 'change');
    writeFileSync(
      join(bench.cwd, 'wardline.yaml'),
      `phi:
  rollout:
    rings:
      - { name: Pilot, groups: [${pilot}], mode: test, days: 14, precision: 0.7, verdicts: 4 }
      - { name: Clinical, groups: [${pilot}, clinical@larkmeadow.example.com], sites: [${site}], days: 7, precision: 0.7, verdicts: 4 }
      - { name: Everybody }
`,
    );
  });
  after(() => bench.close());

  const state = (collection: string) => Object.values(bench.simulator.control.state(bench.tenantId)[collection] ?? {});
  const shared = () => state('dlpPolicies').find(({ Name }) => Name === 'Protect PHI')!;
  const names = (value: unknown) =>
    (value as (string | { Name: string })[]).map((one) => (typeof one === 'string' ? one : one.Name));
  const apply = async (id: string) => {
    const { exit, out, err } = await bench.run('apply', '--plan-id', id, '--yes');
    assert.equal(exit, 0, err + out);
    await bench.run('collect');
    return (JSON.parse(out) as { run: string }).run;
  };
  const rollout = async (...more: string[]) => {
    const { exit, out, err } = await bench.run('dlp', 'rollout', ...more);
    return { exit, err: err.replaceAll(/\s+/g, ' '), data: out === '' ? undefined : JSON.parse(out) };
  };
  const hits = async (...more: string[]): Promise<{ id: string; rule: string; verdict?: string }[]> =>
    JSON.parse((await bench.run('dlp', 'hits', 'hits.json', ...more)).out);

  it('S3-32: without policies there is nothing to roll out, and the plan begins with the pilot', async () => {
    await bench.run('collect');
    assert.match((await rollout()).err, /wardline plan --template phi-dlp/);
    const { out } = await bench.run('plan', '--template', 'phi-dlp');
    await apply(JSON.parse(out).id);
    assert.deepEqual(
      [shared()['Mode'], names(shared()['ExchangeSenderMemberOf']), names(shared()['SharePointLocation'])],
      ['TestWithNotifications', [pilot], []],
    );
    const { data } = await rollout();
    assert.deepEqual([data.ring.name, data.next.name], ['Pilot', 'Clinical']);
    assert.deepEqual(
      data.gate.map(({ what, open }: { what: string; open: boolean }) => [what, open]),
      [
        ['days', false],
        ['verdicts', false],
        ['precision', false],
      ],
    );
  });

  it('S3-38: hits of a simulation are judged by id, and the verdicts kept for each rule', async () => {
    mkdirSync(join(bench.cwd, 'corpus'));
    for (let at = 0; at < 5; at++)
      writeFileSync(
        join(bench.cwd, 'corpus', `Rosa Delgado ${at}.eml`),
        mail('bo@example.org', `Her SSN 536-22-847${at}, as you asked.`),
      );
    const policy = { name: 'P', rules: state('dlpRules').filter(({ Name }) => Name === rule) };
    writeFileSync(join(bench.cwd, 'policy.json'), JSON.stringify(policy));
    const { out } = await bench.run('dlp', 'simulate', 'policy.json', 'corpus', '--inside', 'example.com');
    writeFileSync(join(bench.cwd, 'hits.json'), out);
    const found = await hits();
    assert.equal(found.length, 5);
    assert.deepEqual([...new Set(found.map((hit) => hit.rule))], [rule]);
    const ids = found.map(({ id }) => id);
    const wrong: [string[], number][] = [
      [[ids[0]!, 'true', '--from', 'hits.json'], 64],
      [[ids[0]!, 'maybe', '--from', 'hits.json', '--reason', 'x'], 64],
      [['000000000000', 'true', '--from', 'hits.json', '--reason', 'x'], 64],
      [[ids[0]!, 'true', '--reason', 'x'], 64],
      [[ids[0]!, 'true', '--from', 'policy.json', '--reason', 'x'], 65],
    ];
    for (const [given, exit] of wrong)
      assert.equal((await bench.run('dlp', 'verdict', ...given)).exit, exit, given.join(' '));
    await bench.run(
      'dlp',
      'verdict',
      ids.slice(0, 3).join(),
      'true',
      '--from',
      'hits.json',
      '--reason',
      'A letter to a relative.',
    );
    const last = await bench.run(
      'dlp',
      'verdict',
      ids[3]!,
      'false',
      '--from',
      'hits.json',
      '--reason',
      'A sample form.',
    );
    assert.deepEqual(JSON.parse(last.out), [{ rule, verdict: 'false', judged: 4, precision: 0.75 }]);
    assert.deepEqual(
      (await hits()).map(({ verdict }) => verdict ?? ''),
      ['true', 'true', 'true', 'false', ''],
    );
    assert.equal((await hits('--open')).length, 1);
  });

  it('S3-38: tuning shows how past verdicts would fall, before and after', async () => {
    const tuned = JSON.parse((await bench.run('dlp', 'tune', rule, '--count', '2')).out);
    assert.deepEqual([tuned.before.right, tuned.before.wrong, tuned.after.missed, tuned.after.spared], [3, 1, 3, 1]);
    assert.equal((await bench.run('dlp', 'tune', 'no such rule')).exit, 64);
    assert.equal((await bench.run('dlp', 'tune', rule, '--confidence', '0')).exit, 64);
    const text = await bench.run('dlp', 'tune', rule, '-o', 'table');
    assert.match(text.out, /Noise, gone/);
  });

  it('S3-32, S3-37: a closed gate is not passed without a reason, and nothing is kept with --what-if', async () => {
    const early = await rollout('--advance');
    assert.equal(early.exit, 7);
    assert.match(early.err, /The gate of ring Pilot is closed: days 0 of 14 \(closed\)/);
    assert.equal((await rollout('--advance', '--reason', ' . ')).exit, 64);
    const dry = await rollout('--advance', '--reason', 'Counsel agreed.', '--what-if');
    assert.equal(dry.exit, 0, dry.err);
    assert.match(dry.err, /Warning: c\d+ enforces DLP policy Protect PHI after 0 days in test mode/);
    const gates = await withTenant(bench.store, bench.tenantId, (scope) =>
      listDecisions(scope, { setting: 'dlp rollout gate' }),
    );
    assert.deepEqual(gates, []);
  });

  it('S3-32: passed with a reason, the reason stands in the decision log', async () => {
    const { exit, data, err } = await rollout('--advance', '--reason', 'The pilot is on leave; counsel agreed.');
    assert.equal(exit, 0, err);
    assert.equal(data.plan.changes.length, 2);
    const [decision] = await withTenant(bench.store, bench.tenantId, (scope) =>
      listDecisions(scope, { setting: 'dlp rollout gate' }),
    );
    assert.deepEqual(
      [decision?.reason, decision?.source, decision?.to],
      ['The pilot is on leave; counsel agreed.', 'excepted', { ring: 'Clinical' }],
    );
  });

  it('S3-32: once its days have passed and the hits are right the gate opens; each ring widens the policies', async () => {
    bench.advance('14d');
    const { data, exit } = await rollout('--advance');
    assert.equal(exit, 0);
    assert.ok(data.gate.every(({ open }: { open: boolean }) => open));
    const run = await apply(data.plan.id);
    assert.deepEqual(
      [shared()['Mode'], names(shared()['ExchangeSenderMemberOf']), names(shared()['SharePointLocation'])],
      ['Enable', [pilot, 'clinical@larkmeadow.example.com'], [site]],
    );
    assert.equal((await rollout()).data.ring.name, 'Clinical');
    bench.advance('7d');
    const last = await rollout('--advance');
    assert.equal(last.exit, 0, last.err);
    await apply(last.data.plan.id);
    assert.deepEqual(
      [
        names(shared()['ExchangeSenderMemberOf'] ?? []),
        names(shared()['SharePointLocation']),
        names(shared()['OneDriveSharedByMemberOf'] ?? []),
      ],
      [[], ['All'], []],
    );
    const done = await rollout();
    assert.match(done.err, /Everybody is the last ring/);
    assert.equal((await rollout('--advance')).exit, 7);
    const { workloads } = JSON.parse((await bench.run('dlp', 'grid')).out) as {
      workloads: { workload: string; state: string }[];
    };
    assert.deepEqual(
      workloads.slice(0, 3).map((row) => row.state),
      ['covered', 'covered', 'covered'],
    );
    assert.ok(run);
  });

  it('S3-32: undo of a ring brings the ring before back', async () => {
    const runs = JSON.parse((await bench.run('plan', 'list')).out) as { plan: string; state: string }[];
    const { plan } = runs.find((one) => one.state === 'applied')!;
    const shown = JSON.parse((await bench.run('plan', 'show', plan)).out) as { runs: { id: string }[] };
    const undone = await bench.run('undo', shown.runs[0]!.id, '--yes');
    assert.equal(undone.exit, 0, undone.err + undone.out);
    await bench.run('collect');
    assert.equal((await rollout()).data.ring.name, 'Clinical');
  });

  it('S3-38: no value and no name of a file stands in the verdicts', async () => {
    const rows = await withTenant(bench.store, bench.tenantId, (scope) =>
      scope.db.selectFrom('phiVerdicts').selectAll().where('tenantId', '=', bench.tenantId).execute(),
    );
    assert.ok(rows.length >= 4);
    assert.doesNotMatch(JSON.stringify(rows), /536-22|Delgado|\.eml/);
    assert.match(readFileSync(join(bench.cwd, 'hits.json'), 'utf8'), /Delgado/, 'it stood in what was judged');
  });
});
