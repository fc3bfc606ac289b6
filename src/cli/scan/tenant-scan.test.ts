import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { type ContentBench, startContentBench } from '../../../test/content.ts';
import { texasClinic } from '../../simulator/tenants/texas-clinic.ts';
import { withTenant } from '../../store/scope.ts';
import type { TenantRecord } from './tenant-inventory.ts';

interface Scanned {
  items: TenantRecord[];
  stores: { id: string; state: string; detail: string; exposure?: string }[];
  summary: { patients: number; classes: Record<string, number> };
}

/** A file or message as the ground truth names it; of a message in a chat the id of the chat stands before. */
const keyOf = ({ store, id }: Pick<TenantRecord, 'store' | 'id'>) => `${store} ${id.split('/').at(-1)}`;

describe('wardline scan --tenant', () => {
  let bench: ContentBench;
  before(async () => {
    bench = await startContentBench(texasClinic());
  });
  after(() => bench.close());

  const scan = async (...more: string[]) => {
    const { exit, out, err } = await bench.run('scan', '--tenant', '--teams', '-o', 'json', ...more);
    return { exit, err, out, ...(out.startsWith('{') ? (JSON.parse(out) as Scanned) : ({} as Scanned)) };
  };
  /** Requests for contents of files and messages since the last look. */
  const fetched = () => {
    const urls = bench.simulator.control.requests().map(({ url }) => url);
    bench.simulator.control.clearRequests();
    return urls.filter((url) => /\/content$|\/\$value/.test(url)).length;
  };
  const truth = () => bench.simulator.control.groundTruth(bench.tenantId);
  let first: Awaited<ReturnType<typeof scan>>;

  it('S0-51, S0-16, S0-56, S0-130: classes, patients and what is unreadable are the ground truth', async () => {
    first = await scan();
    // Some files cannot be read, and that is said.
    assert.equal(first.exit, 6, first.err);
    const closed = truth().filter(({ unreadable }) => unreadable).length;
    assert.match(first.err, new RegExp(`${closed} items were not read, or not wholly`));
    const found = first.items.map((item) => [
      keyOf(item),
      item.unreadable ? 'UNREADABLE' : item.class,
      item.patients,
      item.unreadable ?? '',
    ]);
    const planted = truth().map(({ store, item, class: kind, patients, unreadable }) => [
      `${store} ${item}`,
      unreadable ? 'UNREADABLE' : kind,
      unreadable ? 0 : patients,
      unreadable ?? '',
    ]);
    const order = (a: unknown[], b: unknown[]) => String(a[0]).localeCompare(String(b[0]));
    assert.deepEqual(found.toSorted(order), planted.toSorted(order));
    assert.ok(first.stores.every(({ state }) => state === 'scanned'));
  });

  it('S0-40: every link and grant is the ground truth, and each item is as open as its widest share', async () => {
    const open = new Map(first.items.map((item) => [keyOf(item), item.exposure]));
    const rank = ['private', 'shared', 'organization', 'guest', 'anonymous'];
    for (const { store, item, shares } of truth()) {
      const widest = shares.map(({ kind, grantees }) => {
        if (kind === 'anonymous' || kind === 'organization') return kind;
        return grantees.some((address) => !address.endsWith('@larkmeadow.example.com')) ? 'guest' : 'shared';
      });
      const wanted = widest.toSorted((a, b) => rank.indexOf(b) - rank.indexOf(a))[0];
      if (wanted) assert.equal(open.get(`${store} ${item}`), wanted, `${store} ${item}`);
    }
    assert.ok([...open.values()].includes('anonymous'));
    const rows = await withTenant(bench.store, bench.tenantId, ({ db }) =>
      db.selectFrom('contentShares').select(['storeId', 'itemId', 'id', 'kind', 'access']).execute(),
    );
    const kept = new Set(
      rows.map(({ storeId, itemId, id, kind, access }) => [storeId, itemId, id, kind, access].join()),
    );
    for (const { store, item, shares } of truth())
      for (const { id, kind, access, inherited } of shares)
        if (!inherited) assert.ok(kept.has([store, item, id, kind, access].join()), `${kind} ${access} of ${item}`);
  });

  it('S0-59: no planted value is in the database, its files, the data folder, messages or the trace', async () => {
    const values = [...new Set(truth().flatMap((entry) => entry.values))].filter((value) => value.length > 3);
    assert.ok(values.length > 50, String(values.length));
    const traced = await scan('--trace-http', 'trace.jsonl', '--max-size', '95');
    const rows = await withTenant(bench.store, bench.tenantId, async ({ db }) => {
      const tables = await sql<{ name: string }>`select relname as name from pg_class
        where relnamespace = 'wardline'::regnamespace and relkind = 'r'
          and has_table_privilege('wardline_tenant', oid, 'select')`.execute(db);
      const all: string[] = [];
      for (const { name } of tables.rows) {
        const found = await sql<{ row: string }>`select t::text as row from ${sql.raw(`wardline.${name}`)} t`.execute(
          db,
        );
        all.push(...found.rows.map(({ row }) => `${name} ${row}`));
      }
      return all;
    });
    assert.ok(
      rows.some((row) => row.startsWith('content_items')) && rows.some((row) => row.startsWith('content_shares')),
    );
    const texts: [string, string][] = [
      ['database', rows.join('\n')],
      ['messages', first.err + traced.err],
      // Items are listed by their paths, which are their names; all else of the list holds no value.
      ['result', JSON.stringify(first.items.map((item) => ({ ...item, path: '' }))) + JSON.stringify(first.stores)],
      ...[...filesIn(bench.home), join(bench.cwd, 'trace.jsonl')].map((file): [string, string] => [
        file,
        readFileSync(file).toString('latin1'),
      ]),
    ];
    for (const [where, text] of texts)
      for (const value of values)
        for (const written of [value, Buffer.from(value).toString('latin1')])
          assert.ok(!text.includes(written), `a value of ${value.length} letters in ${where}`);
    // The search finds what is there.
    assert.ok(texts.some(([, text]) => text.includes('content_items')));
    fetched();
  });

  it('S0-51: the second scan fetches nothing, and gives the same', async () => {
    await scan();
    fetched();
    const second = await scan();
    assert.equal(fetched(), 0);
    assert.deepEqual(
      second.items,
      first.items.map((item) => ({ ...item })),
    );
  });

  it('S0-51: what is shared anew or moved is not fetched again; what changed is, and what was removed is gone', async () => {
    const { control } = bench.simulator;
    const entry = truth().find(
      ({ path, class: kind, store }) => kind === 'PHI' && store.startsWith('drive:') && path.endsWith('.docx'),
    )!;
    control.share(bench.tenantId, entry.store, entry.path, { kind: 'anonymous', access: 'view' } as never);
    fetched();
    const shared = await scan();
    assert.equal(fetched(), 0);
    const now = shared.items.find((item) => keyOf(item) === `${entry.store} ${entry.item}`)!;
    assert.equal(now.exposure, 'anonymous');
    const other = truth().find(
      ({ path, class: kind, item }) => kind === 'PHI' && path.endsWith('.docx') && item !== entry.item,
    )!;
    control.putFile(bench.tenantId, other.store, other.path, 'Lunch is at noon on Friday.');
    const added = control.putFile(bench.tenantId, entry.store, 'New/menu.txt', 'Soup and bread.');
    control.removeFile(bench.tenantId, entry.store, entry.path);
    const changed = await scan();
    assert.equal(fetched(), 2);
    assert.ok(!changed.items.some((item) => item.id === entry.item));
    for (const id of [added, other.item]) assert.equal(changed.items.find((item) => item.id === id)?.class, 'NONE');
  });

  it('S0-51: other words of the organization examine everything anew', async () => {
    writeFileSync(join(bench.cwd, 'words.yaml'), 'phi: { words: [{ word: Soup and bread, means: ignore }] }\n');
    fetched();
    const { exit, err } = await scan('--organization', 'words.yaml');
    assert.equal(exit, 6, err);
    assert.ok(fetched() > 50);
  });

  it('wants either files of this machine or a tenant', async () => {
    for (const [argv, said] of [
      [[], /Say what to scan/],
      [['file.txt', '--tenant'], /one after the other|no such tenant/],
      [['--site', 'contoso', '--state', 'x'], /--state is for files/],
      [['--mailbox', 'a@b.example', '--teams'], /--teams goes with the whole tenant/],
      [['--tenant', 'nobody'], /no such tenant/],
      [['--site', 'http://x'], /takes the address of a site/],
      [['--drive', 'b!nothing'], /no such drive/],
      [['--mailbox', 'nobody@larkmeadow.example.com'], /no such user/],
    ] as const) {
      const { exit, err } = await bench.run('scan', ...argv);
      assert.equal(exit, 64, `${argv.join(' ')}: ${err}`);
      assert.match(err, said);
    }
  });

  it('scans one drive, one mailbox and one site', async () => {
    const drive = truth().find(({ store }) => store.startsWith('drive:'))!.store;
    for (const [argv, kind] of [
      [['--drive', drive.slice('drive:'.length)], /^drive:/],
      [['--mailbox', 'priya.castellanos@larkmeadow.example.com'], /^mailbox:/],
    ] as const) {
      const { out, err } = await bench.run('scan', ...argv, '-o', 'json');
      const { stores } = JSON.parse(out) as Scanned;
      assert.equal(stores.length, 1, err);
      assert.match(stores[0]!.id, kind);
    }
  });
});

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    const found = statSync(path, { throwIfNoEntry: false });
    if (!found) return [];
    if (found.isDirectory()) return filesIn(path);
    return found.isFile() ? [path] : [];
  });
}
