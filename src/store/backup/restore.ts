import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { outsideConnection } from '../connection.ts';
import { attach, embeddedServer, leave } from '../embedded/attach.ts';
import { embeddedConnection } from '../embedded/bootstrap.ts';
import { runningServer } from '../embedded/server.ts';
import { StoreError } from '../errors.ts';
import { prepareDatabase } from '../migrate.ts';
import { loadBackup, readBackup } from './load.ts';
import type { BackupManifest } from './records.ts';
import type { BackupHeader, BackupKey } from './sealed-file.ts';
import { endOpenJobs } from './tables.ts';

/** What may lie in a data folder that counts as empty: what a person puts there to restore. */
const brought = /^(?:master\.key|recovery-kit.*|backups|replaced-.*)$/;

/**
 * Restores into an empty data folder and an empty database. `replace` moves what is there aside (folder
 * `replaced-<time>`, schema `wardline_replaced_<time>`) and deletes nothing. Throws `conflict` where something is there
 * or runs.
 */
export async function restoreBackup(
  path: string,
  key: BackupKey,
  given: { home: string; databaseUrl?: string | undefined; replace: boolean; at: string },
): Promise<{ header: BackupHeader; manifest: BackupManifest }> {
  const { home, databaseUrl, replace, at } = given;
  // Read to its end first: a backup that is cut off must not cost what is there.
  const read = await readBackup(path, key);
  await mkdir(home, { recursive: true, mode: 0o711 });
  const stamp = at.replaceAll(/\D/g, '').slice(0, 14);
  await clearFolder(home, replace, stamp);
  const unfinished = join(home, 'restore-unfinished');
  await writeFile(unfinished, `${path}\n`, { mode: 0o600 });
  await onDatabase(home, databaseUrl, async (connection) => {
    if (databaseUrl) await clearDatabase(connection, replace, stamp);
    await loadBackup(path, key, read.manifest, { home, connection });
    await prepareDatabase(connection);
    await withClient(connection, endOpenJobs);
  });
  await rm(unfinished);
  return read;
}

/** A connection as owner to the outside database, else to an embedded one of this folder that runs meanwhile. */
export async function onDatabase<T>(
  home: string,
  databaseUrl: string | undefined,
  act: (connection: pg.ClientConfig) => Promise<T>,
): Promise<T> {
  if (databaseUrl) return act(outsideConnection(databaseUrl));
  const embedded = embeddedServer(home);
  const lease = await attach(embedded);
  try {
    return await act(embeddedConnection(embedded.folders, lease.server));
  } finally {
    await leave(embedded, lease);
  }
}

export async function withClient<T>(connection: pg.ClientConfig, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(connection);
  client.on('error', () => {});
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
}

async function clearFolder(home: string, replace: boolean, stamp: string): Promise<void> {
  const there = (await readdir(home)).filter((name) => !brought.test(name));
  if (there.length === 0) return;
  if (!replace)
    throw new StoreError(
      'conflict',
      'The data folder is not empty.',
      'Restore into an empty one with --home FOLDER, or move what is there aside with --replace.',
    );
  if (
    (existsSync(join(home, 'postgres')) || existsSync(join(home, 'postgres.at'))) &&
    runningServer(embeddedServer(home).folders)
  )
    throw new StoreError('conflict', 'Wardline runs on this data folder.', 'End it first, on every machine.');
  const aside = join(home, `replaced-${stamp}`);
  await mkdir(aside, { mode: 0o700 });
  for (const name of there) await rename(join(home, name), join(aside, name));
}

async function clearDatabase(connection: pg.ClientConfig, replace: boolean, stamp: string): Promise<void> {
  await withClient(connection, async (client) => {
    for (const schema of ['wardline', 'wardline_jobs']) {
      const { rows } = await client.query('select to_regnamespace($1) is not null as there', [schema]);
      if (!rows[0]?.there) continue;
      if (!replace && schema === 'wardline')
        throw new StoreError(
          'conflict',
          'The database holds a Wardline already.',
          'Restore into an empty database, or rename what is there with --replace.',
        );
      await client.query(`alter schema ${schema} rename to ${schema}_replaced_${stamp}`);
    }
  });
}
