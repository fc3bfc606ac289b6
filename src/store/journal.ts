import { randomUUID } from 'node:crypto';
import { WardlineError } from '../core/errors.ts';
import { StoreError, codeOf } from './errors.ts';
import type { JournalStep, RunKind, RunResult } from './schema.ts';
import type { TenantScope } from './scope.ts';
import { storableText } from './storable.ts';

/** One run that writes to a tenant. */
export interface Run {
  id: string;
  kind: RunKind;
  planId: string | null;
  /** The run that this one takes back. */
  undoes: string | null;
  startedAt: string;
  startedBy: string;
  /** `null` while it runs, and after a kill until it is resumed. */
  endedAt: string | null;
  result: RunResult | null;
}

export interface JournalEntry {
  /** Order of writing; never given twice. */
  seq: number;
  /** Which change of the plan. */
  change: string;
  step: JournalStep;
  /** What an object that is created carries, so that a resumed run finds it and makes none twice. */
  marker: string | null;
  before: unknown;
  intended: unknown;
  result: unknown;
  at: string;
  /** By the database's own clock. */
  recordedAt: string;
}

const runColumns = ['id', 'kind', 'planId', 'undoes', 'startedAt', 'startedBy', 'endedAt', 'result'] as const;

/** Begins a run. Throws `conflict` while another of this tenant has not ended, be it running or killed. */
export async function startRun(
  { db, tenant }: TenantScope,
  given: { kind: RunKind; planId?: string; undoes?: string; by: string; at: string },
): Promise<Run> {
  const run = {
    id: randomUUID(),
    kind: given.kind,
    planId: given.planId ?? null,
    undoes: given.undoes ?? null,
    startedAt: given.at,
    startedBy: storableText(given.by),
    endedAt: null,
    result: null,
  };
  try {
    await db
      .insertInto('runs')
      .values({ tenantId: tenant, ...run })
      .execute();
  } catch (error) {
    if (codeOf(error) !== '23505') throw error;
    throw new StoreError(
      'conflict',
      'Another run of this tenant has not ended.',
      'Wait for it; if it was killed, run the same command again to resume it.',
    );
  }
  return run;
}

/** The run that has not ended, when there is one: it is running now or was killed. `withTenantLock` tells which. */
export async function openRun({ db, tenant }: TenantScope): Promise<Run | undefined> {
  const row = await db
    .selectFrom('runs')
    .select(runColumns)
    .where('tenantId', '=', tenant)
    .where('endedAt', 'is', null)
    .executeTakeFirst();
  return row;
}

/** Throws `not-found`. */
export async function getRun({ db, tenant }: TenantScope, id: string): Promise<Run> {
  const row = await db
    .selectFrom('runs')
    .select(runColumns)
    .where('tenantId', '=', tenant)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new WardlineError('not-found', 'There is no such run of this tenant.');
  return row;
}

/** Newest first. */
export async function listRuns({ db, tenant }: TenantScope, limit = 100): Promise<Run[]> {
  const rows = await db
    .selectFrom('runs')
    .select(runColumns)
    .where('tenantId', '=', tenant)
    .orderBy('startedAt', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows;
}

/** Ends a run. Throws `conflict` when it has ended. */
export async function endRun(
  { db, tenant }: TenantScope,
  id: string,
  { result, at }: { result: RunResult; at: string },
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('runs')
    .set({ endedAt: at, result })
    .where('tenantId', '=', tenant)
    .where('id', '=', id)
    .where('endedAt', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new StoreError('conflict', 'This run has ended already.');
}

/**
 * Writes one line of the journal: `intended`, with what was there before, ahead of a write to the tenant; after it
 * what came of it. The line is durable when the transaction of the scope has committed, so each line takes a
 * `withTenant` of its own, and the write to the tenant begins after that. Values come back letter for letter.
 */
export async function writeJournal(
  { db, tenant }: TenantScope,
  runId: string,
  given: {
    change: string;
    step: JournalStep;
    marker?: string;
    before?: unknown;
    intended?: unknown;
    result?: unknown;
    at: string;
  },
): Promise<number> {
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
  const { seq } = await db
    .insertInto('journal')
    .values({
      tenantId: tenant,
      runId,
      change: given.change,
      step: given.step,
      marker: given.marker ?? null,
      at: given.at,
      before: json(given.before),
      intended: json(given.intended),
      result: json(given.result),
    })
    .returning('seq')
    .executeTakeFirstOrThrow();
  return seq;
}

/** In the order of writing. */
export async function readJournal({ db, tenant }: TenantScope, runId: string): Promise<JournalEntry[]> {
  return db
    .selectFrom('journal')
    .select(['seq', 'change', 'step', 'marker', 'before', 'intended', 'result', 'at', 'recordedAt'])
    .where('tenantId', '=', tenant)
    .where('runId', '=', runId)
    .orderBy('seq')
    .execute();
}
