import type { Change } from '../core/change.ts';
import type { JournalEntry } from '../core/journal.ts';
import type { Plan, PlannedChange } from '../core/plan.ts';
import { mayHaveRun, outsideErrorCode } from '../core/reading.ts';
import { type ApplyOptions, type ApplyResult, NotRecorded, recorded } from './apply.ts';
import type { Tenant } from './tenant.ts';
import { equal } from './values.ts';

export interface UndoOptions extends ApplyOptions {
  /** The run whose changes are taken back. */
  undoes: string;
  /** Also take back what cannot be taken back wholly, as far as it goes. */
  evenPartly?: boolean;
}

/** What an undo would do, in the reverse order of the apply. */
export function undoSteps(
  plan: Plan,
  entries: readonly JournalEntry[],
): { change: PlannedChange; inverse: Change; cannot?: string }[] {
  const done = plan.changes.filter((change) => {
    const own = entries.filter((entry) => entry.change === change.id);
    const wrote = own.some((entry) => entry.step === 'written' || entry.step === 'done');
    return wrote && !own.some((entry) => entry.step === 'undone');
  });
  return done.toReversed().map((change) => {
    const before = entries.find((entry) => entry.change === change.id && entry.before)?.before ?? change.from;
    return {
      change,
      inverse: inverseOf(change, before),
      ...(change.undo !== 'restore' && { cannot: change.undo.cannot }),
    };
  });
}

/** Writes back what was recorded before each change of a run. What cannot be undone is left and named, unless asked for. */
export async function undoRun(options: UndoOptions): Promise<ApplyResult> {
  const { journal, tenant, plan } = options;
  await journal.claim({ id: options.run, plan: plan.id, tenant: tenant.id, by: options.by, at: options.now() });
  try {
    const steps = undoSteps(plan, await journal.entries(options.undoes));
    const begun = await journal.entries(options.run);
    const results: ApplyResult['changes'][number][] = [];
    for (const { change, inverse, cannot } of steps) {
      if (cannot && !options.evenPartly) {
        results.push({ id: change.id, summary: change.summary, step: 'failed', reason: `Cannot be undone: ${cannot}` });
        continue;
      }
      const intended = begun.findLast((line) => line.change === change.id && line.run === options.run);
      results.push(await takeBack(options, change, inverse, intended));
      options.onProgress?.({
        change: change.id,
        summary: inverse.summary,
        step: results.at(-1)!.step,
        done: results.length,
        total: steps.length,
      });
    }
    return { run: options.run, changes: results };
  } finally {
    await journal.release(options.run);
  }
}

async function takeBack(
  options: UndoOptions,
  change: PlannedChange,
  inverse: Change,
  intended: JournalEntry | undefined,
): Promise<ApplyResult['changes'][number]> {
  const { tenant, journal } = options;
  const line = (step: JournalEntry['step'], reason?: string): JournalEntry => ({
    run: options.undoes,
    change: change.id,
    step,
    at: options.now(),
    ...(reason && { reason }),
  });
  const restored = (values: Record<string, unknown>) => isRestored(inverse, values);
  try {
    const asPlanned = { ...change, ...inverse, stages: [], operation: inverse.operation } as PlannedChange;
    // An interrupted undo may have made or removed the object a moment ago and the directory not show it yet.
    const present =
      intended && inverse.operation !== 'set'
        ? await tenant.settle(asPlanned, restored, intended.at)
        : await tenant.valuesOf(asPlanned);
    if (!restored(present)) {
      const own = { ...line('intended'), run: options.run, before: present, values: inverse.values ?? {} };
      await recorded(journal, own);
      await writeBack(tenant, inverse, async () => restored(await tenant.settle(asPlanned, restored, own.at)));
      if (!restored(await tenant.settle(asPlanned, restored)))
        throw Object.assign(new Error('Reading it back shows another value.'), { code: 'unexpected-value' });
    }
    await recorded(journal, line('undone'));
    return { id: change.id, summary: inverse.summary, step: 'undone' };
  } catch (error) {
    if (error instanceof NotRecorded) throw error.cause;
    if (error instanceof Error && error.name === 'AbortError') throw error;
    const reason =
      error instanceof Error && 'code' in error ? error.message : 'An unforeseen fault while writing back.';
    await options.journal.record(line('failed', reason));
    return { id: change.id, summary: inverse.summary, step: 'failed', reason };
  }
}

/** Writes; an error is none where the object is gone already, or where its answer was lost and the write was not. */
async function writeBack(tenant: Tenant, inverse: Change, isThere: () => Promise<boolean>): Promise<void> {
  try {
    await tenant.write(inverse);
  } catch (error) {
    const gone = inverse.operation === 'remove' && outsideErrorCode(error) === 'not-found';
    if (!gone && !(mayHaveRun(error) && (await isThere()))) throw error;
  }
}

function isRestored(inverse: Change, values: Readonly<Record<string, unknown>>): boolean {
  const exists = Object.keys(values).length > 0;
  if (inverse.operation === 'remove') return !exists;
  if (inverse.operation === 'create') return exists;
  return exists && Object.entries(inverse.values ?? {}).every(([field, value]) => equal(values[field], value));
}

function inverseOf(change: PlannedChange, before: Readonly<Record<string, unknown>>): Change {
  const { stages: _stages, ...plain } = change;
  const summary = `Undo: ${change.summary}`;
  const existed = Object.keys(before).length > 0;
  if (change.operation === 'create' && !existed) return { ...plain, operation: 'remove', values: {}, summary };
  if (change.operation === 'remove') return { ...plain, operation: 'create', values: before, summary };
  return { ...plain, operation: 'set', values: before, summary };
}
