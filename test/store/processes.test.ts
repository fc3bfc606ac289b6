import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import { databaseAccount } from '../../src/store/embedded/account.ts';
import { serverBinaries } from '../../src/store/embedded/binaries.ts';
import { ensureCluster } from '../../src/store/embedded/cluster.ts';
import { serverFolders } from '../../src/store/embedded/folders.ts';
import { processMark } from '../../src/store/embedded/process.ts';
import { openStore } from '../../src/store/open.ts';
import { withSystem } from '../../src/store/scope.ts';
import { listTenants } from '../../src/store/tenants.ts';
import { testFolder } from './harness.ts';
import { type Child, killChildren, startChild } from './processes.ts';

interface Opened {
  server: number;
  took: number;
  error?: string;
}
interface Written {
  confirmed: string[];
  failed: string[];
}

const serverPid = (home: string): number | undefined => {
  const file = join(home, 'postgres', 'cluster', 'postmaster.pid');
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : undefined;
};
const isGone = (home: string, server: number) => serverPid(home) === undefined && processMark(server) === undefined;
const until = async (condition: () => boolean, limit: number) => {
  for (const began = performance.now(); !condition(); await sleep(20))
    if (performance.now() - began > limit) return false;
  return true;
};
const opened = async (child: Child): Promise<Opened> => {
  const answer = await child.ask<Opened>('open');
  assert.equal(answer.error, undefined);
  return answer;
};

