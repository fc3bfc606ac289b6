import { type SqlBool, sql } from 'kysely';
import type { Assessment } from '../core/assessment.ts';
import { WardlineError } from '../core/errors.ts';
import type { Severity } from '../core/severity.ts';
import { lockKey } from './advisory-lock.ts';
import { type Move, type Observed, type Standing, checkMove, observe, whenGone, whenSeen } from './finding-state.ts';
import type { FindingDetail, FindingState } from './schema.ts';
import type { TenantScope } from './scope.ts';
import { storableJson, storableText } from './storable.ts';

export interface Finding {
  id: string;
  control: string;
  /** The object's id in lower case; empty for the control as a whole. */
  resource: string;
  resourceName: string;
  severity: Severity;
  title: string;
  why: string;
  details: FindingDetail[];
  /** As last seen. */
  outcome: 'fail' | 'partial';
  state: FindingState;
  stateSince: string;
  stateBy: string;
  stateReason: string;
  /** Last day of an acceptance. */
  acceptedUntil: string | null;
  planId: string | null;
  firstSeen: string;
  lastSeen: string;
  /** Null for a finding of a content scan. */
  firstAssessment: string | null;
  lastAssessment: string | null;
}

export interface FindingEvent {
  at: string;
  from: FindingState | null;
  to: FindingState;
  by: string;
  reason: string;
  acceptedUntil: string | null;
  assessmentId: string | null;
  planId: string | null;
  /** By the database's own clock. */
  recordedAt: string;
}

/** How many findings an assessment moved, by where they went; `opened` counts new ones and those that came back. */
export interface FindingsMoved {
  opened: number;
  fixed: number;
  accepted: number;
  /** Seen again without a move. */
  unchanged: number;
}

export interface FindingFilter {
  states?: readonly FindingState[];
  controls?: readonly string[];
  severities?: readonly Severity[];
  /** Findings of assessments, or of content scans; both when not given. */
  about?: 'settings' | 'content';
  limit?: number;
  /** The last finding of the page before. */
  after?: Pick<Finding, 'id' | 'lastSeen'>;
}

const columns = [
  'id',
  'control',
  'resource',
  'resourceName',
  'severity',
  'title',
  'why',
  'details',
  'outcome',
  'state',
  'stateSince',
  'stateBy',
  'stateReason',
  'acceptedUntil',
  'planId',
  'firstSeen',
  'lastSeen',
  'firstAssessment',
  'lastAssessment',
] as const satisfies readonly (keyof Finding)[];

/** Newest first. */
export async function listFindings({ db, tenant }: TenantScope, filter: FindingFilter = {}): Promise<Finding[]> {
  let query = db
    .selectFrom('findings')
    .select(columns)
    .where('tenantId', '=', tenant)
    .orderBy('lastSeen', 'desc')
    .orderBy('id')
    .limit(filter.limit ?? 1000);
  if (filter.states) query = query.where('state', 'in', filter.states);
  if (filter.controls) query = query.where('control', 'in', filter.controls);
  if (filter.about) query = query.where('control', filter.about === 'content' ? 'like' : 'not like', 'content.%');
  if (filter.severities) query = query.where('severity', 'in', filter.severities);
  const { after } = filter;
  if (after)
    query = query.where(
      sql<SqlBool>`(last_seen < ${after.lastSeen} or (last_seen = ${after.lastSeen} and id > ${after.id}))`,
    );
  return query.execute();
}

/** Throws `not-found`. */
export async function getFinding({ db, tenant }: TenantScope, id: string): Promise<Finding> {
  const row = await db
    .selectFrom('findings')
    .select(columns)
    .where('tenantId', '=', tenant)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new WardlineError('not-found', 'There is no such finding of this tenant.');
  return row;
}

/** Oldest first. */
export async function findingHistory({ db, tenant }: TenantScope, id: string): Promise<FindingEvent[]> {
  return db
    .selectFrom('findingHistory')
    .select([
      'at',
      'fromState as from',
      'toState as to',
      'by',
      'reason',
      'acceptedUntil',
      'assessmentId',
      'planId',
      'recordedAt',
    ])
    .where('tenantId', '=', tenant)
    .where('findingId', '=', id)
    .orderBy('seq')
    .execute();
}

/** A person's decision on a finding. Throws `not-found`, and `bad-input` when reason, last day or plan is missing. */
export async function decideFinding(
  scope: TenantScope,
  id: string,
  move: Move & { planId?: string; at: string },
): Promise<Finding> {
  const { db, tenant } = scope;
  await lockFindings(scope);
  const finding = await getFinding(scope, id);
  checkMove(finding, move, move.at);
  await writeMoves(scope, [{ ...move, id, from: finding.state }], { at: move.at, planId: move.planId ?? null });
  await db
    .updateTable('findings')
    .set({ planId: move.to === 'planned' ? (move.planId ?? null) : null })
    .where('tenantId', '=', tenant)
    .where('id', '=', id)
    .execute();
  return getFinding(scope, id);
}

/**
 * Moves the findings by what an assessment saw: new ones open, those that came back reopen, those whose control was
 * judged and whose object no longer offends are fixed. A control that became unknown or not licensed moves nothing.
 */
