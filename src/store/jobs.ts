import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { JobState } from './schema-jobs.ts';
import type { TenantScope } from './scope.ts';
import { lockKey } from './advisory-lock.ts';
import { storableText } from './storable.ts';

export interface Job {
  id: string;
  tenant: string;
  kind: string;
  parameters: Readonly<Record<string, unknown>>;
  state: JobState;
  startedBy: string;
  createdAt: string;
  beganAt?: string | undefined;
  endedAt?: string | undefined;
  attempts: number;
  /** Somebody asked for it to end. */
  cancel: boolean;
  done?: number | undefined;
  total?: number | undefined;
  /** The newest line of its log. */
  now?: string | undefined;
  exit?: number | undefined;
  /** What it printed, where that is little. */
  result?: string | undefined;
}

export interface JobLine {
  seq: number;
  at: string;
  line: string;
}

/** Lines kept of one job. A scan of a large tenant says much, and only the newest matter. */
const mostLines = 5_000;

export async function addJob(
  { db, tenant }: TenantScope,
  { kind, parameters, by, at }: { kind: string; parameters: Readonly<Record<string, unknown>>; by: string; at: string },
): Promise<Job> {
  const row = await db
    .insertInto('jobs')
    .values({
      tenantId: tenant,
      id: randomUUID(),
      kind,
      parameters: JSON.stringify(parameters),
      state: 'waiting',
      startedBy: by,
      createdAt: at,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return jobOf(row);
}

export async function getJob({ db }: TenantScope, id: string): Promise<Job | undefined> {
  const row = await db.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirst();
  return row && jobOf(row);
}

/** Newest first. */
export async function listJobs(
  { db }: Pick<TenantScope, 'db'>,
  { open, limit }: { open?: boolean; limit: number },
): Promise<Job[]> {
  const rows = await db
    .selectFrom('jobs')
    .selectAll()
    .$if(open === true, (query) => query.where('state', 'in', ['waiting', 'running']))
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(jobOf);
}

/**
 * An open job of this kind and these parameters, else a new one: the same work is not queued twice, also when two
 * people begin it at the same moment.
 */
export async function openOrAddJob(
  scope: TenantScope,
  job: { kind: string; parameters: Readonly<Record<string, unknown>>; by: string; at: string },
): Promise<{ job: Job; fresh: boolean }> {
  const { db, tenant } = scope;
  await sql`select pg_advisory_xact_lock(${lockKey(`begin ${job.kind} in ${tenant}`)})`.execute(db);
  const row = await db
    .selectFrom('jobs')
    .selectAll()
    .where('kind', '=', job.kind)
    .where('state', 'in', ['waiting', 'running'])
    .where(sql`parameters::text`, '=', JSON.stringify(job.parameters))
    .executeTakeFirst();
  return row ? { job: jobOf(row), fresh: false } : { job: await addJob(scope, job), fresh: true };
}

/** A worker takes a job, once more where one died over it. Undefined when it ended meanwhile. */
export async function beginJob({ db }: TenantScope, id: string, at: string): Promise<Job | undefined> {
  const row = await db
    .updateTable('jobs')
    .set({ state: 'running', beganAt: sql<string>`coalesce(began_at, ${at})`, attempts: sql<number>`attempts + 1` })
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'running'])
    .returningAll()
    .executeTakeFirst();
  return row && jobOf(row);
}

/** Adds a line to the log and, where it says so, how far the work is. True when the job is to end. */
export async function addJobLine(
  { db, tenant }: TenantScope,
  id: string,
  { at, line, done, total }: { at: string; line: string; done?: number; total?: number },
): Promise<boolean> {
  const text = storableText(line.slice(0, 1_000));
  const { cancel, seq } = await db
    .updateTable('jobs')
    .set({ now: text, ...(done !== undefined && { done }), ...(total !== undefined && { total }) })
    .where('id', '=', id)
    .returning([
      'cancel',
      sql<number>`(select coalesce(max(seq), 0) + 1 from wardline.job_lines where job_id = jobs.id)`.as('seq'),
    ])
    .executeTakeFirstOrThrow();
  if (seq <= mostLines)
    await db.insertInto('jobLines').values({ tenantId: tenant, jobId: id, seq, at, line: text }).execute();
  return cancel;
}

/** Whether somebody asked for the job to end. */
export async function isCanceled({ db }: TenantScope, id: string): Promise<boolean> {
  const row = await db.selectFrom('jobs').select('cancel').where('id', '=', id).executeTakeFirst();
  return row?.cancel === true;
}

export async function jobLines({ db }: TenantScope, id: string, after: number): Promise<JobLine[]> {
  return db
    .selectFrom('jobLines')
    .select(['seq', 'at', 'line'])
    .where('jobId', '=', id)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(1_000)
    .execute();
}

/** Asks a job to end: at once when no worker has it yet. False when it has ended already. */
export async function cancelJob({ db }: TenantScope, id: string, at: string): Promise<boolean> {
  const waiting = await db
    .updateTable('jobs')
    .set({ cancel: true, state: 'canceled', endedAt: at })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  if (waiting.numUpdatedRows > 0n) return true;
  const running = await db
    .updateTable('jobs')
    .set({ cancel: true })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .executeTakeFirst();
  return running.numUpdatedRows > 0n;
}

/**
 * Ends a job. `attempt` names the worker's own taking of it: one that was silent for so long that another took the job
 * over ends nothing.
 */
export async function endJob(
  { db }: TenantScope,
  id: string,
  given: {
    state: JobState;
    at: string;
    exit?: number | undefined;
    result?: string | undefined;
    attempt?: number | undefined;
  },
): Promise<void> {
  const { state, at, exit, result, attempt } = given;
  await db
    .updateTable('jobs')
    .set({ state, endedAt: at, exit: exit ?? null, result: result === undefined ? null : storableText(result) })
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'running'])
    .$if(attempt !== undefined, (query) => query.where('attempts', '=', attempt!))
    .execute();
}

function jobOf(row: {
  id: string;
  tenantId: string;
  kind: string;
  parameters: Record<string, unknown>;
  state: JobState;
  startedBy: string;
  createdAt: string;
  beganAt: string | null;
  endedAt: string | null;
  attempts: number;
  cancel: boolean;
  done: number | null;
  total: number | null;
  now: string | null;
  exit: number | null;
  result: string | null;
}): Job {
  const { id, tenantId, kind, parameters, state, startedBy, createdAt, attempts, cancel } = row;
  return {
    ...{ id, tenant: tenantId, kind, parameters, state, startedBy, createdAt, attempts, cancel },
    beganAt: row.beganAt ?? undefined,
    endedAt: row.endedAt ?? undefined,
    done: row.done ?? undefined,
    total: row.total ?? undefined,
    now: row.now ?? undefined,
    exit: row.exit ?? undefined,
    result: row.result ?? undefined,
  };
}
