import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { lockKey } from '../advisory-lock.ts';
import { embeddedConnection } from './bootstrap.ts';
import type { ServerFolders } from './folders.ts';
import type { RunningServer } from './server.ts';

/**
 * Each user of an embedded server holds one connection with a shared advisory lock: the lease. It ends with the
 * process, however that ends. Who gets the lock alone is the last: nobody else has a lease, and nobody gets one
 * before the server is gone.
 */
export interface Lease {
  client: pg.Client;
  server: RunningServer;
}

const lease = lockKey('lease');
const watch = lockKey('watch');

/** Seconds between two looks of the watch. */
const watchSeconds = 2;

/** Takes a lease on a running server. Rejects with PostgreSQL's or Node's error when the server goes in between. */
export async function takeLease(folders: ServerFolders, server: RunningServer): Promise<Lease> {
  // Whoever stops the server holds the lock until it is gone; a wait longer than this is a hang.
  const client = new pg.Client({ ...embeddedConnection(folders, server), statement_timeout: 20_000 });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('select pg_advisory_lock_shared($1)', [lease]);
    if (!(await isWatched(client))) await startWatch(folders, server, client);
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
  // A lease alone keeps no process alive; with its end the lease ends too.
  (client.connection.stream as Socket).unref();
  return { client, server };
}

/** Gives the lease back. True when nobody else has one: the server is then this process's to stop, and refuses new users. */
export async function giveBack({ client }: Lease): Promise<boolean> {
  (client.connection.stream as Socket).ref();
  try {
    await client.query('select pg_advisory_unlock_shared($1)', [lease]);
    const { rows } = await client.query<{ last: boolean }>('select pg_try_advisory_lock($1) as last', [lease]);
    return rows[0]?.last === true;
  } catch {
    // The server is gone already.
    return false;
  }
}

/**
 * Stops the server when its last user was killed and could not. The watch is a session inside the server that goes on
 * without its client: it looks every few seconds whether it gets the lease lock, and then asks the server to shut
 * down. It needs PostgreSQL's superuser for the one command; where that cannot run (no shell), the server stays until
 * the next user leaves.
 */
async function startWatch(folders: ServerFolders, server: RunningServer, mine: pg.Client): Promise<void> {
  if (process.platform === 'win32') return;
  const client = new pg.Client(embeddedConnection(folders, server, 'superuser'));
  client.on('error', () => {});
  await client.connect();
  const ended = client
    .query(
      `do $$ begin
         if not pg_try_advisory_lock(${watch}) then return; end if;
         loop
           commit;
           perform pg_sleep(${watchSeconds});
           if pg_try_advisory_lock(${lease}) then
             copy (select 1) to program 'kill -INT ${Math.trunc(server.pid)}';
             return;
           end if;
         end loop;
       end $$`,
    )
    .then(
      () => true,
      () => true,
    );
  // The session must be at work before its client goes.
  while (!(await isWatched(mine))) if (await Promise.race([ended, sleep(5)])) break;
  client.connection.stream.destroy();
}

async function isWatched(client: pg.Client): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from pg_locks
     where locktype = 'advisory' and objsubid = 1 and ((classid::bigint << 32) | objid::bigint) = $1`,
    [watch],
  );
  return rowCount !== 0;
}
