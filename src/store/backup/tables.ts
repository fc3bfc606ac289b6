import { createHash } from 'node:crypto';
import type pg from 'pg';
import { StoreError } from '../errors.ts';
import { systemRole, tenantRole } from '../roles.ts';

/** A table of schema `wardline`, as a backup reads and writes it. */
export interface BackupTable {
  name: string;
  columns: string[];
  primaryKey: string[];
  /** The role whose eyes row-level security opens for all of its rows. */
  role: typeof systemRole | typeof tenantRole | 'owner';
}

/** What is of the moment: a restored session or link would let somebody in who was put out since. */
const passing = new Set(['sessions', 'one_time_links', 'device_sign_ins', 'attempts', 'idempotency_keys']);
/** Made by the migrations that a restore runs. */
const ofMigrations = new Set(['schema_migrations', 'schema_migrations_lock']);
/** Rows that are in memory at once. */
const step = 200;

/** All tables that a backup holds, by name. */
export async function backupTables(client: pg.ClientBase): Promise<BackupTable[]> {
  const { rows } = await client.query<{
    name: string;
    columns: string[];
    key: string[];
    walls: boolean;
    system: boolean;
  }>(
    `select c.relname as name, c.relrowsecurity as walls,
       array(select attname::text from pg_attribute
         where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '' order by attnum) as columns,
       array(select a.attname::text from pg_index i cross join unnest(i.indkey) with ordinality as k (attnum, place)
         join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
         where i.indrelid = c.oid and i.indisprimary order by k.place) as key,
       exists (select from pg_policies p where p.schemaname = 'wardline' and p.tablename = c.relname
         and '${systemRole}' = any (p.roles) and p.cmd in ('ALL', 'SELECT') and p.qual = 'true') as system
     from pg_class c
     where c.relnamespace = 'wardline'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
     order by c.relname`,
  );
  return rows
    .filter(({ name }) => !passing.has(name) && !ofMigrations.has(name))
    .map(({ name, columns, key, walls, system }) => {
      if (key.length === 0) throw new Error(`${name} has no primary key`);
      return { name, columns, primaryKey: key, role: system ? systemRole : walls ? tenantRole : 'owner' };
    });
}

/** Opens the eyes of this transaction for all rows of all tenants, the removed ones too. */
export async function seeAllTenants(client: pg.ClientBase): Promise<void> {
  await client.query(`set local role ${systemRole}`);
  const { rows } = await client.query<{ id: string }>('select id from wardline.tenants order by id');
  await client.query('reset role');
  await client.query("select set_config('wardline.tenants', $1, true)", [rows.map(({ id }) => id).join(',')]);
}

/**
 * The rows of a table in the order of its key, as JSON arrays of some hundred: bounded memory however large it is. Gives
 * how many there were and the hash of all.
 */
export async function* rowsOf(
  client: pg.ClientBase,
  { name, columns, primaryKey, role }: BackupTable,
): AsyncGenerator<string, { rows: number; hash: string }> {
  const hash = createHash('sha256');
  let rows = 0;
  await client.query(role === 'owner' ? 'reset role' : `set local role ${role}`);
  await client.query(
    `declare copied no scroll cursor for select row_to_json(t)::text as line
     from (select ${quoted(columns)} from wardline.${name} order by ${quoted(primaryKey)}) t`,
  );
  for (;;) {
    const { rows: some } = await client.query<{ line: string }>(`fetch ${step} from copied`);
    if (some.length === 0) break;
    rows += some.length;
    for (const { line } of some) hash.update(line).update('\n');
    yield `[${some.map(({ line }) => line).join(',')}]`;
  }
  await client.query('close copied');
  await client.query('reset role');
  return { rows, hash: hash.digest('hex') };
}

/**
 * Writes rows into empty tables, in one transaction: the guards (walls, append-only, pointers between tables) are lifted
 * for its length, put back, and the pointers checked.
 */
export async function openForLoading(client: pg.ClientBase): Promise<{
  load(table: string, columns: readonly string[], rows: string): Promise<number>;
  close(): Promise<void>;
}> {
  const tables = await backupTables(client);
  const { rows: pointers } = await client.query<{ place: string; name: string; definition: string }>(
    `select conrelid::regclass::text as place, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where contype = 'f' and connamespace = 'wardline'::regnamespace and conparentid = 0`,
  );
  const known = new Map(tables.map((table) => [table.name, table]));
  for (const { place, name } of pointers) await client.query(`alter table ${place} drop constraint ${name}`);
  for (const { name, role } of tables)
    await client.query(
      `alter table wardline.${name} disable trigger user${role === 'owner' ? '' : ', no force row level security'}`,
    );
  return {
    async load(name, columns, rows) {
      const table = known.get(name);
      if (!table || columns.some((column) => !table.columns.includes(column)))
        throw new StoreError('integrity', 'The backup holds a table that its version does not have.', undefined);
      const { rowCount } = await client.query(
        `insert into wardline.${name} (${quoted(columns)}) overriding system value
         select ${quoted(columns)} from json_populate_recordset(null::wardline.${name}, $1::json)`,
        [rows],
      );
      return rowCount ?? 0;
    },
    async close() {
      for (const { place, name, definition } of pointers)
        await client.query(`alter table ${place} add constraint ${name} ${definition}`);
      for (const { name, role } of tables)
        await client.query(
          `alter table wardline.${name} enable trigger user${role === 'owner' ? '' : ', force row level security'}`,
        );
      const { rows: counters } = await client.query<{ place: string; column: string }>(
        `select c.oid::regclass::text as place, a.attname as column from pg_attribute a join pg_class c on c.oid = a.attrelid
         where c.relnamespace = 'wardline'::regnamespace and a.attidentity <> '' and c.relkind in ('r', 'p')`,
      );
      await seeAllTenants(client);
      for (const { place, column } of counters) {
        const role = known.get(place.replace('wardline.', ''))?.role ?? 'owner';
        await client.query(role === 'owner' ? 'reset role' : `set local role ${role}`);
        const { rows } = await client.query<{ most: string | null }>(
          `select max("${column}")::text as most from ${place}`,
        );
        await client.query('reset role');
        if (rows[0]?.most)
          await client.query('select setval(pg_get_serial_sequence($1, $2), $3::bigint)', [
            place,
            column,
            rows[0].most,
          ]);
      }
    },
  };
}

/** Work that was under way when the backup was made must not begin by itself now, on tenants that have moved on. */
export async function endOpenJobs(client: pg.ClientBase): Promise<void> {
  await client.query('begin');
  await seeAllTenants(client);
  await client.query(`set local role ${tenantRole}`);
  await client.query(
    "update wardline.jobs set state = 'failed', ended_at = now() where state in ('waiting', 'running')",
  );
  await client.query('commit');
}

function quoted(columns: readonly string[]): string {
  return columns.map((column) => `"${column.replaceAll('"', '""')}"`).join(', ');
}
