import { sql } from 'kysely';
import { type FeedContent, type FeedName, type Span, feedNames } from '../core/audit-feed.ts';
import { millis, momentOf } from '../core/clock.ts';
import type { FeedState, WindowKind } from './schema-watch.ts';
import type { TenantScope } from './scope.ts';
import { storableText } from './storable.ts';

export interface KeptFeed {
  feed: FeedName;
  state: FeedState;
  since: string;
  checkpoint: string | null;
  triedAt: string;
  succeededAt: string | null;
  lastEventAt: string | null;
  lastContentAt: string | null;
  problem: string | null;
}

/** Every feed that was ever pulled, in the order of `feedNames`. */
export async function listFeeds({ db, tenant }: TenantScope): Promise<KeptFeed[]> {
  const rows = await db.selectFrom('auditFeeds').selectAll().where('tenantId', '=', tenant).execute();
  return feedNames.flatMap((name) =>
    rows
      .filter(({ feed }) => feed === name)
      .map(({ tenantId: _tenant, begunAt: _begun, ...row }) => ({ ...row, feed: name })),
  );
}

/** How a feed stands after a try. Its checkpoint stays. */
export async function noteFeed(
  { db, tenant }: TenantScope,
  feed: FeedName,
  given: { state: FeedState; since: string; triedAt: string; succeeded: boolean; problem?: string },
): Promise<void> {
  const { state, since, triedAt, succeeded } = given;
  const problem = given.problem === undefined ? null : storableText(given.problem);
  await db
    .insertInto('auditFeeds')
    .values({
      ...{ tenantId: tenant, feed, state, since, begunAt: triedAt, triedAt, problem },
      succeededAt: succeeded ? triedAt : null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['tenantId', 'feed'])
        .doUpdateSet({ state, since, triedAt, problem, ...(succeeded && { succeededAt: triedAt }) }),
    )
    .execute();
}

/** Adds content that was listed. What is known stays, but for its address while it was not fetched. */
export async function addContents(
  { db, tenant }: TenantScope,
  feed: FeedName,
  contents: readonly FeedContent[],
  at: string,
): Promise<void> {
  for (let from = 0; from < contents.length; from += 500)
    await db
      .insertInto('auditBlobs')
      .values(
        contents.slice(from, from + 500).map(({ id, uri, createdAt, expiresAt }) => ({
          ...{ tenantId: tenant, feed, contentId: storableText(id), uri: storableText(uri), createdAt, listedAt: at },
          expiresAt: expiresAt ?? null,
        })),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['tenantId', 'feed', 'contentId'])
          .doUpdateSet((to) => ({ uri: to.ref('excluded.uri') }))
          .where('auditBlobs.fetchedAt', 'is', null),
      )
      .execute();
}

export async function waitingContents({ db, tenant }: TenantScope, feed: FeedName): Promise<FeedContent[]> {
  const rows = await db
    .selectFrom('auditBlobs')
    .select(['contentId as id', 'uri', 'createdAt'])
    .where('tenantId', '=', tenant)
    .where('feed', '=', feed)
    .where('fetchedAt', 'is', null)
    .orderBy('createdAt')
    .execute();
  return rows;
}

/** Microsoft lists contents of seven days; a week more for a clock that was wrong. */
const listedFor = 14 * 86_400_000;

/** Forgets contents that were fetched and can be listed no more. What was gone stays: a search is asked for it. */
export async function forgetContents({ db, tenant }: TenantScope, at: string): Promise<void> {
  await db
    .deleteFrom('auditBlobs')
    .where('tenantId', '=', tenant)
    .where('createdAt', '<', momentOf(millis(at) - listedFor))
    .where('fetchedAt', '<', momentOf(millis(at) - listedFor))
    .where('gone', '=', false)
    .execute();
}

