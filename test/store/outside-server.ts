import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, globSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Account, databaseAccount } from '../../src/store/embedded/account.ts';
import { serverBinaries } from '../../src/store/embedded/binaries.ts';
import { serverFolders } from '../../src/store/embedded/folders.ts';
import { testFolder } from './harness.ts';

/** A PostgreSQL that Wardline has no hand in, on a port of loopback, as a customer would run it. */
export interface OutsideServer {
  major: number;
  /** A new empty database owned by an ordinary role that may make roles; gives its address. */
  newDatabase(options?: { createRole?: boolean; encoding?: string }): Promise<string>;
  /** Runs SQL as the superuser, in the database of an address where one is given. */
  run(sql: string, databaseUrl?: string): Promise<pg.QueryResult>;
  stop(): Promise<void>;
}

/** The system's oldest PostgreSQL from 15 on, where it has one, else the programs that Wardline brings. */
export async function startOutsideServer(): Promise<OutsideServer> {
  const folder = testFolder();
  const account = databaseAccount(join(folder, 'none'));
  const system = globSync('/usr/lib/postgresql/{15,16,17,18}/bin/initdb').sort()[0];
  const { initdb, postgres } = system
    ? { initdb: system, postgres: system.replace(/initdb$/, 'postgres') }
    : serverBinaries(serverFolders(folder));
  const data = join(folder, 'data');
  const port = await freePort();
  await start({ initdb, postgres, data, port }, account, folder);
  const superuser = { host: '127.0.0.1', port, user: 'postgres', password: 'outside', database: 'postgres' };
  const child = spawnServer(postgres, data, port, account);
  const run = async (sql: string, databaseUrl?: string) => {
    const client = new pg.Client({
      ...superuser,
      ...(databaseUrl && { database: new URL(databaseUrl).pathname.slice(1) }),
    });
    await client.connect();
    try {
      return await client.query(sql);
    } finally {
      await client.end();
    }
  };
  for (let tries = 0; ; tries += 1) {
    try {
      await run('select 1');
      break;
    } catch (error) {
      if (tries > 200) throw error;
      await sleep(50);
    }
  }
  const { rows } = await run('show server_version_num');
  let made = 0;
  return {
    major: Math.floor(Number(rows[0].server_version_num) / 10_000),
    run,
    async newDatabase({ createRole = true, encoding = 'UTF8' } = {}) {
      made += 1;
      const name = `clinic${made}`;
      await run(`create role ${name} login ${createRole ? 'createrole' : ''} password 'owner'`);
      await run(`create database ${name} owner ${name} template template0 encoding '${encoding}' locale 'C'`);
      return `postgres://${name}:owner@127.0.0.1:${port}/${name}`;
    },
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGINT');
      await ended;
    },
  };
}

async function start(
  { initdb, data }: { initdb: string; postgres: string; data: string; port: number },
  account: Account | undefined,
  folder: string,
): Promise<void> {
  const password = join(folder, 'password');
  writeFileSync(password, 'outside', { mode: 0o600 });
  mkdirSync(data, { mode: 0o700 });
  if (account) for (const path of [password, data]) chownSync(path, account.uid, account.gid);
  const options = [
    '-D',
    data,
    '-U',
    'postgres',
    '--pwfile',
    password,
    '--auth',
    'scram-sha-256',
    '-E',
    'UTF8',
    '--locale',
    'C',
    '-N',
  ];
  const { status, stderr } = spawnSync(initdb, options, { ...account, cwd: '/', encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

function spawnServer(postgres: string, data: string, port: number, account: Account | undefined) {
  const settings = [
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    `port=${port}`,
    '-c',
    'unix_socket_directories=',
    '-c',
    'fsync=off',
  ];
  const child = spawn(postgres, ['-D', data, ...settings], { ...account, cwd: '/', stdio: 'ignore' });
  process.on('exit', () => child.kill('SIGKILL'));
  if (!existsSync(data)) throw new Error('no data folder');
  return child;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
