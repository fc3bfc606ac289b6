import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import pg from 'pg';
import { StoreError } from '../errors.ts';
import { migrations } from '../migrations/index.ts';
import { prepareDatabase } from '../migrate.ts';
import { placed } from './files.ts';
import { type BackupManifest, type Ending, type Opening, recordsOf } from './records.ts';
import { type BackupHeader, type BackupKey, openSealed } from './sealed-file.ts';
import { openForLoading } from './tables.ts';

/** The manifest stands last, so reading it reads and checks every byte. Nothing is written. */
export async function readBackup(
  path: string,
  key: BackupKey,
): Promise<{ header: BackupHeader; manifest: BackupManifest }> {
  const { header, bytes } = await openSealed(path, key);
  let manifest: BackupManifest | undefined;
  for await (const { kind, content } of recordsOf(bytes))
    if (kind === 'manifest') manifest = JSON.parse(content.toString('utf8')) as BackupManifest;
  if (!manifest) throw broken();
  const stranger = manifest.migrations.find((name) => !(name in migrations));
  if (stranger)
    throw new StoreError(
      'store-newer',
      `A newer Wardline wrote this backup: it holds the change ${stranger}.`,
      'Restore it with that version or a later one.',
    );
  return { header, manifest };
}

/**
 * Fills an empty database and an empty folder from a backup that was read before. The database gets the form that it had
 * when the backup was made; bring it up to date afterwards. Rows come in one transaction; counts and hashes are compared.
 */
export async function loadBackup(
  path: string,
  key: BackupKey,
  manifest: BackupManifest,
  { home, connection }: { home: string; connection: pg.ClientConfig },
): Promise<void> {
  const then = Object.fromEntries(manifest.migrations.map((name) => [name, migrations[name]!]));
  await prepareDatabase(connection, then);
  const client = new pg.Client({ ...connection, application_name: 'wardline restore' });
  client.on('error', () => {});
  await client.connect();
  try {
    // With no schema in the path PostgreSQL spells every name out.
    await client.query("set timezone = 'UTC'; set datestyle = 'ISO'; set search_path = pg_catalog");
    await client.query('begin');
    const database = await openForLoading(client);
    const { bytes } = await openSealed(path, key);
    let at: { table: string; columns: string[]; rows: number } | { file: FileHandle; size: number } | undefined;
    let hash = createHash('sha256');
    for await (const { kind, content } of recordsOf(bytes)) {
      if (kind === 'open') {
        const opening = JSON.parse(content.toString('utf8')) as Opening;
        hash = createHash('sha256');
        at = 'table' in opening ? { ...opening, rows: 0 } : { file: await placed(home, opening.file), size: 0 };
      } else if (kind === 'piece') {
        if (!at) throw broken();
        if ('file' in at) {
          hash.update(content);
          at.size += content.length;
          await at.file.write(content);
        } else at.rows += await database.load(at.table, at.columns, content.toString('utf8'));
      } else if (kind === 'end') {
        const ending = JSON.parse(content.toString('utf8')) as Ending;
        if (!at) throw broken();
        if ('file' in at) {
          await at.file.sync();
          await at.file.close();
          if (at.size !== ending.size || hash.digest('hex') !== ending.hash) throw broken();
        } else if (at.rows !== ending.size) throw broken();
        at = undefined;
      }
    }
    await database.close();
    await client.query('commit');
  } finally {
    await client.end();
  }
}

function broken(): StoreError {
  return new StoreError('integrity', 'The backup does not hold what its manifest says.', 'Use an older backup.');
}
