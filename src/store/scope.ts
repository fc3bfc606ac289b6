import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type pg from 'pg';
import { WardlineError } from '../core/errors.ts';
import type { Blobs } from './blobs.ts';
import { StoreError } from './errors.ts';
import type { Store } from './open.ts';
import { connectionFault, isPassing } from './connection.ts';
import { databaseOn } from './pool.ts';
import { systemRole } from './roles.ts';
import type { Database } from './schema.ts';

/** One transaction inside one tenant: the database shows and takes rows of this tenant and no other. */
export interface TenantScope {
  readonly tenant: string;
  readonly db: Kysely<Database>;
  readonly blobs: Blobs;
}

/** One transaction in which tenants are made, listed and removed; what lies inside them is out of sight. */
export interface SystemScope {
  readonly db: Kysely<Database>;
}

/**
 * Runs `act` in one transaction on one tenant and commits when it resolves; when it rejects nothing has happened.
 * What was written is durable when the promise resolves, and not before. Throws `bad-input` for what is no tenant id.
 */
export async function withTenant<T>(store: Store, tenant: string, act: (scope: TenantScope) => Promise<T>): Promise<T> {
  return inTransaction(store, `begin; ${scopeTo([tenant])}`, (db) => act({ tenant, db, blobs: store.blobs }));
}

/** Reads across several tenants in one transaction that refuses to write. */
export async function readTenants<T>(
  store: Store,
  tenants: readonly string[],
  act: (db: Kysely<Database>) => Promise<T>,
): Promise<T> {
  return inTransaction(store, `begin read only; ${scopeTo(tenants)}`, act);
}

export async function withSystem<T>(store: Store, act: (scope: SystemScope) => Promise<T>): Promise<T> {
  return inTransaction(store, `begin; set local role ${systemRole}`, (db) => act({ db }));
}

/**
 * One statement as the system role on a connection that cannot write: one round trip where a transaction takes three.
 * What it says may be said again when the server was killed meanwhile.
 */
export async function readSystem<T>(store: Store, act: (scope: SystemScope) => Promise<T>): Promise<T> {
  return patiently(store, store.readers, (client) => act({ db: databaseOn(client) }));
}

/** As `readSystem`, by a statement that each connection parses and plans once. Columns come as the statement names them. */
export async function readPrepared<Row>(
  store: Store,
  name: string,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  return patiently(
    store,
    store.readers,
    async (client) => (await client.query({ name, text, values: [...values] })).rows,
  );
}

/** A tenant's id in the store: a GUID in lower case or a short name. Throws `bad-input`. */
export function checkTenantId(id: string): void {
  if (/^[a-z0-9][a-z0-9-]{0,63}$/.test(id)) return;
  throw new WardlineError(
    'bad-input',
    'This is no id of a tenant.',
    'An id is a GUID or a short name of lower-case letters, digits and hyphens.',
  );
}

/** Local to the transaction: the connection goes back to the pool without it. Ids that passed the check need no quoting. */
function scopeTo(tenants: readonly string[]): string {
  for (const tenant of tenants) checkTenantId(tenant);
  return `set local wardline.tenants = '${tenants.join(',')}'`;
}

async function inTransaction<T>(store: Store, begin: string, act: (db: Kysely<Database>) => Promise<T>): Promise<T> {
  const client = await begun(store, begin);
  let broken = false;
  try {
    const result = await act(databaseOn(client));
    const { command } = await client.query('commit');
    // Somebody caught the error of a statement: PostgreSQL answers COMMIT with ROLLBACK and keeps nothing.
    if (command === 'ROLLBACK') throw new Error('A statement of this transaction had failed; nothing was written.');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => (broken = true));
    throw broken ? lost(error) : error;
  } finally {
    client.release(broken);
  }
}

/** Waits, in ms, between tries to begin: a server that was killed is started again meanwhile. */
const waits = [0, 50, 200, 500, 1000];

async function begun(store: Store, begin: string): Promise<pg.PoolClient> {
  let held: pg.PoolClient | undefined;
  await patiently(
    store,
    store.pool,
    async (client) => client.query(begin),
    (client) => (held = client),
  );
  return held!;
}

/** Does what may be done twice; `keep` takes the connection instead of the pool. */
async function patiently<T>(
  store: Store,
  pool: pg.Pool,
  act: (client: pg.PoolClient) => Promise<T>,
  keep: (client: pg.PoolClient) => void = (client) => client.release(),
): Promise<T> {
  for (const wait of waits) {
    if (wait > 0) await sleep(wait);
    await store.ready();
    let client: pg.PoolClient | undefined;
    try {
      client = await pool.connect();
      const result = await act(client);
      keep(client);
      return result;
    } catch (error) {
      client?.release(true);
      if (!isPassing(error) || wait === waits.at(-1)) throw connectionFault(error);
    }
  }
  throw new Error('unreachable');
}

function lost(error: unknown): unknown {
  if (!isPassing(error)) return error;
  return new StoreError(
    'store-unavailable',
    'The connection to the database was lost before it confirmed.',
    'Read what is there before you repeat it.',
  );
}