/** Every record of these contents is in the log; what has no `records` is gone. */
export async function markFetched(
  { db, tenant }: TenantScope,
  feed: FeedName,
  contents: readonly { id: string; records?: number }[],
  at: string,
): Promise<void> {
  if (contents.length === 0) return;
  await sql`
    update wardline.audit_blobs as kept
    set fetched_at = ${at}, gone = given.records is null, records = given.records
    from unnest(${contents.map(({ id }) => storableText(id))}::text[], ${contents.map(({ records }) => records ?? null)}::int[])
      as given (id, records)
    where kept.tenant_id = ${tenant} and kept.feed = ${feed} and kept.content_id = given.id`.execute(db);
}

/** Spans that were proven, oldest first. */
export async function listCoverage(
  { db, tenant }: TenantScope,
  feed: FeedName,
): Promise<(Span & { how: WindowKind })[]> {
  return db
    .selectFrom('auditWindows')
    .select(['fromAt as from', 'toAt as to', 'how'])
    .where('tenantId', '=', tenant)
    .where('feed', '=', feed)
    .orderBy('fromAt')
    .execute();
}

/** Proves a span, joined with those that it touches; `checkpoint` moves the feed's checkpoint to its end, never back. */
export async function coverSpan(
  { db, tenant }: TenantScope,
  feed: FeedName,
  { from, to, how }: Span & { how: WindowKind },
  checkpoint = false,
): Promise<void> {
  const touching = await db
    .deleteFrom('auditWindows')
    .where('tenantId', '=', tenant)
    .where('feed', '=', feed)
    .where('how', '=', how)
    .where('fromAt', '<=', to)
    .where('toAt', '>=', from)
    .returning(['fromAt', 'toAt'])
    .execute();
  const fromAt = [from, ...touching.map((row) => row.fromAt)].sort()[0]!;
  const toAt = [to, ...touching.map((row) => row.toAt)].sort().at(-1)!;
  await db.insertInto('auditWindows').values({ tenantId: tenant, feed, how, fromAt, toAt }).execute();
  if (checkpoint)
    await db
      .updateTable('auditFeeds')
      .set({ checkpoint: sql<string>`greatest(checkpoint, ${to}::timestamptz)` })
      .where('tenantId', '=', tenant)
      .where('feed', '=', feed)
      .execute();
}

/** Content that was gone when it was to be fetched, and that no later search covers. */
export async function goneContents({ db, tenant }: TenantScope): Promise<{ createdAt: string }[]> {
  return db
    .selectFrom('auditBlobs')
    .select('createdAt')
    .where('tenantId', '=', tenant)
    .where('gone', '=', true)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('auditQueries')
            .select('id')
            .whereRef('auditQueries.tenantId', '=', 'auditBlobs.tenantId')
            .where((given) => given.or([given('result', '=', 'done'), given('result', 'is', null)]))
            .whereRef('auditQueries.askedAt', '>=', 'auditBlobs.fetchedAt')
            .whereRef('auditQueries.toAt', '>=', 'auditBlobs.createdAt')
            .whereRef('auditQueries.fromAt', '<', 'auditBlobs.createdAt'),
        ),
      ),
    )
    .orderBy('createdAt')
    .execute();
}

/** Searches that were asked for and not read. */
export async function openSearches({
  db,
  tenant,
}: TenantScope): Promise<{ id: string; span: Span; askedAt: string }[]> {
  const rows = await db
    .selectFrom('auditQueries')
    .select(['id', 'fromAt', 'toAt', 'askedAt'])
    .where('tenantId', '=', tenant)
    .where('endedAt', 'is', null)
    .orderBy('fromAt')
    .execute();
  return rows.map(({ id, fromAt, toAt, askedAt }) => ({ id, span: { from: fromAt, to: toAt }, askedAt }));
}

export async function addSearch({ db, tenant }: TenantScope, id: string, span: Span, at: string): Promise<void> {
  await db
    .insertInto('auditQueries')
    .values({ tenantId: tenant, id, fromAt: span.from, toAt: span.to, askedAt: at })
    .execute();
}

