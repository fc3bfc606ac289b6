import { setTimeout as sleep } from 'node:timers/promises';
import { StoreError, codeOf } from '../errors.ts';
import { isPassing } from '../connection.ts';
import { type Binaries, serverBinaries } from './binaries.ts';
import { bootstrap } from './bootstrap.ts';
import { ensureCluster } from './cluster.ts';
import { serverCredentials } from './credentials.ts';
import { type ServerFolders, serverFolders } from './folders.ts';
import { type Lease, giveBack, takeLease } from './lease.ts';
import { lockHolder, underLock } from './lock.ts';
import { type RunningServer, runningServer, startServer, stopServer } from './server.ts';

/** How long to try, in ms: a first initialization on a slow disk fits in, and so does recovery after a power cut. */
const patience = 120_000;

/** No such database, no such role or wrong password, no right to connect: its maker was killed before the end. */
const unfurnished = new Set(['3D000', '28P01', '28000', '42501']);

export interface EmbeddedServer {
  folders: ServerFolders;
  binaries: Binaries;
}

export function embeddedServer(home: string): EmbeddedServer {
  const folders = serverFolders(home);
  return { folders, binaries: serverBinaries(folders) };
}

/**
 * A lease on the server of this home: on the one that runs, else on one that this process starts. Any number of
 * processes may come at once. Throws `store-unavailable` or `store-unsuitable`.
 */
export async function attach({ folders, binaries }: EmbeddedServer): Promise<Lease> {
  const began = performance.now();
  // Before anything is started: without passwords nobody could use it, nor stop it.
  serverCredentials(folders);
  let started = false;
  try {
    for (;;) {
      const server = runningServer(folders);
      if (server?.ready) {
        const lease = await lend(folders, server);
        if (lease) return lease;
      } else if (!server) {
        await underLock(folders.startLock, async () => {
          await ensureCluster(folders, binaries);
          started = (await startServer(folders, binaries)) || started;
        });
      }
      if (performance.now() - began > patience) throw tooLong(folders);
      if (!runningServer(folders)?.ready) await sleep(20);
    }
  } catch (error) {
    // Nobody else can use what this process cannot; users that were faster start it again.
    if (started) await stopServer(folders, binaries);
    throw error;
  }
}

/** A lease; `undefined` when the server was not ready for it and the next try may find it so. */
async function lend(folders: ServerFolders, server: RunningServer): Promise<Lease | undefined> {
  try {
    return await takeLease(folders, server);
  } catch (error) {
    if (!unfurnished.has(codeOf(error))) return passOver(error);
  }
  try {
    await bootstrap(folders, server);
    return undefined;
  } catch (error) {
    if (!['28P01', '28000'].includes(codeOf(error))) return passOver(error);
    throw new StoreError(
      'store-unsuitable',
      `${folders.credentials} does not hold the passwords of the database beside it.`,
      'Put back the file from a backup: the database opens with no other.',
    );
  }
}

/** Gives the lease back and stops the server when it was the last. Resolves when the server is gone. */
export async function leave({ folders, binaries }: EmbeddedServer, lease: Lease): Promise<void> {
  if (await giveBack(lease)) await stopServer(folders, binaries);
  await lease.client.end().catch(() => {});
}

function passOver(error: unknown): undefined {
  if (!isPassing(error)) throw error;
  return undefined;
}

function tooLong(folders: ServerFolders): StoreError {
  const holder = lockHolder(folders.startLock);
  return new StoreError(
    'store-unavailable',
    `The database did not come up within ${patience / 1000} seconds${holder ? `; process ${holder} is starting it` : ''}.`,
    `Its own words are in ${folders.log}.`,
  );
}
