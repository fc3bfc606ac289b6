import type pg from 'pg';
import { eventLogOf } from '../events/log-place.ts';
import { segmentNumbers } from '../events/manifest.ts';
import { eventsFolder } from '../events/keys.ts';
import { verifyLog } from '../events/verify-log.ts';
import { verifyActivity } from '../activity.ts';
import type { Keyring } from '../master-key.ts';
import { openStore } from '../open.ts';
import { withSystem } from '../scope.ts';
import { listTenants } from '../tenants.ts';
import { loadBackup, readBackup } from './load.ts';
import type { BackupManifest } from './records.ts';
import { onDatabase, withClient } from './restore.ts';
import type { BackupHeader, BackupKey } from './sealed-file.ts';
import { backupTables, rowsOf, seeAllTenants } from './tables.ts';

export interface BackupVerification {
  header: BackupHeader;
  manifest: BackupManifest;
  /** What is not as it was; empty when all is. */
  problems: string[];
  /** Entries of the activity log whose chain was followed. */
  activity: number;
  /** Tenants whose audit log was read to the last byte; undefined where no master key was there to read it. */
  logs: number | undefined;
}

/**
 * The drill: restores into the empty folder `scratch` with a database of its own, compares every table by count and
 * hash, every file by its hash, and follows the chains of the activity log and of each audit log.
 */
export async function verifyBackup(
  path: string,
  key: BackupKey,
  { scratch, keyring }: { scratch: string; keyring: Keyring | undefined },
): Promise<BackupVerification> {
  const { header, manifest } = await readBackup(path, key);
  const problems: string[] = [];
  await onDatabase(scratch, undefined, async (connection) => {
    await loadBackup(path, key, manifest, { home: scratch, connection });
    problems.push(...(await differences(connection, manifest)));
  });
  // Opening it runs the migrations that came since.
  const store = await openStore({ home: scratch, upgrade: { backup: false } });
  try {
    const activity = await withSystem(store, verifyActivity).then(
      ({ entries }) => entries,
      (error: unknown) => {
        problems.push(error instanceof Error ? error.message : 'The activity log does not read.');
        return 0;
      },
    );
    const tenants = await withSystem(store, (scope) => listTenants(scope, { removed: true }));
    let logs = 0;
    for (const { id } of keyring ? tenants : []) {
      if (segmentNumbers(eventsFolder(scratch, id)).length === 0) continue;
      const found = await verifyLog(eventLogOf(store, keyring!, id));
      problems.push(...found.problems.map(({ what, segment }) => `Audit log of ${id}: ${what} (${segment ?? '-'})`));
      logs += 1;
    }
    return { header, manifest, problems, activity, logs: keyring ? logs : undefined };
  } finally {
    await store.close();
  }
}

async function differences(connection: pg.ClientConfig, manifest: BackupManifest): Promise<string[]> {
  return withClient(connection, async (client) => {
    const problems: string[] = [];
    await client.query("set timezone = 'UTC'; set datestyle = 'ISO'; set extra_float_digits = 1");
    await client.query('begin transaction isolation level repeatable read read only');
    await seeAllTenants(client);
    for (const table of await backupTables(client)) {
      const reading = rowsOf(client, table);
      let step = await reading.next();
      while (!step.done) step = await reading.next();
      const { rows, hash } = step.value;
      const expected = manifest.tables[table.name];
      if (rows !== expected?.size) problems.push(`Table ${table.name}: ${rows} rows for ${expected?.size ?? 0}.`);
      else if (hash !== expected.hash) problems.push(`Table ${table.name}: other rows than were saved.`);
    }
    await client.query('commit');
    return problems;
  });
}
