import { sql } from 'kysely';
import type { TenantScope } from '../scope.ts';
import type { EventEntry } from './entry.ts';
import { indexed } from './indexed-text.ts';
import { addCounts } from './postgres-counts.ts';
import type { SealedHeader } from './segment.ts';

/** Rows of one statement. */
const portion = 2000;
/** The form of what is written here, beside each segment. */
export const indexForm = 2;

/** Indexes a segment in the transaction of the scope: its events, what they name, and their counts. */
export async function addSegment(
  scope: TenantScope,
  { header, hash }: SealedHeader,
  entries: readonly EventEntry[],
): Promise<void> {
  const { db, tenant } = scope;
  await db
    .insertInto('auditSegments')
    .values({
      ...{ tenantId: tenant, sequence: header.sequence, hash, records: header.records, sealedAt: header.sealedAt },
      ...{ firstAt: header.firstAt || null, lastAt: header.lastAt || null, form: indexForm },
    })
    .execute();
  const repeats = new Set([...(await repeatedSignIns(scope, entries)), ...(await repeatedDeeds(scope, entries))]);
  for (let at = 0; at < entries.length; at += portion)
    await addEvents(scope, header.sequence, at, entries.slice(at, at + portion), repeats);
  await addItems(scope, header.sequence, entries);
  await addAddresses(scope, entries);
  await addCounts(scope, entries, repeats);
}

async function addEvents(
  { db, tenant }: TenantScope,
  segment: number,
  from: number,
  part: readonly EventEntry[],
  repeats: ReadonlySet<string>,
): Promise<void> {
  const column = (value: (entry: EventEntry) => string | undefined) =>
    part.map((entry) => {
      const text = value(entry);
      return text === undefined || text === '' ? null : indexed(text);
    });
  // One array a column: a parameter for each cell would meet PostgreSQL's limit of 65,535 after 3,000 rows.
  await sql`
    insert into wardline.audit_records
      (tenant_id, segment, position, id, at, source, operation, workload, outcome, actor, actor_kind, ip, site, file,
       quarantine, managed, app, device, country, repeats, deed)
    select ${tenant}, ${segment}, ${from} - 1 + row_number, id, at, source, operation, workload, outcome, actor, actor_kind,
      ip, site, file, quarantine, managed, app, device, country, repeats, deed
    from unnest(
      ${column(({ id }) => id)}::text[], ${column((entry) => entry.at)}::timestamptz[],
      ${column(({ source }) => source)}::text[], ${column(({ operation }) => operation)}::text[],
      ${column(({ workload }) => workload)}::text[], ${column(({ outcome }) => outcome)}::text[],
      ${column(({ actor }) => actor)}::text[], ${column(({ actorKind }) => actorKind)}::text[],
      ${column(({ ip }) => ip)}::text[], ${column(({ site }) => site)}::text[],
      ${column(({ file }) => file)}::text[], ${column(({ quarantine }) => quarantine)}::text[],
      ${part.map(({ managed }) => managed ?? null)}::boolean[], ${column(({ app }) => app)}::text[],
      ${column(({ device }) => device)}::text[], ${column(({ country }) => country)}::text[],
      ${part.map(({ id }) => repeats.has(id))}::boolean[], ${column(({ deed }) => deed)}::text[]
    ) with ordinality
      as given (id, at, source, operation, workload, outcome, actor, actor_kind, ip, site, file, quarantine, managed, app,
        device, country, repeats, deed, row_number)`.execute(db);
}

async function addItems({ db, tenant }: TenantScope, segment: number, entries: readonly EventEntry[]): Promise<void> {
  const rows = entries.flatMap(({ items, at }, position) =>
    at === '' ? [] : [...new Set(items)].map((item) => ({ item, at, position })),
  );
  for (let from = 0; from < rows.length; from += 10_000) {
    const part = rows.slice(from, from + 10_000);
    await sql`
      insert into wardline.audit_items (tenant_id, item, at, segment, position)
      select ${tenant}, item, at, ${segment}, position
      from unnest(${part.map(({ item }) => indexed(item))}::text[], ${part.map(({ at }) => at)}::timestamptz[],
        ${part.map(({ position }) => position)}::int[]) as given (item, at, position)
      on conflict do nothing`.execute(db);
  }
}

async function addAddresses({ db, tenant }: TenantScope, entries: readonly EventEntry[]): Promise<void> {
  const pairs = new Map<string, readonly [string, string]>();
  for (const { file, addresses } of entries)
    for (const address of file === undefined ? [] : (addresses ?? []))
      pairs.set(`${file}\n${address}`, [file!, address]);
  const all = [...pairs.values()];
  for (let from = 0; from < all.length; from += 10_000) {
    const part = all.slice(from, from + 10_000);
    await sql`
      insert into wardline.audit_addresses (tenant_id, file, address)
      select ${tenant}, file, address
      from unnest(${part.map(([file]) => indexed(file))}::text[], ${part.map(([, address]) => indexed(address))}::text[])
        as given (file, address)
      on conflict do nothing`.execute(db);
  }
}

/**
 * Ids of the sign-ins whose twin is in the log already. The unified log and Graph have the same sign-in under one id,
 * and the log keeps Graph's under `sign-in-` and the id.
 */
async function repeatedSignIns(
  { db, tenant }: TenantScope,
  entries: readonly EventEntry[],
): Promise<ReadonlySet<string>> {
  const twins = new Map<string, string>();
  for (const entry of entries) {
    const twin = twinOf(entry);
    if (twin !== undefined) twins.set(entry.id, indexed(twin));
  }
  if (twins.size === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select id from wardline.audit_records
    where tenant_id = ${tenant} and id = any(${[...twins.values()]}::text[])`.execute(db);
  const known = new Set(rows.map(({ id }) => id));
  const repeated = new Set<string>();
  for (const { id } of entries) {
    const twin = twins.get(id);
    if (twin !== undefined && known.has(twin)) repeated.add(id);
    known.add(id);
  }
  return repeated;
}

const graphs = 'sign-in-';

function twinOf({ id, source, operation }: EventEntry): string | undefined {
  if (source === 'sign-in') return id.startsWith(graphs) ? id.slice(graphs.length) : undefined;
  return source === 'unified' && /^(?:user|serviceprincipal)log(?:gedin|infailed)$/i.test(operation)
    ? `${graphs}${id}`
    : undefined;
}

/**
 * Ids of the changes of the directory whose twin is in the log already. Graph and the unified log give the action one
 * number and the records different ids; of several records of an action the first is the other log's first, and so on.
 */
async function repeatedDeeds(
  { db, tenant }: TenantScope,
  entries: readonly EventEntry[],
): Promise<ReadonlySet<string>> {
  const deeds = new Set(entries.flatMap(({ deed }) => (deed === undefined ? [] : [indexed(deed)])));
  if (deeds.size === 0) return new Set();
  const { rows } = await sql<{ deed: string; source: string; records: number }>`
    select deed, source, count(*)::int as records from wardline.audit_records
    where tenant_id = ${tenant} and deed = any(${[...deeds]}::text[]) group by deed, source`.execute(db);
  const known = new Map(rows.map(({ deed, source, records }) => [`${source} ${deed}`, records]));
  const repeated = new Set<string>();
  for (const { id, source, deed } of entries) {
    if (deed === undefined) continue;
    const own = `${source} ${indexed(deed)}`;
    const other = `${source === 'unified' ? 'directory-audit' : 'unified'} ${indexed(deed)}`;
    const count = (known.get(own) ?? 0) + 1;
    known.set(own, count);
    if (count <= (known.get(other) ?? 0)) repeated.add(id);
  }
  return repeated;
}
