import { sql } from 'kysely';
import type { ContentFate, ContentFinding, ContentFindingKind } from '../core/content-finding.ts';
import { type Move, type Standing, whenSeen } from './finding-state.ts';
import { type FindingsMoved, type StoredMove, lockFindings, writeMoves } from './findings.ts';
import type { TenantScope } from './scope.ts';
import { storableJson } from './storable.ts';

/** Rows in one statement. */
const most = 5_000;

type Known = Standing & { id: string; resource: string };

const reasons: Readonly<Record<Exclude<ContentFate, 'unknown'>, string>> = {
  gone: 'A scan no longer found the item.',
  clean: 'A scan found no PHI in the item any more.',
  permitted: 'The item may be where it is now, by wardline.yaml.',
};

/**
 * Moves the findings of one kind by what a scan saw: new ones open, those that came back reopen, and those whose item
 * does not offend any more are fixed with the reason. Of an item that could not be read nothing is known, and nothing
 * moves. `fateOf` is asked about findings that were not seen.
 */
export async function moveContentFindings(
  scope: TenantScope,
  control: ContentFindingKind,
  {
    seen,
    fateOf,
    scan,
    at,
  }: { seen: readonly ContentFinding[]; fateOf(resource: string): ContentFate; scan: string; at: string },
): Promise<FindingsMoved> {
  await lockFindings(scope);
  const known = await standing(scope, control);
  const moves: StoredMove[] = [];
  let unchanged = 0;
  const ids = await upsert(scope, seen, scan, at);
  for (const finding of seen) {
    const before = known.get(finding.resource);
    const move = whenSeen(before, finding, at);
    if (move) moves.push({ ...move, id: ids.get(finding.resource)!, from: before?.state ?? null });
    else unchanged += 1;
  }
  for (const [resource, before] of known) {
    if (ids.has(resource)) continue;
    const move = whenNotSeen(before, fateOf(resource));
    if (move) moves.push({ ...move, id: before.id, from: before.state });
  }
  for (let from = 0; from < moves.length; from += most)
    await writeMoves(scope, moves.slice(from, from + most), { at, scanId: scan });
  const count = (to: Move['to']) => moves.filter((move) => move.to === to).length;
  return { opened: count('open'), fixed: count('fixed'), accepted: 0, unchanged };
}

function whenNotSeen({ state }: Standing, fate: ContentFate): Move | undefined {
  if (fate === 'unknown' || state === 'fixed' || state === 'false-positive' || state === 'third-party')
    return undefined;
  return { to: 'fixed', by: 'wardline', reason: reasons[fate] };
}

async function standing({ db, tenant }: TenantScope, control: string): Promise<Map<string, Known>> {
  const rows = await db
    .selectFrom('findings')
    .select(['id', 'resource', 'state', 'acceptedUntil'])
    .where('tenantId', '=', tenant)
    .where('control', '=', control)
    .execute();
  return new Map(rows.map((row) => [row.resource, row]));
}

async function upsert(
  { db, tenant }: TenantScope,
  seen: readonly ContentFinding[],
  scan: string,
  at: string,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (let from = 0; from < seen.length; from += most) {
    const { rows } = await sql<{ id: string; resource: string }>`
      insert into wardline.findings (
        tenant_id, control, resource, resource_name, severity, title, why, details, outcome,
        state, state_since, state_by, state_reason, first_seen, last_seen, first_scan, last_scan)
      select ${tenant}, o.control, o.resource, o."resourceName", o.severity, o.title, o.why, o.details, o.outcome,
        'open', ${at}::timestamptz, 'wardline', 'First seen.', ${at}::timestamptz, ${at}::timestamptz,
        ${scan}::uuid, ${scan}::uuid
      from jsonb_to_recordset(${storableJson(seen.slice(from, from + most))}::jsonb) as o(
        control text, resource text, "resourceName" text, severity text, title text, why text, details jsonb, outcome text)
      on conflict (tenant_id, control, resource) do update set
        resource_name = excluded.resource_name, severity = excluded.severity, title = excluded.title, why = excluded.why,
        details = excluded.details, outcome = excluded.outcome, last_seen = excluded.last_seen,
        last_scan = excluded.last_scan
      returning id, resource`.execute(db);
    for (const { id, resource } of rows) ids.set(resource, id);
  }
  return ids;
}

/** What became of the items of which findings of one kind speak, by `<store>/<item>`. */
export async function contentFates(
  { db, tenant }: TenantScope,
  control: ContentFindingKind,
): Promise<Map<string, ContentFate>> {
  const { rows } = await sql<{ resource: string; fate: ContentFate }>`
    select f.resource,
      case when i.id is null or i.gone_at is not null or s.state = 'gone' then 'gone'
           when i.class is null or i.class = 'UNREADABLE' or i.partial then 'unknown'
           when i.class in ('PHI', 'PHI_SENSITIVE') then 'permitted'
           else 'clean' end as fate
    from wardline.findings f
      left join wardline.content_items i
        on i.tenant_id = f.tenant_id and f.resource = i.store_id || '/' || i.id
      left join wardline.content_stores s on s.tenant_id = i.tenant_id and s.id = i.store_id
    where f.tenant_id = ${tenant} and f.control = ${control} and f.state <> 'fixed'`.execute(db);
  return new Map(rows.map(({ resource, fate }) => [resource, fate]));
}
