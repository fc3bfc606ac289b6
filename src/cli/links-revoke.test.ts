import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { type ContentBench, startContentBench } from '../../test/content.ts';
import { checkTrace } from '../../test/simulator/conformance.ts';
import { killedAt } from '../../test/wardline-process.ts';
import { generateTenant } from '../simulator/tenants/generate.ts';
import { listShares } from '../store/content-shares.ts';
import { contentSeal } from '../store/content-sealing.ts';
import { listRuns, readJournal } from '../store/journal.ts';
import { openKeyring } from '../store/master-key.ts';
import { getPlan, listPlans } from '../store/plans.ts';
import { withTenant } from '../store/scope.ts';

/** A plan, or what a run did. */
interface Told {
  id: string;
  run: string;
  changes: { id: string; undo: unknown; step: string; reason?: string }[];
}

const guest = 'ines.romero@mail.example.com';
const note = 'Patient: Rosa Delgado, MRN 4400021, date of birth 01/31/1985, seen on 03/02/2026 for asthma.\n';
const minutes = 300_000;

describe('ending links by a plan', () => {
  let bench: ContentBench;
  let drive: string;
  let file = 0;
  before(async () => {
    bench = await startContentBench(generateTenant({ name: 'links', users: 3, sites: 1, filesPerDrive: 0 }), {
      contain: true,
    });
    const { drives } = bench.simulator.control.state(bench.tenantId);
    drive = String(Object.values(drives!).find(({ driveType }) => driveType === 'documentLibrary')!['id']);
  });
  beforeEach(() => {
    rmSync(join(bench.cwd, 'wardline.yaml'), { force: true });
    file += 1;
    control().putFile(bench.tenantId, `drive:${drive}`, path(), note, { truth: { class: 'PHI', patients: 1 } });
  });
  afterEach(() => {
    control().faults.clear();
    control().removeFile(bench.tenantId, `drive:${drive}`, path());
  });
  after(() => bench.close());
  const control = () => bench.simulator.control;
  const path = () => `Referrals/delgado ${file}.txt`;
  const share = (given: Parameters<ReturnType<typeof control>['share']>[3]) =>
    control().share(bench.tenantId, `drive:${drive}`, path(), given);
  const item = () =>
    control()
      .groundTruth(bench.tenantId)
      .find((entry) => entry.path === path())!;
  const json = ({ out, err, exit }: { out: string; err: string; exit: number }): Told => {
    assert.ok(out.startsWith('{'), `${exit} ${err}`);
    return JSON.parse(out) as Told;
  };
  const plan = async (...more: string[]) => {
    const scanned = await bench.run('scan', '--drive', drive, '-o', 'json');
    assert.equal(scanned.exit, 0, scanned.err);
    return json(await bench.run('links', 'plan', '--any-use', ...more, '-o', 'json'));
  };
  const apply = async (id: string) => json(await bench.run('apply', '--plan-id', id, '--yes', '-o', 'json'));
  const steps = ({ changes }: Told) => changes.map(({ step }) => step);

  it('S0-45: an approved plan ends the links and nothing else; lists and exposure show it at once', async () => {
    share({ kind: 'anonymous', access: 'edit' });
    const kept = share({ kind: 'organization' });
    const { id, changes } = await plan('--kind', 'anonymous');
    assert.equal(changes.length, 1);
    const result = await bench.run('apply', '--plan-id', id, '--yes');
    assert.equal(result.exit, 0, result.err);
    assert.match(result.err, /Items with PHI open to anyone with the link: 1 → 0/);
    assert.deepEqual(
      item().shares.map((one) => one.id),
      [kept],
    );
    const { out } = await bench.run('links', '-o', 'json');
    assert.deepEqual(
      (JSON.parse(out) as { links: { kind: string }[] }).links.map(({ kind }) => kind),
      ['organization'],
    );
    assert.deepEqual(steps(await apply(id)), ['already'], 'applied again it does nothing');
  });

  it('S0-45, S0-59: a guest whose right was ended has it again after undo; plan and journal name nobody', async () => {
    share({ kind: 'guest', to: [guest], access: 'edit' });
    const { id, changes } = await plan();
    assert.equal(changes[0]!.undo, 'restore');
    const { run } = await apply(id);
    assert.deepEqual(item().shares, []);
    const undone = json(await bench.run('undo', run, '--yes', '-o', 'json'));
    assert.deepEqual(steps(undone), ['undone']);
    assert.deepEqual(
      item().shares.map(({ kind, access, grantees }) => ({ kind, access, grantees })),
      [{ kind: 'guest', access: 'edit', grantees: [guest] }],
    );
    const kept = await withTenant(bench.store, bench.tenantId, async (scope) => {
      const documents = [];
      for (const entry of await listPlans(scope)) documents.push((await getPlan(scope, entry.id)).document);
      const lines = [];
      for (const one of await listRuns(scope)) lines.push(await readJournal(scope, one.id));
      return JSON.stringify([documents, lines]);
    });
    assert.ok(kept.length > 1_000 && !kept.includes(guest) && !kept.includes('delgado'));
    // The same people are found again by a scan.
    await bench.run('scan', '--drive', drive);
    const seal = contentSeal(bench.home, openKeyring(bench.home, bench.env), bench.tenantId);
    const shares = await withTenant(bench.store, bench.tenantId, (scope) => listShares(scope, seal, {}));
    assert.ok(shares.some(({ grantees, kind }) => kind === 'guest' && grantees.includes(guest)));
  });

  it('S0-45: a link comes back at a new address only when asked, and one with a password never', async () => {
    const open = share({ kind: 'anonymous' });
    share({ kind: 'anonymous', access: 'edit', password: true });
    share({ kind: 'specific', to: [guest] });
    const { id } = await plan();
    const { run } = await apply(id);
    assert.deepEqual(item().shares, []);
    const first = json(await bench.run('undo', run, '--yes', '-o', 'json'));
    assert.deepEqual(steps(first), ['failed', 'failed', 'failed']);
    assert.deepEqual(item().shares, []);
    const second = json(await bench.run('undo', run, '--yes', '--even-partly', '-o', 'json'));
    assert.deepEqual(steps(second).toSorted(), ['failed', 'undone', 'undone']);
    assert.match(second.changes.find(({ step }) => step === 'failed')!.reason!, /password/);
    const back = item().shares;
    assert.deepEqual(back.map(({ kind, access }) => `${kind} ${access}`).toSorted(), [
      'anonymous view',
      'specific view',
    ]);
    assert.ok(back.every((one) => one.id !== open));
  });

  it('S0-45: a link that changed since the scan stops the plan before anything is ended', async () => {
    share({ kind: 'organization' });
    const id = share({ kind: 'specific', to: [guest] });
    const planned = await plan();
    assert.equal(planned.changes.length, 2);
    // The owner lets the link end in a month.
    const {
      collection,
      id: of,
      after: kept,
    } = control()
      .writes(bench.tenantId)
      .findLast((write) => write.id === item().item)!;
    const permissions = (kept!['permissions'] as { id: string }[]).map((one) =>
      one.id === id ? { ...one, expirationDateTime: '2027-01-01T00:00:00Z' } : one,
    );
    control().change(bench.tenantId, { collection, id: of, values: { permissions } });
    const { exit, err } = await bench.run('apply', '--plan-id', planned.id, '--yes');
    assert.equal(exit, 7, err);
    assert.equal(item().shares.length, 2);
  });

  it('S0-45: two approvals are asked for where the organization says so, and a folder is ended at the folder', async () => {
    control().share(bench.tenantId, `drive:${drive}`, 'Referrals', { kind: 'anonymous' });
    const { id, changes } = await plan();
    assert.equal(changes.length, 1);
    writeFileSync(join(bench.cwd, 'wardline.yaml'), 'approvals: { people: 2 }\n');
    const refused = await bench.run('apply', '--plan-id', id, '--yes');
    assert.equal(refused.exit, 5, refused.err);
    assert.equal(item().shares.length, 1);
    rmSync(join(bench.cwd, 'wardline.yaml'));
    const { err } = await bench.run('apply', '--plan-id', id, '--yes');
    assert.match(err, /anyone with the link: 1 → 0/);
    assert.deepEqual(item().shares, []);
  });

  it('I-4, S0-45: killed when a link was ended, the same command goes on with the others', async () => {
    share({ kind: 'anonymous' });
    share({ kind: 'guest', to: [guest] });
    const { id } = await plan();
    const ended = { kind: 'silent', milliseconds: minutes, path: 'permissions/', method: 'DELETE' } as const;
    await killedAt(bench, ended, ['apply', '--plan-id', id, '--yes']);
    assert.equal(item().shares.length, 1);
    assert.deepEqual(steps(await apply(id)), ['done', 'done']);
    assert.deepEqual(item().shares, []);
  });

  it('I-4: killed while undo makes a right again, the next undo makes no second one', async () => {
    share({ kind: 'guest', to: [guest] });
    const { id } = await plan();
    const { run } = await apply(id);
    await killedAt(bench, { kind: 'silent', milliseconds: minutes, path: 'invite' }, ['undo', run, '--yes']);
    assert.deepEqual(steps(json(await bench.run('undo', run, '--yes', '-o', 'json'))), ['undone']);
    assert.equal(item().shares.length, 1);
  });

  it('I-4: throttling costs time; without the permission the change fails, and says which right is missing', async () => {
    share({ kind: 'anonymous' });
    const { id } = await plan();
    const app = '5c2f7f0a-6b7e-4a52-9d40-2f7f1f0e0a04';
    control().loseRole(bench.tenantId, app, 'Files.ReadWrite.All');
    const { changes } = await apply(id);
    control().restoreRoles(bench.tenantId);
    assert.equal(changes[0]!.step, 'failed');
    assert.match(changes[0]!.reason!, /permission|right|refused|may not/i);
    assert.equal(item().shares.length, 1);
    control().faults.add({ kind: 'throttled', retryAfter: 1, path: 'permissions' });
    assert.deepEqual(steps(await apply(id)), ['done']);
  });

  it('every request is one that Microsoft’s metadata knows', (t) => checkTrace(bench.simulator, (why) => t.skip(why)));
});
