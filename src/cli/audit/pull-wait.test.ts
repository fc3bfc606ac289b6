import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type AuditBench, startAuditBench } from '../../../test/audit-bench.ts';
import { fileRecord, many } from '../../../test/audit-records.ts';
import { millis, momentOf } from '../../core/clock.ts';

const day = 86_400_000;

interface Pulled {
  feeds: { feed: string; kept: number; repeated: number; contents: { fetched: number; waiting: number } }[];
}

describe('wardline audit pull --wait', () => {
  let bench: AuditBench;
  before(async () => {
    bench = await startAuditBench();
    bench.simulator.control.feed(bench.tenantId, { search: [0, 0] });
  });
  after(() => bench.close());

  it('S3-50: what lay before the subscription is asked for, waited for and read, each record once', async () => {
    const now = millis(bench.simulator.control.clock.now());
    const at = (days: number) => momentOf(now - days * day).slice(0, 19);
    // One record a day for twelve days: more days than Microsoft is asked for at a time.
    const records = many(12, (index) => fileRecord('FileAccessed', { at: at(index + 1.5), file: `old-${index}.docx` }));
    bench.simulator.control.record(
      bench.tenantId,
      records.map((record) => ({ ...record, OrganizationId: bench.tenantId })),
    );
    const { feeds } = (await bench.json(
      ...['audit', 'pull', '--feed', 'unified', '--since', at(14).slice(0, 10), '--wait', '2'],
    )) as unknown as Pulled;
    const searches = feeds.find(({ feed }) => feed === 'audit-searches')!;
    assert.ok(searches.contents.fetched >= 12, `${searches.contents.fetched} searches`);
    assert.equal(searches.contents.waiting, 0);
    assert.ok(searches.kept >= 12, `${searches.kept} records`);
    const found = (await bench.json('audit', 'search', '--operation', 'FileAccessed', '--limit', '50')) as unknown as {
      rows: { at: string }[];
    };
    assert.deepEqual(
      found.rows
        .map((row) => row.at.slice(0, 19))
        .filter((moment) => records.some((one) => one['CreationTime'] === moment)).length,
      12,
    );
  });

  it('refuses a wait that is no number of minutes', async () => {
    for (const wait of ['soon', '0', '-5', '100000']) {
      const { exit, err } = await bench.run('audit', 'pull', '--wait', wait);
      assert.equal(exit, 64, wait);
      assert.match(err, /--wait takes minutes/);
    }
  });
});
