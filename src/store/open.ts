import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type pg from 'pg';
import { backupBeforeUpgrade } from './backup/upgrade.ts';
import { type Blobs, folderBlobs } from './blobs.ts';
import { StoreError } from './errors.ts';
import { type EmbeddedServer, attach, embeddedServer, leave } from './embedded/attach.ts';
import { embeddedConnection } from './embedded/bootstrap.ts';
import type { Lease } from './embedded/lease.ts';
import { prepareDatabase } from './migrate.ts';
import { connectionFault, outsideConnection } from './connection.ts';
import { makePool, makeReaders } from './pool.ts';

/** Everything that lasts. One per process and home is enough; several do no harm. */
export interface Store {
  /** The data folder, absolute. */
  readonly home: string;
  readonly kind: 'embedded' | 'outside';
  /** Its connections see no row by themselves: work goes through `withTenant`, `readTenants` and `withSystem`. */
  readonly pool: pg.Pool;
  /** Single statements of the system role, which cannot write: `readSystem`. */
  readonly readers: pg.Pool;
  readonly blobs: Blobs;
  /** How another library (the job queue) connects on its own, as the owner of the schema. Holds a password. */
  connection(): pg.ClientConfig;
  /** Resolves when the server takes queries; starts it again when it died. */
  ready(): Promise<void>;
  /** Leaves the server, and stops it when this was its last user. */
  close(): Promise<void>;
}

export interface StoreOptions {
  /** The data folder; made when missing. */
  home: string;
  /** Address of an outside PostgreSQL, 15 or newer; the embedded one serves when absent. */
  databaseUrl?: string | undefined;
  /** Most connections of this process; 10 when absent. */
  connections?: number;
  /** An upgrade of the schema saves everything first; `backup: false` where a copy is upgraded. */
  upgrade?: { backup: boolean };
}

/** Most connections for single statements; each is busy for a fraction of a millisecond. */
const readingConnections = 4;

/**
 * The one door to the database: attaches to the server that runs for this data folder or starts it, brings the
 * schema up to date, and gives the store. Throws `StoreError`.
 */
export async function openStore({
  home: given,
  databaseUrl,
  connections = 10,
  upgrade = { backup: true },
}: StoreOptions): Promise<Store> {
  const home = resolve(given);
  makeHome(home);
  refuseUnfinished(home);
  const blobs = folderBlobs(join(home, 'blobs'));
  const prepare = (connection: pg.ClientConfig) =>
    prepareDatabase(connection, undefined, async () => {
      if (upgrade.backup) await backupBeforeUpgrade(home, connection, process.env);
    });
  try {
    return databaseUrl
      ? await openOutside(home, blobs, databaseUrl, connections, prepare)
      : await openEmbedded(home, blobs, connections, prepare);
  } catch (error) {
    throw connectionFault(error);
  }
}

type Prepare = (connection: pg.ClientConfig) => Promise<void>;

async function openOutside(
  home: string,
  blobs: Blobs,
  databaseUrl: string,
  connections: number,
  prepare: Prepare,
): Promise<Store> {
  const connection = outsideConnection(databaseUrl);
  await prepare(connection);
  const pool = makePool(connection, connections);
  const readers = makeReaders(connection, readingConnections);
  return {
    home,
    kind: 'outside',
    pool,
    readers,
    blobs,
    connection: () => ({ ...connection }),
    ready: () => Promise.resolve(),
    async close() {
      await Promise.all([pool.end(), readers.end()]);
    },
  };
}

async function openEmbedded(home: string, blobs: Blobs, connections: number, prepare: Prepare): Promise<Store> {
  const embedded = embeddedServer(home);
  const keeper = keepLease(embedded);
  let lease = await keeper.lease();
  let current = embeddedConnection(embedded.folders, lease.server);
  try {
    await prepare(current);
  } catch (error) {
    await keeper.close();
    throw error;
  }
  const pool = makePool(current, connections);
  const readers = makeReaders(current, readingConnections);
  return {
    home,
    kind: 'embedded',
    pool,
    readers,
    blobs,
    connection: () => ({ ...current }),
    async ready() {
      const now = await keeper.lease().catch((error: unknown) => {
        throw connectionFault(error);
      });
      if (now === lease) return;
      lease = now;
      current = embeddedConnection(embedded.folders, now.server);
      // A server that was started again on loopback has another port.
      for (const one of [pool, readers]) Object.assign(one.options, { host: current.host, port: current.port });
    },
    async close() {
      await Promise.all([pool.end(), readers.end()]);
      await keeper.close();
    },
  };
}

/** Holds a lease and takes a new one when it ends before its time: the server was killed, or the connection was. */
function keepLease(embedded: EmbeddedServer) {
  let closing = false;
  let held: Promise<Lease> | undefined;
  const take = async (): Promise<Lease> => {
    const lease = await attach(embedded);
    lease.client.once('end', () => {
      held = undefined;
      if (!closing) renew().catch(() => {});
    });
    return lease;
  };
  const renew = (): Promise<Lease> => {
    held ??= take().catch((error: unknown) => {
      held = undefined;
      throw error;
    });
    return held;
  };
  return {
    lease: renew,
    async close() {
      closing = true;
      const lease = await held?.catch(() => undefined);
      if (lease) await leave(embedded, lease);
    },
  };
}

/** A restore that was killed: half of the rows or files would look like all of them. */
function refuseUnfinished(home: string): void {
  if (!existsSync(join(home, 'restore-unfinished'))) return;
  throw new StoreError(
    'store-unsuitable',
    'A restore into this data folder did not end.',
    'Run it again: wardline backup restore FILE --replace',
  );
}

function makeHome(home: string): void {
  if (existsSync(home)) return;
  mkdirSync(home, { recursive: true, mode: 0o700 });
  // As root the database's user must pass through to its folder; every file in here is closed by itself.
  if (process.getuid?.() === 0) chmodSync(home, 0o711);
}