export async function moveFindings(
  scope: TenantScope,
  assessmentId: string,
  assessment: Assessment,
): Promise<FindingsMoved> {
  const at = assessment.assessedAt;
  await lockFindings(scope);
  const { results, observed } = observe(assessment);
  const known = await standing(scope, [...results.keys()]);
  const moves: StoredMove[] = [];
  let unchanged = 0;
  const ids = await upsertObserved(scope, observed, assessmentId, at);
  const seen = new Set(observed.map(keyOf));
  for (const finding of observed) {
    const before = known.get(keyOf(finding));
    const move = whenSeen(before, finding, at);
    if (move) moves.push({ ...move, id: ids.get(keyOf(finding))!, from: before?.state ?? null });
    else unchanged += 1;
  }
  for (const [key, before] of known) {
    if (seen.has(key)) continue;
    const move = whenGone(before, results.get(before.control)!);
    if (move) moves.push({ ...move, id: before.id, from: before.state });
  }
  await writeMoves(scope, moves, { at, assessmentId });
  const count = (to: FindingState) => moves.filter((move) => move.to === to).length;
  return { opened: count('open'), fixed: count('fixed'), accepted: count('accepted'), unchanged };
}

export type StoredMove = Move & { id: string; from: FindingState | null };

/** Two assessments of one tenant that end at once take turns. Ends with the transaction. */
export async function lockFindings({ db, tenant }: TenantScope): Promise<void> {
  // A connection that checked foreign keys while the tables were small goes on to read them from end to end for each
  // row: ten thousand findings then take a quarter of a minute in place of a second.
  await sql.raw('discard plans; set local enable_seqscan = off').execute(db);
  await sql`select pg_advisory_xact_lock(${lockKey(`findings ${tenant}`)})`.execute(db);
}

function keyOf({ control, resource }: Pick<Observed, 'control' | 'resource'>): string {
  return `${control}\n${resource}`;
}

async function standing({ db, tenant }: TenantScope, controls: readonly string[]) {
  if (controls.length === 0) return new Map<string, Standing & { id: string; control: string; resource: string }>();
  const rows = await db
    .selectFrom('findings')
    .select(['id', 'control', 'resource', 'state', 'acceptedUntil'])
    .where('tenantId', '=', tenant)
    .where('control', 'in', controls)
    .execute();
  return new Map(rows.map((row) => [keyOf(row), row]));
}

/** One statement however many there are: a tenant of ten thousand users can have as many findings. */
async function upsertObserved(
  { db, tenant }: TenantScope,
  observed: readonly Observed[],
  assessmentId: string,
  at: string,
): Promise<Map<string, string>> {
  if (observed.length === 0) return new Map();
  const { rows } = await sql<{ id: string; control: string; resource: string }>`
    insert into wardline.findings (
      tenant_id, control, resource, resource_name, severity, title, why, details, outcome,
      state, state_since, state_by, state_reason, first_seen, last_seen, first_assessment, last_assessment)
    select ${tenant}, o.control, o.resource, o."resourceName", o.severity, o.title, o.why, o.details, o.outcome,
      'open', ${at}::timestamptz, 'wardline', 'First seen.', ${at}::timestamptz, ${at}::timestamptz,
      ${assessmentId}::uuid, ${assessmentId}::uuid
    from jsonb_to_recordset(${storableJson(observed)}::jsonb) as o(
      control text, resource text, "resourceName" text, severity text, title text, why text, details jsonb, outcome text)
    on conflict (tenant_id, control, resource) do update set
      resource_name = excluded.resource_name, severity = excluded.severity, title = excluded.title, why = excluded.why,
      details = excluded.details, outcome = excluded.outcome, last_seen = excluded.last_seen,
      last_assessment = excluded.last_assessment
    returning id, control, resource`.execute(db);
  return new Map(rows.map((row) => [keyOf(row), row.id]));
}

export async function writeMoves(
  { db, tenant }: TenantScope,
  moves: readonly StoredMove[],
  cause: { at: string; assessmentId?: string; scanId?: string; planId?: string | null },
): Promise<void> {
  if (moves.length === 0) return;
  const rows = storableJson(
    moves.map(({ id, from, to, by, reason, until }) => ({
      id,
      from,
      to,
      until: until ?? null,
      by: storableText(by),
      reason: storableText(reason),
    })),
  );
  await sql`
    with moves as (
      select * from jsonb_to_recordset(${rows}::jsonb) as m(id uuid, "from" text, "to" text, by text, reason text, until date)
    ), moved as (
      update wardline.findings f
      set state = m."to", state_since = ${cause.at}::timestamptz, state_by = m.by, state_reason = m.reason,
        accepted_until = m.until
      from moves m where f.tenant_id = ${tenant} and f.id = m.id
    )
    insert into wardline.finding_history (
      tenant_id, finding_id, at, from_state, to_state, by, reason, accepted_until, assessment_id, scan_id, plan_id)
    select ${tenant}, m.id, ${cause.at}::timestamptz, m."from", m."to", m.by, m.reason, m.until,
      ${cause.assessmentId ?? null}::uuid, ${cause.scanId ?? null}::uuid, ${cause.planId ?? null}::uuid
    from moves m`.execute(db);
}
