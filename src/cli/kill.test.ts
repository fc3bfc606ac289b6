import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type LiveBench, startLiveBench } from '../../test/live.ts';
import { killedAt } from '../../test/wardline-process.ts';
import { listRuns, readJournal } from '../store/journal.ts';
import { withTenant } from '../store/scope.ts';
import { collectedSections, listSnapshots, loadSnapshot } from '../store/snapshots.ts';

const only = 'EX-01,exchange.phi-mail-encrypted';
/** Longer than any test: what is held is held until the kill. */
const minutes = 300_000;

/** A request of Exchange that is not carried out: the service turns it away, and the client waits. */
const notTaken = (cmdlet: string) => ({ kind: 'throttled' as const, retryAfter: 300, sends: `"${cmdlet}"` });
/** A request that is carried out and whose answer never comes. */
const taken = (cmdlet: string, more: { skip?: number } = {}) => ({
  ...{ kind: 'silent' as const, milliseconds: minutes, sends: `"${cmdlet}"` },
  ...more,
});

describe('kill -9 of a process', () => {
  let bench: LiveBench;
  let plan: string;
  let run: string;
  let first: unknown;
  before(async () => {
    bench = await startLiveBench();
    await bench.connect('read-settings', 'change');
  });
  after(() => bench.close());

  const inStore = <T>(act: Parameters<typeof withTenant<T>>[2]) => withTenant(bench.store, bench.tenantId, act);
  /** All that the tenant holds, without what the service itself writes. */
  const state = (): unknown =>
    JSON.parse(JSON.stringify(bench.simulator.control.state(bench.tenantId)), (key, value: unknown) =>
      /^(WhenChanged|modifiedDateTime|Guid|Identity|Priority|Id|RuleVersion)$/i.test(key) ? undefined : value,
    );
  const creations = (collection: string) =>
    bench.simulator.control
      .writes(bench.tenantId)
      .filter((write) => write.collection === collection && write.operation === 'create')
      .map(({ after: made }) => made?.['Name']);
  const writesTo = (collection: string) =>
    bench.simulator.control.writes(bench.tenantId).filter((write) => write.collection === collection).length;
  const rules = () =>
    Object.values(bench.simulator.control.state(bench.tenantId)['transportRules'] ?? {})
      .filter(({ Name }) => String(Name).startsWith('Wardline'))
      .map(({ Name, Mode }) => `${String(Name)}: ${String(Mode)}`);
  const forwarding = () =>
    Object.values(bench.simulator.control.state(bench.tenantId)['remoteDomains'] ?? {}).map(
      (domain) => domain['AutoForwardEnabled'],
    );
  /** Change and step of each line of the newest run that has some. */
  const journal = () =>
    inStore(async (scope) => {
      const newest = (await listRuns(scope))[0];
      const lines = newest ? await readJournal(scope, newest.id) : [];
      return lines.map(({ change, result }) => `${change} ${(result as { step: string }).step}`);
    });
  const apply = () => ['apply', '--plan-id', plan, '--yes'];

  it('I-4: collect goes on where it was killed, and loses nothing', async () => {
    const whole = await bench.run('collect');
    assert.ok(whole.exit === 0 || whole.exit === 6, whole.err);
    await killedAt(bench, taken('Get-CASMailbox'), ['collect'], async () => {
      // The readers beside it finish meanwhile.
      await new Promise((resolve) => void setTimeout(resolve, 1500));
    });
    const open = await inStore(async (scope) => (await listSnapshots(scope))[0]!);
    assert.equal(open.state, 'collecting');
    const kept = await inStore((scope) => collectedSections(scope, open.id));
    assert.ok(kept.size > 20, `${kept.size} sections were kept`);
    assert.ok(!kept.has('casMailboxes'), 'what was under way is no half list');

    bench.simulator.control.clearRequests();
    const resumed = await bench.run('collect');
    assert.equal(resumed.exit, whole.exit, resumed.err);
    assert.match(resumed.err, /Going on: \d+ sections were read before/);
    const asked = bench.simulator.control.requests().map(({ url, body }) => `${url} ${JSON.stringify(body ?? '')}`);
    assert.ok(!asked.some((line) => /Get-RemoteDomain"/.test(line)), 'what was kept is not read again');
    const [now, before] = await inStore(async (scope) => {
      const [latest, killed] = await listSnapshots(scope);
      return [await loadSnapshot(scope, latest!.id), await loadSnapshot(scope, killed!.id)];
    });
    const data = ({ sections }: typeof now) =>
      Object.entries(sections).map(([name, section]) => [
        name,
        section.status === 'read' ? section.data : section.reason,
      ]);
    assert.deepEqual(data(now), data(before));
  });

  it('I-2: apply, before the first line of the journal: nothing was written', async () => {
    const { out, err } = await bench.run('plan', '--only', only);
    plan = JSON.parse(out).id;
    assert.equal(JSON.parse(out).changes.length, 3, err);
    first = state();
    // What the directory is told shows three reads later, from here on.
    bench.simulator.control.consistency(bench.tenantId, { reads: 3, collections: 'transportRules' });
    await killedAt(bench, taken('Get-RemoteDomain'), apply());
    assert.deepEqual(await journal(), []);
    assert.deepEqual(state(), first);
  });

  it('two applies at once: the second is told that another runs', async () => {
    const id = JSON.parse((await bench.run('plan', '--only', 'EX-01')).out).id as string;
    await killedAt(bench, taken('Get-RemoteDomain'), apply(), async () => {
      for (const other of [plan, id]) {
        const { exit, err } = await bench.run('apply', '--plan-id', other, '--yes');
        assert.equal(exit, 7, err);
        assert.match(err, /Another apply runs for this tenant.*\n.*Wait until it has ended/s);
      }
    });
    const { exit, err } = await bench.run('apply', '--plan-id', id, '--yes');
    assert.equal(exit, 7, 'the run that was killed comes first');
    assert.match(err, new RegExp(`wardline apply --plan-id`));
    assert.deepEqual(state(), first);
  });

  const twice = ['c01 intended', 'c01 intended'];
  /** One run is killed at each point in turn; each time it goes on from there. */
  const points: readonly {
    name: string;
    fault: () => Parameters<typeof killedAt>[1];
    /** The journal after the kill. */
    lines: readonly string[];
    made: number;
    forwards: boolean;
  }[] = [
    {
      name: 'a new object, intended and not made',
      fault: () => notTaken('New-TransportRule'),
      lines: ['c01 intended'],
      made: 0,
      forwards: true,
    },
    {
      name: 'a new object, made and not recorded, and the directory does not show it yet',
      fault: () => taken('New-TransportRule'),
      lines: twice,
      made: 1,
      forwards: true,
    },
  ];
  const later: typeof points = [
    {
      name: 'a setting, intended and not written',
      fault: () => notTaken('Set-RemoteDomain'),
      lines: [...twice, 'c01 done', 'c02 intended', 'c02 written', 'c02 done', 'c03 intended'],
      made: 2,
      forwards: true,
    },
    {
      name: 'a setting, written and not recorded',
      fault: () => taken('Set-RemoteDomain'),
      lines: [...twice, 'c01 done', 'c02 intended', 'c02 written', 'c02 done', 'c03 intended', 'c03 intended'],
      made: 2,
      forwards: false,
    },
  ];
  const killAt = async ({ fault, lines, made, forwards }: (typeof points)[number]) => {
    await killedAt(bench, fault(), apply());
    assert.deepEqual(await journal(), lines);
    assert.equal(rules().length, made);
    assert.deepEqual(forwarding(), [forwards]);
  };
  for (const point of points)
    it(`I-2: apply, ${point.name}`, async () => {
      await killAt(point);
      // Once the consistency delay has passed, what is not there was not made: the next run need not wait for it.
      if (point.made === 0) bench.advance('2m');
    });

  it('I-2: apply, a new object recorded as written and not read back', async () => {
    const { faults } = bench.simulator.control;
    // Its answer takes a moment, in which the reading after it is made to wait.
    await killedAt(bench, { kind: 'slow', bytes: 400, every: 50, sends: '"New-TransportRule"' }, apply(), async () => {
      const id = faults.add(taken('Get-TransportRule'));
      while (!faults.list().some((active) => active.id === id && active.struck > 0))
        await new Promise((resolve) => void setTimeout(resolve, 10));
    });
    assert.deepEqual(await journal(), [...twice, 'c01 done', 'c02 intended', 'c02 written']);
    assert.equal(rules().length, 2);
  });

  for (const point of later) it(`I-2: apply, ${point.name}`, () => killAt(point));

  it('I-2: apply, after all: nothing was lost and nothing made twice', async () => {
    const resumed = await bench.run(...apply());
    assert.equal(resumed.exit, 0, resumed.err);
    run = JSON.parse(resumed.out).run as string;
    assert.deepEqual(forwarding(), [false]);
    assert.deepEqual(
      creations('transportRules')
        .map(String)
        .sort((a, b) => a.localeCompare(b)),
      ['Wardline: encrypt health data to outsiders', 'Wardline: encrypt on request to outsiders'],
    );
    assert.equal(writesTo('remoteDomains'), 1);
  });

  it('I-2: advance, in the middle of a stage', async () => {
    bench.advance('60d');
    const advance = ['plan', 'advance', plan, '--yes'];
    await killedAt(bench, notTaken('Set-TransportRule'), advance);
    assert.ok(rules().every((rule) => rule.endsWith(': Audit')));
    await killedAt(bench, taken('Set-TransportRule'), advance);
    assert.equal(rules().filter((rule) => rule.endsWith(': Enforce')).length, 1);
    const { exit, err } = await bench.run(...advance);
    assert.equal(exit, 0, err);
    assert.ok(rules().every((rule) => rule.endsWith(': Enforce')));
    assert.equal(creations('transportRules').length, 2);
  });

  it('I-2: undo, at each write: the first state comes back', async () => {
    const undo = ['undo', run, '--yes'];
    await killedAt(bench, taken('Set-RemoteDomain'), undo);
    assert.deepEqual(forwarding(), [true]);
    await killedAt(bench, notTaken('Remove-TransportRule'), undo);
    assert.equal(rules().length, 2);
    bench.advance('2m');
    await killedAt(bench, taken('Remove-TransportRule'), undo);
    assert.equal(rules().length, 1);
    const { exit, out, err } = await bench.run(...undo);
    assert.equal(exit, 0, err + out);
    assert.deepEqual(state(), first);
  });
});
