import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { underAdvisoryLock } from './advisory-lock.ts';
import { StoreError } from './errors.ts';
import { migrations } from './migrations/index.ts';
import { ensureRoles } from './roles.ts';

const table = 'schema_migrations';

/** Oldest PostgreSQL that is supported, as the server writes its version. */
const oldestServer = 150_000;

/**
 * Makes the database fit for this version: right server, roles there, all migrations run, one process at a time.
 * Costs three queries when there is nothing to do. `beforeUpgrade` runs before migrations of a database that is in use;
 * when it throws, none of them runs. Throws `store-unsuitable` and, when a newer Wardline has written
 * here, `store-newer`; nothing is changed then.
 */
export async function prepareDatabase(
  connection: pg.ClientConfig,
  known = migrations,
  beforeUpgrade: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const client = new pg.Client(connection);
  client.on('error', () => {});
  await client.connect();
  try {
    await checkServer(client);
    if (await isCurrent(client, known)) return;
    await underAdvisoryLock(client, 'migrations', async () => {
      if (await isCurrent(client, known)) return;
      if (await isThere(client)) await beforeUpgrade();
      await ensureRoles(client);
      await migrate(connection, known);
    });
  } finally {
    await client.end();
  }
}

export function refuseOldServer(version: number): void {
  if (version >= oldestServer) return;
  throw new StoreError(
    'store-unsuitable',
    `The database is PostgreSQL ${Math.floor(version / 10_000)}; Wardline needs 15 or newer.`,
    'Upgrade the server, or unset DATABASE_URL to use the embedded one.',
  );
}

async function checkServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: string; encoding: string; replica: boolean }>(
    `select current_setting('server_version_num') as version, current_setting('server_encoding') as encoding,
       pg_is_in_recovery() as replica`,
  );
  const { version, encoding, replica } = rows[0]!;
  refuseOldServer(Number(version));
  if (encoding !== 'UTF8')
    throw new StoreError(
      'store-unsuitable',
      `The database stores text as ${encoding}; Wardline needs UTF8.`,
      "Make the database with: create database wardline encoding 'UTF8' template template0;",
    );
  if (replica)
    throw new StoreError(
      'store-unsuitable',
      'The database is a read-only replica.',
      'Let DATABASE_URL name the primary server.',
    );
}

/** Whether some Wardline has written here. */
async function isThere(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query(`select to_regclass('wardline.${table}') is not null as found`);
  return rows[0]?.found === true;
}

/** Whether exactly our migrations have run. Throws when one has run that this version does not know. */
async function isCurrent(client: pg.Client, known: typeof migrations): Promise<boolean> {
  if (!(await isThere(client))) return false;
  const { rows } = await client.query<{ name: string }>(`select name from wardline.${table} order by name`);
  const stranger = rows.find(({ name }) => !(name in known));
  if (stranger)
    throw new StoreError(
      'store-newer',
      `The database was written by a newer Wardline: it holds the change ${stranger.name}, which this version does not know.`,
      'Install that version or a later one. Nothing was changed.',
    );
  return rows.length === Object.keys(known).length;
}

async function migrate(connection: pg.ClientConfig, known: typeof migrations): Promise<void> {
  const pool = new pg.Pool({ ...connection, max: 1 });
  // Its connection may still be closing when the server is stopped: without a listener that would end the process.
  pool.on('error', () => {});
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin()],
  });
  try {
    const migrator = new Migrator({
      db,
      provider: { getMigrations: () => Promise.resolve({ ...known }) },
      migrationTableName: table,
      migrationLockTableName: `${table}_lock`,
      migrationTableSchema: 'wardline',
    });
    const { error } = await migrator.migrateToLatest();
    if (error) throw error;
  } finally {
    await db.destroy();
  }
}
