import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { codeOf } from '../../src/store/errors.ts';
import type { Store } from '../../src/store/open.ts';
import { withTenant } from '../../src/store/scope.ts';
import { newTenant, openTestStore } from './harness.ts';

/** Over every table that has a tenant, as the catalog of the database lists them: a new one is held to the same. */
describe('the wall between tenants, table by table', () => {
  let store: Store;
  let mine = '';
  let theirs = '';
  let tables: string[] = [];

  before(async () => {
    store = await openTestStore();
    [mine, theirs] = [await newTenant(store), await newTenant(store)];
    const { rows } = await store.pool.query<{ name: string }>(
      `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
       where c.relnamespace = 'wardline'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
    );
    tables = rows.map(({ name }) => name);
    assert.ok(tables.length >= 30, `${tables.length} tables`);
  });
  after(() => store.close());

  it('I-5: each policy asks for the tenants in scope, for what is read and for what is written', async () => {
    const { rows } = await store.pool.query<{ table: string; using: string; check: string | null; roles: string[] }>(
      `select tablename as table, qual as using, with_check as check, roles::text[] as roles from pg_policies
       where schemaname = 'wardline' and tablename = any ($1) and 'wardline_tenant' = any (roles)`,
      [tables],
    );
    assert.deepEqual([...new Set(rows.map(({ table }) => table))].toSorted(), tables);
    for (const { table, using, check } of rows)
      for (const rule of [using, check])
        if (rule !== null) assert.match(rule, /tenant_id = ANY .*tenants_in_scope/s, table);
  });

  /** What a statement as the tenant `mine` gives: rows that it met, or the code of the refusal. */
  const attempt = (statement: string) =>
    withTenant(store, mine, async ({ db }) => {
      const { rows, numAffectedRows } = await sql.raw(statement).execute(db);
      return Number(numAffectedRows ?? rows.length);
    }).catch((error: unknown) => codeOf(error));

  it('I-5: no table shows, takes, changes or loses a row of another tenant', async () => {
    for (const table of tables) {
      const name = `wardline.${table}`;
      const refused = (outcome: unknown, what: string) =>
        assert.ok(['42501', 'WL001', 0].includes(outcome as string), `${table}, ${what}: ${String(outcome)}`);
      refused(await attempt(`select tenant_id from ${name} where tenant_id <> '${mine}'`), 'select');
      refused(await attempt(`update ${name} set tenant_id = tenant_id where tenant_id = '${theirs}'`), 'update');
      refused(await attempt(`delete from ${name} where tenant_id = '${theirs}'`), 'delete');
      const inserted = await attempt(`insert into ${name} (tenant_id) values ('${theirs}')`);
      assert.ok(inserted === '42501' || inserted === 'WL001', `${table}, insert: ${String(inserted)}`);
      const emptied = await attempt(`truncate ${name}`);
      assert.ok(emptied === '42501' || emptied === 'WL001', `${table}, truncate: ${String(emptied)}`);
    }
  });

  it('I-5: the tenant role cannot look at accounts or change the wall', async () => {
    for (const statement of [
      'select * from wardline.accounts',
      'select * from wardline.sessions',
      'select * from wardline.activity',
      'alter table wardline.findings disable row level security',
      'create table wardline.mine (a int)',
      'create policy open on wardline.findings using (true)',
    ])
      assert.ok(['42501', 'WL001'].includes(String(await attempt(statement))), statement);
  });
});
