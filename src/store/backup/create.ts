import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import pg from 'pg';
import { lockKey } from '../advisory-lock.ts';
import { lockName } from '../events/writing-lock.ts';
import { bytesOf, filesOf } from './files.ts';
import { type BackupManifest, type Ending, recordOf } from './records.ts';
import { type BackupKey, newHeader, sealedWriter } from './sealed-file.ts';
import { backupTables, rowsOf, seeAllTenants } from './tables.ts';

/** Milliseconds to wait for whoever writes to a tenant's audit log. */
const patience = 300_000;

/**
 * Writes one encrypted file with all that lasts: every row as it was at one moment, then the files beside the database.
 * Files come after the rows, and a row is written after its file: so each file that a row names is there. The master key
 * is not in it. Memory stays bounded; killed anywhere there is no file of that name.
 */
export async function createBackup(
  { home, connection }: { home: string; connection: pg.ClientConfig },
  { path, key, at, wardline }: { path: string; key: BackupKey; at: string; wardline: string },
): Promise<BackupManifest> {
  const client = new pg.Client({ ...connection, application_name: 'wardline backup' });
  client.on('error', () => {});
  await client.connect();
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomUUID()}.partial`;
  const file = await open(draft, 'wx', 0o600);
  try {
    const out = await sealedWriter(file, newHeader(key, { at, wardline }), key);
    await client.query("set timezone = 'UTC'; set datestyle = 'ISO'; set extra_float_digits = 1");
    await client.query('begin transaction isolation level repeatable read read only');
    const { rows } = await client.query<{ name: string }>('select name from wardline.schema_migrations order by name');
    const tables: Record<string, Ending> = {};
    await seeAllTenants(client);
    for (const table of await backupTables(client)) {
      await out.write(recordOf('open', { table: table.name, columns: table.columns }));
      const reading = rowsOf(client, table);
      for (;;) {
        const { value, done } = await reading.next();
        if (done) {
          tables[table.name] = { hash: value.hash, size: value.rows };
          await out.write(recordOf('end', tables[table.name]!));
          break;
        }
        await out.write(recordOf('piece', Buffer.from(value)));
      }
    }
    await client.query('commit');
    const manifest: BackupManifest = {
      migrations: rows.map(({ name }) => name),
      ...{ tables, files: 0, bytes: 0, tenants: tables['tenants']?.size ?? 0 },
    };
    const copy = async (name: string) => {
      const reading = bytesOf(home, name);
      let step = await reading.next();
      if (step.done && !step.value) return;
      await out.write(recordOf('open', { file: name }));
      for (; !step.done; step = await reading.next()) await out.write(recordOf('piece', step.value));
      await out.write(recordOf('end', step.value!));
      manifest.files += 1;
      manifest.bytes += step.value!.size;
    };
    let tenant: string | undefined;
    const lock = (of: string) => lockKey(`tenant ${of} ${lockName}`);
    await client.query(`set lock_timeout = ${patience}`);
    for await (const name of filesOf(home)) {
      // Nobody writes to a tenant's audit log while its files are copied.
      const [, of] = /^events\/([^/]+)\//.exec(name) ?? [];
      if (of !== tenant && tenant) await client.query('select pg_advisory_unlock($1)', [lock(tenant)]);
      if (of !== tenant && of) await client.query('select pg_advisory_lock($1)', [lock(of)]);
      tenant = of;
      await copy(name);
    }
    await out.write(recordOf('manifest', manifest));
    await out.end();
    await file.sync();
    await file.close();
    await rename(draft, path);
    return manifest;
  } finally {
    await file.close().catch(() => {});
    await rm(draft, { force: true });
    await client.end();
  }
}
