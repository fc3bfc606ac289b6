import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { type ContentBench, startContentBench } from '../../../test/content.ts';
import { killedAt, startWardline } from '../../../test/wardline-process.ts';
import type { GroundTruth } from '../../simulator/content/hand.ts';
import type { FaultRule } from '../../simulator/faults.ts';
import { generateTenant } from '../../simulator/tenants/generate.ts';
import { listContentScans } from '../../store/content-scans.ts';
import { listContentStores } from '../../store/content-stores.ts';
import { withTenant } from '../../store/scope.ts';
import type { TenantRecord } from './tenant-inventory.ts';

interface Scanned {
  items: TenantRecord[];
  stores: { id: string; state: string; detail: string }[];
}

/** Each case has a drive of its own, so that one does not read what another left. */
describe('wardline scan of a tenant that has troubles', () => {
  let bench: ContentBench;
  let drives: string[] = [];
  before(async () => {
    bench = await startContentBench(generateTenant({ name: 'drives', users: 3, sites: 30, filesPerDrive: 8 }));
    const { drives: all } = bench.simulator.control.state(bench.tenantId);
    drives = Object.values(all!)
      .filter(({ driveType }) => driveType === 'documentLibrary')
      .map(({ id }) => String(id));
  });
  afterEach(() => bench.simulator.control.faults.clear());
  after(() => bench.close());

  /** The next drive, with four more files in it. */
  const fresh = (): string => {
    const drive = drives.pop()!;
    for (let file = 1; file <= 4; file++)
      bench.simulator.control.putFile(bench.tenantId, `drive:${drive}`, `Fresh/note ${file}.txt`, note(file), {
        truth: { class: 'PHI', patients: 1 },
      });
    return drive;
  };
  const scan = async (drive: string, ...more: string[]) => {
    const { exit, out, err } = await bench.run('scan', '--drive', drive, '-o', 'json', ...more);
    return { exit, err, ...(out.startsWith('{') ? (JSON.parse(out) as Scanned) : { items: [], stores: [] }) };
  };
  const truthOf = (drive: string): GroundTruth[] =>
    bench.simulator.control.groundTruth(bench.tenantId).filter(({ store }) => store === `drive:${drive}`);
  const fetched = () =>
    bench.simulator.control.requests().filter(({ url, status }) => url.endsWith('/content') && status === 302).length;
  /** What is planted was found; all else is office prose. */
  const isWhole = (drive: string, { items }: Scanned) =>
    assert.deepEqual(
      items
        .map(({ id, class: kind, unreadable }) => `${id} ${unreadable ?? kind}`)
        .filter((item) => !item.endsWith('NONE'))
        .toSorted((a, b) => a.localeCompare(b)),
      truthOf(drive)
        .map(({ item, class: kind }) => `${item} ${kind}`)
        .toSorted((a, b) => a.localeCompare(b)),
    );

  it('I-4: throttling, failures, cut connections and pages of HTML cost time and nothing else', async () => {
    const drive = fresh();
    const download = { host: 'sharepoint', path: 'download' } as const;
    const rules: FaultRule[] = [
      { kind: 'gone', path: 'root/delta' },
      { kind: 'unavailable', retryAfter: 1, path: 'root/delta' },
      { kind: 'throttled', retryAfter: 1, path: 'content$', count: 5 },
      { kind: 'throttled', retryAfter: 1, ...download },
      { kind: 'cut-middle', ...download },
      { kind: 'html', status: 200, ...download },
      // The address of a download has expired.
      { kind: 'answer', status: 401, ...download },
      { kind: 'throttled', retryAfter: 1, path: 'permissions' },
    ];
    for (const rule of rules) bench.simulator.control.faults.add(rule);
    const scanned = await scan(drive);
    assert.equal(scanned.exit, 0, scanned.err);
    for (const { rule, left } of bench.simulator.control.faults.list()) assert.equal(left, 0, JSON.stringify(rule));
    isWhole(drive, scanned);
  });

  it('I-4: a delta link that has expired lists everything anew, fetches nothing twice and finds what is gone', async () => {
    const drive = fresh();
    await scan(drive);
    bench.simulator.control.removeFile(bench.tenantId, `drive:${drive}`, 'Fresh/note 1.txt');
    bench.simulator.control.clearRequests();
    bench.simulator.control.faults.add({ kind: 'gone', path: 'root/delta' });
    const again = await scan(drive);
    isWhole(drive, again);
    assert.equal(fetched(), 0);
  });

  it('a file that is removed between list and fetch is gone; one that changes is read as it is now', async () => {
    const drive = fresh();
    const { faults } = bench.simulator.control;
    const common = { kind: 'meanwhile', tenant: bench.tenantId, store: `drive:${drive}`, path: 'root/delta' } as const;
    faults.add({ ...common, do: 'remove', file: 'Fresh/note 1.txt' });
    const removed = await scan(drive);
    assert.equal(removed.exit, 0, removed.err);
    assert.ok(!removed.items.some(({ path }) => path.endsWith('Fresh/note 1.txt')));
    const id = bench.simulator.control.putFile(bench.tenantId, `drive:${drive}`, 'Fresh/note 2.txt', note(7));
    faults.add({ ...common, do: 'change', file: 'Fresh/note 2.txt', text: 'The supply room is counted on Friday.' });
    const changed = await scan(drive);
    assert.equal(changed.items.find((item) => item.id === id)?.class, 'NONE');
  });

  it('I-4: a file that cannot be fetched is counted with the reason, and asked for again the next time', async () => {
    const drive = fresh();
    const [refused, locked, longer] = truthOf(drive)
      .filter(({ path }) => path.startsWith('Fresh/'))
      .map(({ item }) => item);
    const { faults } = bench.simulator.control;
    const answer = (status: number, code: string) =>
      ({ kind: 'answer', status, body: { error: { code, message: 'no' } }, count: 9 }) as const;
    faults.add({ ...answer(403, 'accessDenied'), path: `${refused}/content$` });
    faults.add({ ...answer(423, 'resourceLocked'), path: `${locked}/content$` });
    faults.add({ kind: 'answer', status: 200, body: 'not the file', path: `${longer}/content$`, count: 9 });
    const scanned = await scan(drive);
    assert.equal(scanned.exit, 6, scanned.err);
    const reason = (id: string | undefined) => scanned.items.find((item) => item.id === id)?.unreadable;
    assert.deepEqual([reason(refused), reason(locked), reason(longer)], ['no-access', 'no-access', 'corrupt']);
    assert.deepEqual([scanned.stores[0]?.state, scanned.stores[0]?.detail], ['partly', '3 items could not be read.']);
    assert.match(scanned.err, /3 items were not read, or not wholly/);
    faults.clear();
    isWhole(drive, await scan(drive));
  });

  it('a drive that may not be read is no-access and said', async () => {
    const drive = fresh();
    const body = { error: { code: 'accessDenied', message: 'no' } };
    bench.simulator.control.faults.add({ kind: 'answer', status: 403, body, path: 'root/delta' });
    const { exit, stores, err } = await scan(drive);
    assert.equal(exit, 6);
    assert.deepEqual(
      stores.map(({ state, detail }) => [state, detail]),
      [['no-access', 'This app may not read it.']],
    );
    assert.match(err, /1 stores were not read, or not wholly/);
  });

  it('mailboxes that the app may not read are no-access, each of them, and the rest is read', async () => {
    const app = '5c2f7f0a-6b7e-4a52-9d40-2f7f1f0e0a03';
    bench.simulator.control.loseRole(bench.tenantId, app, 'Mail.Read');
    const { exit, out, err } = await bench.run('scan', '--tenant', '-o', 'json');
    bench.simulator.control.restoreRoles(bench.tenantId);
    assert.equal(exit, 6, err);
    const { stores } = JSON.parse(out) as Scanned;
    const mailboxes = stores.filter(({ id }) => id.startsWith('mailbox:'));
    assert.ok(mailboxes.length >= 3);
    assert.ok(mailboxes.every(({ state, detail }) => state === 'no-access' && detail === 'This app may not read it.'));
    assert.ok(stores.some(({ id, state }) => id.startsWith('drive:') && state === 'scanned'));
    const known = () => withTenant(bench.store, bench.tenantId, (scope) => listContentStores(scope));
    const before = (await known()).filter(({ state }) => state !== 'gone').length;
    // Sites that are closed for a while are not taken for removed.
    bench.simulator.control.loseRole(bench.tenantId, app, 'Sites.Read.All');
    bench.simulator.control.loseRole(bench.tenantId, app, 'Files.Read.All');
    const closed = await bench.run('scan', '--tenant', '-o', 'csv');
    bench.simulator.control.restoreRoles(bench.tenantId);
    assert.notEqual(closed.exit, 0);
    assert.ok((await known()).filter(({ state }) => state !== 'gone').length >= before);
  });

  it('files larger than the limit are counted and not fetched', async () => {
    const drive = fresh();
    bench.simulator.control.putFile(bench.tenantId, `drive:${drive}`, 'Fresh/large.txt', Buffer.alloc(1_100_000, 'a'));
    const { items, exit } = await scan(drive, '--max-size', '1');
    assert.equal(exit, 6);
    assert.equal(items.find(({ path }) => path.endsWith('large.txt'))?.unreadable, 'too-large');
  });

  it('I-4: of two scans at once the second says so', async () => {
    const drive = fresh();
    bench.simulator.control.faults.add({ kind: 'silent', milliseconds: 3_000, path: 'root/delta' });
    const first = startWardline(bench, 'scan', '--drive', drive, '-o', 'json');
    while (!bench.simulator.control.faults.list().some(({ struck }) => struck > 0))
      await new Promise((resolve) => setTimeout(resolve, 20));
    const second = await scan(drive);
    assert.equal(second.exit, 7);
    assert.match(second.err, /Another scan runs for this tenant/);
    const { exit, out, err } = await first.ended;
    assert.equal(exit, 0, err);
    isWhole(drive, JSON.parse(out) as Scanned);
  });

  for (const [what, rule] of [
    ['in the list', { kind: 'silent', milliseconds: 60_000, path: 'root/delta' }],
    ['at the third file', { kind: 'silent', milliseconds: 60_000, path: 'content$', skip: 2 }],
    ['in a download', { kind: 'silent', milliseconds: 60_000, host: 'sharepoint', path: 'download', skip: 1 }],
  ] as const satisfies readonly (readonly [string, FaultRule])[])
    it(`I-4: killed ${what}, the next scan goes on and loses nothing`, async () => {
      const drive = fresh();
      bench.simulator.control.clearRequests();
      await killedAt(bench, rule, ['scan', '--drive', drive, '-o', 'json', '--workers', '1']);
      const scanned = await scan(drive);
      assert.ok([0, 6].includes(scanned.exit), scanned.err);
      isWhole(drive, scanned);
      // One worker holds four files under way at most.
      assert.ok(fetched() <= scanned.items.length + 4, `${fetched()} of ${scanned.items.length}`);
      const scans = await withTenant(bench.store, bench.tenantId, (scope) => listContentScans(scope));
      assert.ok(scans.every(({ state }) => state !== 'running'));
    });

  it('I-4: SIGTERM pauses: what is under way is finished, and the same command goes on', async () => {
    const drive = fresh();
    bench.simulator.control.faults.add({ kind: 'silent', milliseconds: 1_500, path: 'content$', count: 2 });
    const { child, ended } = startWardline(bench, 'scan', '--drive', drive, '--workers', '1', '-o', 'json');
    while (!bench.simulator.control.faults.list().some(({ struck }) => struck > 0))
      await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGTERM');
    const { exit, err } = await ended;
    assert.equal(exit, 130, err);
    assert.match(
      err,
      /The scan is paused: \d+ of \d+ items of this run were read\.\nTo go on, run the same command again/,
    );
    isWhole(drive, await scan(drive));
  });
});

function note(number: number): string {
  return `Patient: Rosa Delgado, MRN ${4_400_000 + number}, date of birth 01/31/1985, seen on 03/02/2026 for asthma.\n`;
}
