import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { at, newTenant, openTestStore, testFolder } from '../../test/store/harness.ts';
import { type OutsideServer, startOutsideServer } from '../../test/store/outside-server.ts';
import { codeOf } from './errors.ts';
import { addDecision, listDecisions } from './decisions.ts';
import { startRun, writeJournal } from './journal.ts';
import { type Store, openStore } from './open.ts';
import { readTenants, withSystem, withTenant } from './scope.ts';
import { addTenant, listTenants } from './tenants.ts';

const decision = { setting: 'a.b', reason: 'Because', author: 'Dana Fox', at, source: 'applied' as const };
const denied = (error: unknown) => ['42501', 'WL001'].includes(codeOf(error));

let outside: OutsideServer;
describe('scope', () => {
  after(() => outside?.stop());

  /** The walls hold on both servers: the embedded one and one that Wardline has no hand in. */
  /** Tables about Wardline itself: accounts and what people did. The system role alone reaches them. */
  const aboutWardline = new Set([
    'accounts',
    'account_roles',
    'authenticators',
    'recovery_codes',
    'sessions',
    'one_time_links',
    'device_sign_ins',
    'api_tokens',
    'attempts',
    'idempotency_keys',
    'activity',
  ]);

  for (const where of ['embedded', 'outside'] as const)
    describe(`tenant walls on the ${where} server`, () => {
      let store: Store;
      let mine = '';
      let theirs = '';
      before(async () => {
        if (where === 'outside') outside = await startOutsideServer();
        store =
          where === 'embedded'
            ? await openTestStore()
            : await openStore({ home: testFolder(), databaseUrl: await outside.newDatabase() });
        [mine, theirs] = [await newTenant(store), await newTenant(store)];
        for (const tenant of [mine, theirs])
          await withTenant(store, tenant, async (scope) => {
            await addDecision(scope, { ...decision, setting: `of ${tenant}` });
            const run = await startRun(scope, { kind: 'apply', by: 'Dana Fox', at });
            await writeJournal(scope, run.id, { change: 'c', step: 'intended', intended: { a: 1 }, at });
          });
      });
      after(() => store?.close());

      const raw = async <T extends pg.QueryResultRow>(sql: string) => (await store.pool.query<T>(sql)).rows;

      it('every table with a tenant is walled, forced, and out of reach for everybody else', async () => {
        const rows = await raw<{
          table: string;
          walled: boolean;
          forced: boolean;
          policies: string;
          public: boolean;
          tenant: boolean;
          reached: boolean;
        }>(`
        select c.relname as table, c.relrowsecurity as walled, c.relforcerowsecurity as forced,
          (select count(*) from pg_policy p where p.polrelid = c.oid) as policies,
          has_table_privilege('public', c.oid, 'select') as public,
          exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id') as tenant,
          has_table_privilege('wardline_tenant', c.oid, 'select') as reached
        from pg_class c where c.relnamespace = 'wardline'::regnamespace and c.relkind in ('r', 'p')`);
        const walled = rows.filter(({ table }) => !table.startsWith('schema_migrations'));
        assert.ok(walled.length >= 12);
        for (const row of walled) {
          assert.ok(
            row.tenant || row.table === 'tenants' || aboutWardline.has(row.table),
            `${row.table} has no tenant`,
          );
          assert.ok(row.walled && row.forced && Number(row.policies) > 0 && !row.public, row.table);
          if (aboutWardline.has(row.table)) assert.ok(!row.reached, `${row.table} is in reach of the tenant role`);
        }
        const roles = await raw<{ rolbypassrls: boolean; rolsuper: boolean; rolcanlogin: boolean }>(
          `select rolbypassrls, rolsuper, rolcanlogin from pg_roles where rolname in ('wardline_tenant', 'wardline_system')`,
        );
        assert.deepEqual(
          roles,
          [1, 2].map(() => ({ rolbypassrls: false, rolsuper: false, rolcanlogin: false })),
        );
      });

      it('without a tenant there is no row, not for the owner either', async () => {
        for (const table of ['tenants', 'decisions', 'journal', 'runs'])
          assert.deepEqual(await raw(`select * from wardline.${table}`), [], table);
        const owner = new pg.Client(store.connection());
        await owner.connect();
        try {
          assert.equal((await owner.query('select * from wardline.decisions')).rowCount, 0);
          // An outside role that inherits the system role's rights has its view of the tenants' names too.
          if (where === 'embedded') assert.equal((await owner.query('select * from wardline.tenants')).rowCount, 0);
        } finally {
          await owner.end();
        }
      });

      it('reads show the own rows alone, whatever the query asks for', async () => {
        await withTenant(store, mine, async ({ db }) => {
          const settings = await db.selectFrom('decisions').select('setting').execute();
          assert.deepEqual(settings, [{ setting: `of ${mine}` }]);
          assert.deepEqual(await db.selectFrom('decisions').selectAll().where('tenantId', '=', theirs).execute(), []);
          assert.deepEqual(
            (await db.selectFrom('tenants').select('id').execute()).map(({ id }) => id),
            [mine],
          );
        });
      });

      it('a join does not lead across', async () => {
        const rows = await withTenant(store, mine, ({ db }) =>
          db
            .selectFrom('runs')
            .innerJoin('journal', 'journal.change', 'journal.change')
            .select(['runs.tenantId as run', 'journal.tenantId as line'])
            .execute(),
        );
        assert.deepEqual(rows, [{ run: mine, line: mine }]);
      });

      it('a row of another tenant is not written', async () => {
        await assert.rejects(
          withTenant(store, mine, (scope) => addDecision({ ...scope, tenant: theirs }, decision)),
          denied,
        );
      });

      it('a row is not updated across, and not moved across', async () => {
        await withTenant(store, mine, async ({ db }) => {
          const { numUpdatedRows } = await db
            .updateTable('runs')
            .set({ startedBy: 'x' })
            .where('tenantId', '=', theirs)
            .executeTakeFirst();
          assert.equal(numUpdatedRows, 0n);
        });
        await assert.rejects(
          withTenant(store, mine, ({ db }) => db.updateTable('runs').set({ tenantId: theirs }).execute()),
          denied,
        );
        await assert.rejects(
          withTenant(store, mine, ({ db }) => db.deleteFrom('runs').execute()),
          denied,
        );
      });

      it('a row does not point across, although foreign keys see through the walls', async () => {
        const run = await withTenant(store, theirs, ({ db }) =>
          db.selectFrom('runs').select('id').executeTakeFirstOrThrow(),
        );
        await assert.rejects(
          withTenant(store, mine, (scope) => writeJournal(scope, run.id, { change: 'c', step: 'skipped', at })),
          (error) => codeOf(error) === '23503',
        );
      });

      it('the tenant ends with its transaction, committed or not', async () => {
        const narrow = await openStore({
          home: store.home,
          connections: 1,
          ...(where === 'outside' && { databaseUrl: String(store.connection().connectionString) }),
        });
        try {
          await withTenant(narrow, mine, (scope) => listDecisions(scope));
          await assert.rejects(
            withTenant(narrow, mine, () => Promise.reject(new Error('stop'))),
            /stop/,
          );
          assert.deepEqual((await narrow.pool.query('select * from wardline.decisions')).rows, []);
          assert.deepEqual((await narrow.pool.query('select current_user')).rows, [
            { current_user: 'wardline_tenant' },
          ]);
          await withSystem(narrow, (scope) => listTenants(scope));
          assert.deepEqual((await narrow.pool.query('select * from wardline.tenants')).rows, []);
        } finally {
          await narrow.close();
        }
      });

      it('several tenants are read at once, and not written', async () => {
        const rows = await readTenants(store, [mine, theirs], (db) =>
          db.selectFrom('decisions').select('tenantId').execute(),
        );
        assert.deepEqual(rows.map(({ tenantId }) => tenantId).sort(), [mine, theirs].sort());
        assert.deepEqual(await readTenants(store, [], (db) => db.selectFrom('decisions').selectAll().execute()), []);
        await assert.rejects(
          readTenants(store, [mine, theirs], (db) => db.updateTable('runs').set({ startedBy: 'x' }).execute()),
          (error) => codeOf(error) === '25006',
        );
      });

      it('the system role sees tenants and nothing in them; the tenant role makes no tenant', async () => {
        await withSystem(store, async (scope) => {
          assert.ok((await listTenants(scope)).length >= 2);
          await assert.rejects(scope.db.selectFrom('decisions').selectAll().execute(), denied);
        }).catch((error: unknown) => assert.match(String(error), /nothing was written/));
        await assert.rejects(
          withTenant(store, mine, (scope) =>
            addTenant(scope, { id: 'x', name: 'X', color: '#000000', cloud: 'gcc', at }),
          ),
          denied,
        );
        await assert.rejects(
          withTenant(store, mine, ({ db }) => db.updateTable('tenants').set({ name: 'X' }).execute()),
          denied,
        );
      });

      for (const id of ["x'; drop schema wardline cascade; --", 'a,b', '', 'A', '*', 'x'.repeat(65)])
        it(`${JSON.stringify(id)} is no tenant`, async () => {
          await assert.rejects(
            withTenant(store, id, () => Promise.resolve()),
            /no id of a tenant/,
          );
        });

      it('evidence is neither changed nor removed, not by its owner either', async () => {
        const tables = [
          'assessments',
          'finding_history',
          'plan_history',
          'plan_approvals',
          'journal',
          'decisions',
          'audit_openings',
        ];
        const owner = new pg.Client(store.connection());
        await owner.connect();
        try {
          for (const table of tables) {
            for (const sql of [
              `update wardline.${table} set tenant_id = tenant_id`,
              `delete from wardline.${table}`,
              `truncate wardline.${table} cascade`,
            ]) {
              await assert.rejects(owner.query(sql), (error) => codeOf(error) === 'WL001', sql);
              await assert.rejects(store.pool.query(sql), denied, sql);
            }
          }
        } finally {
          await owner.end();
        }
      });

      it('a failed statement whose error was swallowed commits nothing and says so', async () => {
        await assert.rejects(
          withTenant(store, mine, async (scope) => {
            await addDecision(scope, { ...decision, setting: 'swallowed' });
            await scope.db
              .deleteFrom('decisions')
              .execute()
              .catch(() => {});
          }),
          /nothing was written/,
        );
        const settings = await withTenant(store, mine, (scope) => listDecisions(scope, { setting: 'swallowed' }));
        assert.deepEqual(settings, []);
      });

      it('a scope begins no transaction of its own', async () => {
        await withTenant(store, mine, async ({ db }) => {
          await assert.rejects(
            db.transaction().execute(() => Promise.resolve()),
            /The scope is the transaction/,
          );
        });
      });
    });

  it('the outside server was another than the embedded one where the system has one', () => {
    assert.ok(outside.major >= 15);
  });
});