describe('processes', () => {
  after(killChildren);

  describe('several processes on one data folder', () => {
    // One folder for all, because its first initialization takes longest; each test leaves it without a server.
    const home = testFolder();

    it('that race to start get one server, work on it at once, and the last one out stops it', async () => {
      const children = await Promise.all(Array.from({ length: 8 }, () => startChild(home)));
      const answers = await Promise.all(children.map(opened));
      const servers = new Set(answers.map(({ server }) => server));
      assert.equal(servers.size, 1, 'more than one server');
      const [server] = [...servers];
      await children[0]!.ask('addTenant');
      const written = await Promise.all(children.map((child) => child.ask<Written>('write 10')));
      assert.deepEqual(
        written.flatMap(({ failed }) => failed),
        [],
      );
      assert.equal((await children[3]!.ask<string[]>('read')).length, 80);
      for (const child of children.slice(1)) {
        assert.equal(await child.ask('close'), null);
        await child.end();
      }
      assert.equal(serverPid(home), server, 'it stopped under its last user');
      await children[0]!.ask('close');
      assert.ok(isGone(home, server!), 'it still runs when close has resolved');
      await children[0]!.end();
    });

    it('go on when the process that started the server is killed, and leave nothing behind', async () => {
      const owner = await startChild(home);
      const { server } = await opened(owner);
      await owner.ask('addTenant');
      const others = await Promise.all([startChild(home), startChild(home)]);
      for (const other of others) assert.equal((await opened(other)).server, server);
      const writing = others.map((other) => other.ask<Written>('write 40'));
      const interrupted = owner.ask<Written>('write 1000').catch(() => undefined);
      await sleep(100);
      await owner.kill();
      await interrupted;
      const written = await Promise.all(writing);
      assert.deepEqual(
        written.flatMap(({ failed }) => failed),
        [],
      );
      const rows = new Set(await others[0].ask<string[]>('read'));
      for (const setting of written.flatMap(({ confirmed }) => confirmed)) assert.ok(rows.has(setting));
      const late = await startChild(home);
      assert.equal((await opened(late)).server, server);
      for (const child of [...others, late]) {
        await child.ask('close');
        await child.end();
      }
      assert.ok(isGone(home, server));
    });

    it('keep every confirmed row when the server itself is killed, and start it again', async () => {
      const children = await Promise.all([startChild(home), startChild(home)]);
      const [first] = await Promise.all(children.map(opened));
      await children[0].ask('addTenant');
      const writing = children.map((child) => child.ask<Written>('write 200'));
      await sleep(150);
      process.kill(first!.server, 'SIGKILL');
      const written = await Promise.all(writing);
      const confirmed = written.flatMap((answer) => answer.confirmed);
      const failed = written.flatMap((answer) => answer.failed);
      assert.equal(confirmed.length + failed.length, 400);
      // At most what was under way in that moment is lost, and its writer was told.
      assert.ok(failed.length <= 2, failed.join('\n'));
      const rows = new Set(await children[1].ask<string[]>('read'));
      for (const setting of confirmed) assert.ok(rows.has(setting), 'a confirmed row is gone');
      const server = serverPid(home)!;
      assert.notEqual(server, first!.server);
      for (const child of children) {
        assert.equal(await child.ask('close'), null);
        await child.end();
      }
      assert.ok(isGone(home, server));
    });

    it('leave no server running when all of them are killed', async () => {
      const children = await Promise.all([startChild(home), startChild(home)]);
      const [{ server }] = (await Promise.all(children.map(opened))) as [Opened, Opened];
      await Promise.all(children.map((child) => child.kill()));
      assert.ok(await until(() => isGone(home, server), 15_000), 'the server outlives its users');
    });

    it('see a lock end with the process that held it', async () => {
      const holder = await startChild(home);
      await opened(holder);
      await holder.ask('addTenant');
      assert.equal(await holder.ask('lock'), 'held');
      const other = await startChild(home);
      await opened(other);
      assert.match(await other.ask<string>('lock'), /Another apply runs for this tenant/);
      await holder.kill();
      let answer = '';
      for (let tries = 0; tries < 100 && answer !== 'held'; tries += 1) {
        await sleep(20);
        answer = await other.ask<string>('lock');
      }
      assert.equal(answer, 'held');
      await other.kill();
    });
  });

  describe('a first start that is killed', () => {
    const drafts = (folder: string) =>
      existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith('cluster.new-')) : [];
    const has = (...path: string[]) => existsSync(join(...path));
    const moments: [name: string, on: 'nothing' | 'a data folder', reached: (folder: string) => boolean][] = [
      ['as initdb begins', 'nothing', (folder) => drafts(folder).length > 0],
      [
        'in the midst of initdb',
        'nothing',
        (folder) => drafts(folder).some((draft) => has(folder, draft, 'base', '1', 'PG_VERSION')),
      ],
      ['when the data folder is in its place', 'nothing', (folder) => has(folder, 'cluster', 'PG_VERSION')],
      ['as it takes the lock', 'a data folder', (folder) => has(folder, 'start.lock')],
      ['while the server comes up', 'a data folder', (folder) => has(folder, 'cluster', 'postmaster.pid')],
      ['when the server is up and holds no database', 'a data folder', (folder) => has(folder, 'run', '.s.PGSQL.5432')],
    ];
    /** A data folder fresh from initdb, to copy. */
    let fresh: string | undefined;
    const copyInto = async (home: string) => {
      if (!fresh) {
        fresh = testFolder();
        const folders = serverFolders(fresh);
        await ensureCluster(folders, serverBinaries(folders));
      }
      assert.equal(spawnSync('cp', ['-a', join(fresh, 'postgres'), home]).status, 0);
    };

    for (const [name, on, reached] of moments)
      it(`${name} is healed by the next one`, async () => {
        const home = testFolder();
        if (on === 'a data folder') await copyInto(home);
        const folder = join(home, 'postgres');
        const child = await startChild(home);
        const opening = child.ask<Opened>('open').catch(() => undefined);
        while (!reached(folder)) await turn();
        await child.kill();
        await opening;
        const store = await openStore({ home });
        try {
          assert.deepEqual(await withSystem(store, (scope) => listTenants(scope)), []);
        } finally {
          await store.close();
        }
        // What an initdb still writes that outlived its maker goes with the start after that.
        if (drafts(folder).length > 0) {
          await sleep(500);
          await (await openStore({ home })).close();
        }
        assert.deepEqual(drafts(folder), []);
      });

    it('and whose process number belongs to somebody else by now is healed too', async () => {
      const home = testFolder();
      await copyInto(home);
      const cluster = join(home, 'postgres', 'cluster');
      const stranger = spawn('sleep', ['60'], { ...databaseAccount(cluster), stdio: 'ignore' });
      try {
        const run = join(home, 'postgres', 'run');
        const lines = `${stranger.pid}\n${cluster}\n1\n5432\n${run}\n`;
        writeFileSync(join(cluster, 'postmaster.pid'), `${lines}\n 1 1\nready   \n`);
        writeFileSync(join(run, '.s.PGSQL.5432.lock'), lines);
        writeFileSync(join(home, 'postgres', 'start.lock'), `${stranger.pid}@1`);
        await (await openStore({ home })).close();
        assert.equal(stranger.exitCode ?? stranger.signalCode, null, 'the stranger was killed');
      } finally {
        stranger.kill('SIGKILL');
      }
    });
  });
});
