import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { testFolder } from '../../test/store/harness.ts';
import { type OutsideServer, startOutsideServer } from '../../test/store/outside-server.ts';
import { outsideConnection } from './connection.ts';
import { StoreError } from './errors.ts';
import { prepareDatabase } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { openStore } from './open.ts';

const kind = (wanted: string, message: RegExp) => (error: unknown) =>
  error instanceof StoreError && error.code === wanted && message.test(error.message) && error.hint !== undefined;

describe('migrations', () => {
  let server: OutsideServer;
  before(async () => {
    server = await startOutsideServer();
  });
  after(() => server?.stop());
  const open = (databaseUrl: string) => openStore({ home: testFolder(), databaseUrl });
  const applied = async (url: string) =>
    (await server.run('select name from wardline.schema_migrations order by name', url)).rows.map(({ name }) =>
      String(name),
    );

  it('run once, also when eight come at once', async () => {
    const url = await server.newDatabase();
    await Promise.all(Array.from({ length: 8 }, () => prepareDatabase(outsideConnection(url))));
    assert.deepEqual(await applied(url), Object.keys(migrations));
    assert.deepEqual(Object.keys(migrations), Object.keys(migrations).sort(), 'they are not in order');
  });

  it('refuse a database that a newer version wrote, and change nothing', async () => {
    const url = await server.newDatabase();
    const newer = { ...migrations, '9999-from-the-future': { up: async () => {} } };
    await prepareDatabase(outsideConnection(url), newer);
    await assert.rejects(open(url), kind('store-newer', /newer Wardline.*9999-from-the-future/));
    assert.equal((await applied(url)).length, Object.keys(newer).length);
  });

  it('bring an older database up to date and keep what it holds', async () => {
    const url = await server.newDatabase();
    const first = { '0001-tenants': migrations['0001-tenants']! };
    await prepareDatabase(outsideConnection(url), first);
    await server.run(
      `insert into wardline.tenants values ('clinic', 'Clinic', '#1f6f78', 'gcc', null, '2026-01-01', null)`,
      url,
    );
    await (await open(url)).close();
    assert.deepEqual(await applied(url), Object.keys(migrations));
    assert.equal((await server.run('select * from wardline.tenants', url)).rowCount, 1);
  });

  it('that fail leave the database as it was', async () => {
    const url = await server.newDatabase();
    await prepareDatabase(outsideConnection(url));
    const broken = {
      ...migrations,
      '9998-good': {
        up: (db: Parameters<(typeof migrations)[string]['up']>[0]) =>
          db.schema.withSchema('wardline').createTable('half').execute(),
      },
      '9999-broken': { up: () => Promise.reject(new Error('broken on purpose')) },
    };
    await assert.rejects(prepareDatabase(outsideConnection(url), broken), /broken on purpose/);
    assert.deepEqual(await applied(url), Object.keys(migrations));
    assert.equal((await server.run(`select to_regclass('wardline.half') as half`, url)).rows[0].half, null);
    await (await open(url)).close();
  });

  it('say what the administrator has to run when the role may not make roles', async () => {
    const roles = ['wardline_tenant', 'wardline_system'];
    const others = await server.run(`select datname from pg_database where datname like 'clinic%'`);
    for (const { datname } of others.rows) await server.run(`drop database ${datname} with (force)`);
    await server.run(`drop role if exists ${roles.join(', ')}`);
    const url = await server.newDatabase({ createRole: false });
    await assert.rejects(
      open(url),
      (error) =>
        kind('store-unsuitable', /may not make the two roles/)(error) &&
        roles.every((role) => (error as StoreError).hint!.includes(`create role ${role} nologin`)),
    );
    const owner = new URL(url).username;
    for (const role of roles) await server.run(`create role ${role} nologin; grant ${role} to ${owner};`);
    await (await open(url)).close();
    await server.run('alter role wardline_tenant bypassrls');
    const second = await server.newDatabase({ createRole: false });
    await server.run(`grant ${roles.join(', ')} to ${new URL(second).username}`);
    await assert.rejects(open(second), kind('store-unsuitable', /row-level security/));
    await server.run('alter role wardline_tenant nobypassrls');
  });

  it('refuse a database that does not store text as UTF8', async () => {
    await assert.rejects(open(await server.newDatabase({ encoding: 'LATIN1' })), kind('store-unsuitable', /LATIN1/));
  });

  it('do not begin where nobody answers, and the message holds no password', async () => {
    await assert.rejects(
      open('postgres://u:hunter2@127.0.0.1:1/x'),
      (error) =>
        kind('store-unavailable', /ECONNREFUSED/)(error) &&
        !`${(error as Error).message}${(error as StoreError).hint}`.includes('hunter2'),
    );
    const wrong = new URL(await server.newDatabase());
    wrong.password = 'hunter2';
    await assert.rejects(open(wrong.href), kind('store-unavailable', /28P01/));
  });
});