/** Ends a search; what it proves is proven in the same moment. */
export async function endSearch(
  scope: TenantScope,
  id: string,
  ended: { result: 'done' | 'failed'; at: string; records: number; covers: readonly FeedName[] },
): Promise<void> {
  const { db, tenant } = scope;
  const row = await db
    .updateTable('auditQueries')
    .set({ endedAt: ended.at, result: ended.result, records: ended.records })
    .where('tenantId', '=', tenant)
    .where('id', '=', id)
    .returning(['fromAt', 'toAt'])
    .executeTakeFirst();
  if (row)
    for (const feed of ended.covers) await coverSpan(scope, feed, { from: row.fromAt, to: row.toAt, how: 'queried' });
}

/** Bucket n of the lags holds records that came less than 2^n minutes after they happened; the last one all later ones. */
const buckets = 14;

/** Counts records that came, by the hour in which they happened. */
export async function addArrivals(
  { db, tenant }: TenantScope,
  feed: FeedName,
  eventTimes: readonly string[],
  at: string,
): Promise<void> {
  const sound = eventTimes.filter((time) => time !== '');
  if (sound.length === 0) return;
  const { begunAt } = (await db
    .selectFrom('auditFeeds')
    .select('begunAt')
    .where('tenantId', '=', tenant)
    .where('feed', '=', feed)
    .executeTakeFirst()) ?? { begunAt: at };
  for (const [hour, times] of Map.groupBy(sound, (time) => `${time.slice(0, 13)}:00:00.000Z`)) {
    const lags = Array.from({ length: buckets }, () => 0);
    for (const time of times) if (time >= begunAt) lags[bucketOf((millis(at) - millis(time)) / 60_000)]! += 1;
    await sql`
      insert into wardline.audit_arrivals as old (tenant_id, feed, hour, records, lags)
      values (${tenant}, ${feed}, ${hour}, ${times.length}, ${lags})
      on conflict (tenant_id, feed, hour) do update set
        records = old.records + excluded.records,
        lags = (select array_agg(a + b order by n) from unnest(old.lags, excluded.lags) with ordinality as both_of (a, b, n))`.execute(
      db,
    );
  }
  const newest = sound.reduce((a, b) => (a > b ? a : b));
  await db
    .updateTable('auditFeeds')
    .set({ lastContentAt: at, lastEventAt: sql<string>`greatest(last_event_at, ${newest}::timestamptz)` })
    .where('tenantId', '=', tenant)
    .where('feed', '=', feed)
    .execute();
}

function bucketOf(minutes: number): number {
  return Math.min(buckets - 1, Math.max(0, Math.ceil(Math.log2(Math.max(1, minutes)))));
}

export interface Arrivals {
  records: number;
  /** Minutes within which half, and 95 of 100, of the records came; undefined without any. */
  p50?: number;
  p95?: number;
  /** Hours, as moments, in which something happened, oldest first. */
  hours: string[];
}

/** What came of events since a moment. Lags are upper ends of their bucket: 1, 2, 4, 8 … minutes. */
export async function arrivalsSince(
  { db, tenant }: TenantScope,
  since: string,
): Promise<ReadonlyMap<FeedName, Arrivals>> {
  const rows = await db
    .selectFrom('auditArrivals')
    .select(['feed', 'hour', 'records', 'lags'])
    .where('tenantId', '=', tenant)
    .where('hour', '>=', momentOf(millis(since)))
    .orderBy('hour')
    .execute();
  return new Map(
    [...Map.groupBy(rows, ({ feed }) => feed as FeedName)].map(([feed, own]) => {
      const sums = Array.from({ length: buckets }, (_, at) => own.reduce((sum, { lags }) => sum + (lags[at] ?? 0), 0));
      const timed = sums.reduce((a, b) => a + b, 0);
      const within = (share: number) => {
        let seen = 0;
        return 2 ** sums.findIndex((count) => (seen += count) >= share * timed);
      };
      const records = own.reduce((sum, row) => sum + row.records, 0);
      const lag = timed > 0 && { p50: within(0.5), p95: within(0.95) };
      return [feed, { records, ...lag, hours: own.map(({ hour }) => hour) }];
    }),
  );
}
