import { daysAfter } from '../core/clock.ts';
import type { JournalEntry } from '../core/journal.ts';
import type { Plan, PlannedChange, Stage } from '../core/plan.ts';

/** A staged change of an applied plan: where it stands, what comes next and when that may be. */
export interface StagePlace {
  change: PlannedChange;
  reached: Stage;
  /** When it entered that stage. */
  since: string;
  /** Absent at the last stage. */
  next?: Stage;
  /** The moment from which the next stage is allowed. */
  from?: string;
}

/** Where the staged changes of a plan stand, by the journals of its runs, oldest line first. Undone ones stand nowhere. */
export function stagePlaces(plan: Plan, entries: readonly JournalEntry[]): StagePlace[] {
  return plan.changes.flatMap((change) => {
    const own = entries.filter((entry) => entry.change === change.id);
    const last = own.findLast((entry) => entry.stage && (entry.step === 'done' || entry.step === 'already'));
    const index = change.stages.findIndex(({ name }) => name === last?.stage);
    if (!last || index < 0 || own.some(({ step }) => step === 'undone')) return [];
    const reached = change.stages[index]!;
    const next = change.stages[index + 1];
    const place = { change, reached, since: last.at };
    return [next ? { ...place, next, from: daysAfter(last.at, reached.minimumDays) } : place];
  });
}
