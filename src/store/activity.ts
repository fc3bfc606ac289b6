import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { StoreError } from './errors.ts';
import type { SystemScope } from './scope.ts';
import { storableText } from './storable.ts';

/** What somebody did with Wardline (45 CFR 164.312(b)): hash-chained, and refused to change by the database. */
export interface ActivityEntry {
  /** ISO 8601 UTC. */
  at: string;
  tenant?: string | undefined;
  account?: string | undefined;
  /** The person's address, `token <name> of <address>`, or `wardline`. */
  actor: string;
  /** `plans.approve`: an endpoint's id, or `sign-in.password`. */
  action: string;
  /** What it was done to: ids only, no names from the tenant. */
  object: string;
  outcome: 'done' | 'refused' | 'failed';
  /** Names the request in the server's log. */
  request: string;
  address: string;
  detail?: Readonly<Record<string, string | number | boolean>>;
}

export interface KeptActivity extends ActivityEntry {
  detail: Readonly<Record<string, string | number | boolean>>;
  seq: number;
  previous: string;
  hash: string;
}

const first = '0'.repeat(64);
/** One writer of the chain at a time, over all servers. */
const chainLock = 0x57_4c_41_43;

/** Adds entries to the chain, in order, in the transaction of `scope`. */
export async function recordActivity({ db }: SystemScope, entries: readonly ActivityEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await sql`select pg_advisory_xact_lock(${chainLock})`.execute(db);
  const last = await db
    .selectFrom('activity')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  let { seq, hash: previous } = last ?? { seq: 0, hash: first };
  const rows = entries.map((entry) => {
    seq += 1;
    const detail = entry.detail ?? {};
    const kept = {
      ...entry,
      actor: storableText(entry.actor),
      object: storableText(entry.object),
      detail,
      seq,
      previous,
    };
    const hash = hashOf(kept);
    const row = {
      seq,
      at: entry.at,
      tenant: entry.tenant ?? null,
      accountId: entry.account ?? null,
      actor: kept.actor,
      action: entry.action,
      object: kept.object,
      outcome: entry.outcome,
      request: entry.request,
      address: entry.address,
      detail: JSON.stringify(detail),
      previous,
      hash,
    };
    previous = hash;
    return row;
  });
  await db.insertInto('activity').values(rows).execute();
}

/** Newest first: entries of one tenant, or of all where none is given, older than `before`. */
export async function listActivity(
  { db }: SystemScope,
  {
    tenant,
    account,
    action,
    before,
    limit,
  }: { tenant?: string; account?: string; action?: string; before?: number; limit: number },
): Promise<KeptActivity[]> {
  const rows = await db
    .selectFrom('activity')
    .selectAll()
    .$if(tenant !== undefined, (query) => query.where('tenant', '=', tenant!))
    .$if(account !== undefined, (query) => query.where('accountId', '=', account!))
    .$if(action !== undefined, (query) =>
      query.where('action', 'like', `${action!.replaceAll(/[%_\\]/g, String.raw`\$&`)}%`),
    )
    .$if(before !== undefined, (query) => query.where('seq', '<', before!))
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ tenant, accountId, ...row }) => ({
    ...row,
    detail: row.detail as KeptActivity['detail'],
    ...(tenant !== null && { tenant }),
    ...(accountId !== null && { account: accountId }),
  }));
}

/** Reads the chain from its first entry on. Throws `integrity` naming the first entry that does not fit. */
export async function verifyActivity({ db }: SystemScope): Promise<{ entries: number; head: string }> {
  let previous = first;
  let seq = 0;
  for (;;) {
    const rows = await db
      .selectFrom('activity')
      .selectAll()
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(5_000)
      .execute();
    for (const { tenant, accountId, ...row } of rows) {
      const kept = { ...row, tenant: tenant ?? undefined, account: accountId ?? undefined, detail: row.detail as {} };
      if (row.seq !== seq + 1 || row.previous !== previous || row.hash !== hashOf(kept))
        throw new StoreError(
          'integrity',
          `The activity log does not fit together at entry ${seq + 1}.`,
          'Compare it with a backup: somebody with rights over the database changed it.',
        );
      seq = row.seq;
      previous = row.hash;
    }
    if (rows.length < 5_000) return { entries: seq, head: previous };
  }
}

function hashOf(entry: Omit<KeptActivity, 'hash'>): string {
  const { seq, at, tenant, account, actor, action, object, outcome, request, address, detail, previous } = entry;
  const content = [seq, at, tenant ?? null, account ?? null, actor, action, object, outcome, request, address];
  const sorted = Object.entries(detail).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([previous, ...content, sorted]))
    .digest('hex');
}
