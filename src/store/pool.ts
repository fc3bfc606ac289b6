import {
  CamelCasePlugin,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import pg from 'pg';
import { systemRole, tenantRole } from './roles.ts';
import type { Database } from './schema.ts';

/** A pool whose connections start in the tenant role, and so see no row until a tenant is set. */
export function makePool(connection: pg.ClientConfig, max: number): pg.Pool {
  return poolWith(connection, max, [`-c role=${tenantRole}`]);
}

/** A pool for single statements of the system role, which sees nothing inside a tenant; nothing can be written by it. */
export function makeReaders(connection: pg.ClientConfig, max: number): pg.Pool {
  return poolWith(connection, max, [`-c role=${systemRole}`, '-c default_transaction_read_only=on']);
}

function poolWith(connection: pg.ClientConfig, max: number, own: readonly string[]): pg.Pool {
  const settings = [...own, '-c timezone=UTC', '-c datestyle=ISO'];
  const pool = new pg.Pool({
    ...connection,
    options: [connection.options, ...settings].filter(Boolean).join(' '),
    max,
    types: { getTypeParser },
    // Nothing here keeps a process alive that has nothing else to do.
    allowExitOnIdle: true,
    // A client that hangs in the midst of a transaction would hold its locks.
    idle_in_transaction_session_timeout: 300_000,
  });
  // A connection that breaks is replaced, and a query on it rejects; without listeners, on the pool for the idle ones
  // and on each client for those at work, the event would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

const plugins = [new CamelCasePlugin({ maintainNestedObjectKeys: true })];
const adapter = new PostgresAdapter();
const compiler = new PostgresQueryCompiler();

/**
 * Typed queries on schema `wardline` over one connection on which a transaction has begun; columns in camelCase, what
 * lies inside a JSON column as it is. It cannot begin or end a transaction: that is the scope's. (Kysely's own
 * transactions would cost one round trip more for each scope, and as much processor time again.)
 */
export function databaseOn(client: pg.ClientBase): Kysely<Database> {
  const connection: DatabaseConnection = {
    async executeQuery<R>({
      sql,
      parameters,
    }: {
      sql: string;
      parameters: readonly unknown[];
    }): Promise<QueryResult<R>> {
      const { rows, rowCount } = await client.query(sql, [...parameters]);
      return { rows: rows as R[], numAffectedRows: BigInt(rowCount ?? 0) };
    },
    streamQuery: refuse,
  };
  const driver: Driver = {
    init: () => Promise.resolve(),
    acquireConnection: () => Promise.resolve(connection),
    releaseConnection: () => Promise.resolve(),
    destroy: () => Promise.resolve(),
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
  };
  return new Kysely<Database>({
    dialect: {
      createAdapter: () => adapter,
      createDriver: () => driver,
      createQueryCompiler: () => compiler,
      createIntrospector: (db) => new PostgresIntrospector(db),
    },
    plugins,
  }).withSchema('wardline');
}

function refuse(): never {
  throw new Error('The scope is the transaction: begin another with withTenant.');
}

/** PostgreSQL's numbers of types. */
const oids = { int8: 20, date: 1082, timestamptz: 1184 };

function getTypeParser(oid: number, format?: 'text' | 'binary') {
  if (format !== 'binary') {
    if (oid === oids.timestamptz) return isoMoment;
    if (oid === oids.date) return (text: string) => text;
    // Counts and sequence numbers; none comes near the 2^53 where a number would lie.
    if (oid === oids.int8) return Number;
  }
  return pg.types.getTypeParser(oid, format);
}

/** `2026-11-20 06:12:41.5+00` as `2026-11-20T06:12:41.500Z`. */
function isoMoment(text: string): string {
  const [, day, time, fraction = ''] = /^(\S+) (\d\d:\d\d:\d\d)(?:\.(\d+))?\+00$/.exec(text) ?? [];
  return day && time ? `${day}T${time}.${fraction.padEnd(3, '0').slice(0, 3)}Z` : text;
}
