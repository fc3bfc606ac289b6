import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type ContentBench, startContentBench } from '../../../test/content.ts';
import { texasClinic } from '../../simulator/tenants/texas-clinic.ts';

interface Row {
  id: string;
  item: string;
  store: string;
  kind: string;
  path: string;
  owner: string;
  severity: string;
  behind: { items: number; phi: number; patients: number; unread: number };
  lastUse: { state: string; at?: string };
}

describe('wardline links', () => {
  let bench: ContentBench;
  before(async () => {
    bench = await startContentBench(texasClinic());
    const { exit, err } = await bench.run('scan', '--tenant');
    assert.equal(exit, 6, err);
  });
  after(() => bench.close());
  const truth = () => bench.simulator.control.groundTruth(bench.tenantId);
  const links = async (...argv: string[]) => {
    const { out, err } = await bench.run('links', ...argv, '-o', 'json');
    assert.ok(out.startsWith('{'), err);
    return (JSON.parse(out) as { links: Row[] }).links;
  };

  it('S0-40: there is a row for each Anyone link, and those to PHI are critical', async () => {
    const rows = await links('--kind', 'anonymous');
    const planted = truth().flatMap(({ store, item, class: kind, shares }) =>
      shares
        .filter((share) => share.kind === 'anonymous' && !share.inherited)
        .map(({ id }) => ({ id, store, item, kind })),
    );
    for (const { id, item, kind } of planted) {
      const row = rows.find((one) => one.id === id && one.item === item)!;
      assert.ok(row, id);
      const isPhi = kind === 'PHI' || kind === 'PHI_SENSITIVE';
      assert.equal(row.behind.phi, isPhi ? 1 : 0);
      if (isPhi) assert.equal(row.severity, 'critical');
    }
    assert.equal(rows.length, 25);
  });

  it('S0-45: without a kept log nothing is called unused that Microsoft does not date', async () => {
    for (const { lastUse } of await links('--kind', 'anonymous')) assert.equal(lastUse.state, 'unknown');
    const { out, err } = await bench.run('links', 'stale', '-o', 'json');
    assert.equal((JSON.parse(out) as { stale: Row[] }).stale.length, 0);
    assert.match(err, /which is not\s"unused"/);
  });

  it('S0-45: with the kept log the last use of each link is what was planted, and the unused are stale', async () => {
    const file = join(bench.cwd, 'audit.jsonl');
    const records = bench.simulator.control.logs(bench.tenantId).unifiedAudit;
    writeFileSync(file, records.map((record) => JSON.stringify(record)).join('\n'));
    const imported = await bench.run('audit', 'import', file);
    assert.equal(imported.exit, 0, imported.err);
    const uses = records.filter(({ Operation }) => Operation === 'AnonymousLinkUsed');
    const rows = await links('--kind', 'anonymous');
    assert.ok(uses.length > 0);
    assert.equal(
      rows.filter(({ lastUse }) => lastUse.state === 'used').length,
      new Set(uses.map(({ ObjectId }) => ObjectId)).size,
    );
    for (const use of uses) {
      const name = String(use['SourceFileName']);
      assert.ok(
        rows.some(({ path, lastUse }) => path.replace(/\/$/, '').endsWith(name) && lastUse.state === 'used'),
        name,
      );
    }
    const { out } = await bench.run('links', 'stale', '-o', 'json');
    const { stale } = JSON.parse(out) as { stale: Row[] };
    assert.ok(stale.length > 0);
    const { out: planned } = await bench.run('links', 'plan', '-o', 'json');
    const { changes } = JSON.parse(planned) as { changes: { match: { share: string } }[] };
    assert.deepEqual(changes.map(({ match }) => match.share).toSorted(), stale.map(({ id }) => id).toSorted());
  });

  it("S0-45: each owner's page names the owner's files and nobody else's", async () => {
    const { exit, out, err } = await bench.run('links', 'digest', '--folder', 'digests', '-o', 'json');
    assert.equal(exit, 0, err);
    const { digests } = JSON.parse(out) as { digests: { owner: string; file: string }[] };
    assert.ok(digests.length > 1);
    const { out: listed } = await bench.run('links', 'stale', '-o', 'json');
    const { stale, unknown } = JSON.parse(listed) as { stale: Row[]; unknown: Row[] };
    const files = readdirSync(join(bench.cwd, 'digests'));
    assert.equal(files.length, 2 * digests.length);
    for (const { owner, file } of digests) {
      const text = readFileSync(join(bench.cwd, 'digests', file.replace('.html', '.txt')), 'utf8');
      for (const row of [...stale, ...unknown]) {
        const own = (row.owner ?? 'nobody known').toLowerCase() === owner;
        if (own) assert.ok(text.includes(row.path), row.id);
      }
      assert.match(readFileSync(join(bench.cwd, 'digests', file), 'utf8'), /^<!doctype html>/);
      // No value that was found in the files, but where a file is named after it.
      const values = truth().flatMap((entry) => (entry.shares.length > 0 ? entry.values : []));
      for (const value of values.filter((one) => /\d{4}/.test(one))) {
        const named = truth().some(({ path }) => path.includes(value));
        if (!named) assert.ok(!text.includes(value));
      }
    }
  });
});
