import { daysBetween } from '../core/clock.ts';
import type { JournalEntry } from '../core/journal.ts';
import type { PlannedChange, Stage } from '../core/plan.ts';
import { type ApplyOptions, type ApplyResult, carryOut, checkPlan } from './apply.ts';
import { enforces, isSwap } from './security-defaults.ts';

export interface AdvanceOptions extends ApplyOptions {
  /** Changes that must not move now, by id, and why: a report-only policy that would stop people. */
  held?: ReadonlyMap<string, string>;
}

interface Ready {
  change: PlannedChange;
  next: Stage;
}

/**
 * Moves the staged changes of a run whose days have passed to their next stage. While security defaults are on, policies
 * are enforced only together with everything that replaces them; what cannot be enforced then goes back to its stage
 * before, and the defaults come back.
 */
export async function advancePlan(options: AdvanceOptions): Promise<ApplyResult> {
  const { plan, journal, tenant } = options;
  checkPlan(options);
  await journal.claim({ id: options.run, plan: plan.id, tenant: tenant.id, by: options.by, at: options.now() });
  try {
    const known = await journal.entries(options.run);
    const ready = plan.changes.flatMap((change): Ready[] => {
      const next = options.held?.has(change.id) ? undefined : nextStage(change, known, options.now());
      return next ? [{ change, next }] : [];
    });
    const { now, waiting } = ordered(ready, plan.changes, known);
    for (const { id, summary } of plan.changes) {
      const why = options.held?.get(id);
      if (why !== undefined) waiting.push({ id, summary, why });
    }
    const results: ApplyResult['changes'][number][] = [];
    let failed = false;
    for (const { change, next } of now) {
      if (failed && needsSwap(change)) {
        waiting.push({ id: change.id, summary: change.summary, why: defaultsStay });
        continue;
      }
      const entry = await carryOut(options, change, next, []);
      results.push(resultOf(change, next, entry));
      const swap = now.find((other) => isSwap(other.change))?.change;
      const part = swap && (isSwap(change) || swap.dependsOn.includes(change.id));
      if (part && entry.step === 'failed') {
        failed = true;
        results.push(...(await goBack(options, now, results)));
      }
      options.onProgress?.({
        ...{ change: change.id, summary: change.summary, step: entry.step },
        ...{ done: results.length, total: now.length },
      });
    }
    return { run: options.run, changes: results, ...(waiting.length > 0 && { waiting }) };
  } finally {
    await journal.release(options.run);
  }
}

const defaultsStay = 'Security defaults stay on until everything that replaces them can be enforced.';

function needsSwap(change: PlannedChange): boolean {
  return isSwap(change) || enforces(change);
}

/** What goes now, the swap of security defaults and what replaces them first; and what waits for it. */
function ordered(
  ready: readonly Ready[],
  changes: readonly PlannedChange[],
  known: readonly JournalEntry[],
): { now: readonly Ready[]; waiting: NonNullable<ApplyResult['waiting']>[number][] } {
  const swap = changes.find(isSwap);
  const swapped = swap && reachedStage(swap, known) === swap.stages.at(-1)?.name;
  if (!swap || swapped) return { now: ready, waiting: [] };
  const isReady = (id: string) => ready.some(({ change }) => change.id === id);
  const rank = ({ change }: Ready) => (isSwap(change) ? 0 : swap.dependsOn.includes(change.id) ? 1 : 2);
  if (isReady(swap.id) && swap.dependsOn.every(isReady))
    return { now: ready.toSorted((a, b) => rank(a) - rank(b)), waiting: [] };
  return {
    now: ready.filter(({ change }) => !needsSwap(change)),
    waiting: ready
      .filter(({ change }) => needsSwap(change))
      .map(({ change }) => ({ id: change.id, summary: change.summary, why: defaultsStay })),
  };
}

/** Policies that were enforced in this round go back to their stage before, and then the defaults come back. */
async function goBack(
  options: ApplyOptions,
  now: readonly Ready[],
  results: ApplyResult['changes'],
): Promise<ApplyResult['changes']> {
  const done = now.filter(({ change }) =>
    results.some(({ id, step }) => id === change.id && (step === 'done' || step === 'already')),
  );
  const back: ApplyResult['changes'][number][] = [];
  for (const { change } of done.toReversed().filter((entry) => needsSwap(entry.change))) {
    const before = change.stages.at(-2);
    if (before) back.push(resultOf(change, before, await carryOut(options, change, before, [])));
  }
  return back;
}

function resultOf(change: PlannedChange, stage: Stage, entry: JournalEntry): ApplyResult['changes'][number] {
  return {
    id: change.id,
    summary: change.summary,
    step: entry.step,
    stage: stage.name,
    ...(entry.reason && { reason: entry.reason }),
  };
}

function reachedStage(change: PlannedChange, entries: readonly JournalEntry[]): string | undefined {
  return reached(change, entries)?.stage;
}

function reached(change: PlannedChange, entries: readonly JournalEntry[]): JournalEntry | undefined {
  const own = entries.filter((entry) => entry.change === change.id);
  if (own.some((entry) => entry.step === 'undone')) return undefined;
  return own.findLast((entry) => entry.stage && (entry.step === 'done' || entry.step === 'already'));
}

/** The stage that a change may enter now; undefined when it is at its last, not begun, failed, or must wait. */
export function nextStage(change: PlannedChange, entries: readonly JournalEntry[], now: string): Stage | undefined {
  const last = reached(change, entries);
  const index = change.stages.findIndex((stage) => stage.name === last?.stage);
  if (!last || index < 0) return undefined;
  const waited = daysBetween(last.at, now) >= change.stages[index]!.minimumDays;
  return waited ? change.stages[index + 1] : undefined;
}
