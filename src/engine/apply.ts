import type { Change } from '../core/change.ts';
import { WardlineError } from '../core/errors.ts';
import { mayHaveRun } from '../core/reading.ts';
import type { Journal, JournalEntry } from '../core/journal.ts';
import type { Organization } from '../core/organization.ts';
import type { Plan, PlannedChange, Stage } from '../core/plan.ts';
import { planId } from './plan.ts';
import { equal } from './values.ts';
import type { Tenant } from './tenant.ts';

export interface ApplyOptions {
  plan: Plan;
  /** The run; the same id after a crash resumes it. */
  run: string;
  /** Who approved it. */
  by: string;
  tenant: Tenant;
  journal: Journal;
  organization: Organization;
  /** How many people who had signed in approved it; counts where the organization asks for two. */
  approvers?: number;
  now(): string;
  onProgress?(progress: ApplyProgress): void;
}

export interface ApplyProgress {
  change: string;
  summary: string;
  step: JournalEntry['step'];
  done: number;
  total: number;
}

export interface ApplyResult {
  run: string;
  changes: readonly { id: string; summary: string; step: JournalEntry['step']; stage?: string; reason?: string }[];
  /** Staged changes whose days have passed and that wait for something else. */
  waiting?: readonly { id: string; summary: string; why: string }[];
}

/**
 * Carries out exactly the reviewed plan, one change at a time: journal, write, read back, journal. Refuses a plan of
 * another tenant, one that was edited, and stops before the first write when a setting moved since the plan was made
 * (`stale-plan`). A change that fails is recorded and the rest goes on; what depends on it is left.
 * Killed at any point, the same run goes on where it stood and makes nothing twice.
 */
export async function applyPlan(options: ApplyOptions): Promise<ApplyResult> {
  const { plan, journal, tenant } = options;
  checkPlan(options);
  await journal.claim({ id: options.run, plan: plan.id, tenant: tenant.id, by: options.by, at: options.now() });
  try {
    const known = await journal.entries(options.run);
    await refuseStale(plan, tenant, known);
    const results: ApplyResult['changes'][number][] = [];
    for (const [index, change] of plan.changes.entries()) {
      const stage = change.stages[0];
      const waiting = change.dependsOn.some((id) => results.find((result) => result.id === id)?.step === 'failed');
      const entry = waiting
        ? await fail(options, change, stage, 'What it depends on failed.')
        : await carryOut(
            options,
            change,
            stage,
            known.filter(({ change: id }) => id === change.id),
          );
      results.push({
        id: change.id,
        summary: change.summary,
        step: entry.step,
        ...(entry.stage && { stage: entry.stage }),
        ...(entry.reason && { reason: entry.reason }),
      });
      options.onProgress?.({
        change: change.id,
        summary: change.summary,
        step: entry.step,
        done: index + 1,
        total: plan.changes.length,
      });
    }
    return { run: options.run, changes: results };
  } finally {
    await journal.release(options.run);
  }
}

/** Refuses another tenant's plan, an edited one, and one that fewer people approved than the organization asks for. */
export function checkPlan({ plan, tenant, organization, approvers = 0 }: ApplyOptions): void {
  if (plan.tenant.id !== tenant.id) {
    throw new WardlineError(
      'stale-plan',
      'The plan was made for another tenant.',
      'Make a plan for this tenant, or choose the tenant of the plan with --tenant.',
    );
  }
  if (planId(plan) !== plan.id) {
    throw new WardlineError(
      'stale-plan',
      'The plan was changed after it was made.',
      'Make it again and review it again.',
    );
  }
  checkApprovals(organization, approvers);
}

/** Throws `not-permitted` where fewer people approved, after signing in, than the organization asks for. */
export function checkApprovals(organization: Organization, approvers: number): void {
  if (organization.approvals.people > 1 && approvers < organization.approvals.people) {
    throw new WardlineError(
      'not-permitted',
      `The organization asks for two approvals by people who signed in; the plan has ${approvers}.`,
      'Approve the plan in the console: wardline serve.',
    );
  }
}

/** Every setting that was not yet written must still be what the reviewer saw, or already what the plan wants. */
async function refuseStale(plan: Plan, tenant: Tenant, known: readonly JournalEntry[]): Promise<void> {
  const begun = new Set(known.map((entry) => entry.change));
  for (const change of plan.changes.filter(({ id }) => !begun.has(id))) {
    const present = await tenant.valuesOf(change);
    if (!equal(present, change.from) && !holds(change, change.stages[0], present)) {
      throw new WardlineError(
        'stale-plan',
        `The tenant moved since the plan was made: ${change.summary} (${change.id}) no longer starts from what was reviewed.`,
        'Collect and plan again.',
      );
    }
  }
}

/** One change into one stage: journal, write, read back, journal. `known` are the lines of this change so far. */
export async function carryOut(
  options: ApplyOptions,
  change: PlannedChange,
  stage: Stage | undefined,
  known: readonly JournalEntry[],
): Promise<JournalEntry> {
  const { tenant, journal, now } = options;
  const settled = known.find(
    (entry) => entry.stage === stage?.name && (entry.step === 'done' || entry.step === 'already'),
  );
  if (settled) return settled;
  const entry = (step: JournalEntry['step'], extra: Partial<JournalEntry> = {}): JournalEntry => ({
    run: options.run,
    change: change.id,
    step,
    at: now(),
    ...(stage && { stage: stage.name }),
    ...extra,
  });
  const record = async (line: JournalEntry) => {
    await recorded(journal, line);
    return line;
  };
  const isHeld = (values: Readonly<Record<string, unknown>>) => holds(change, stage, values);
  try {
    const own = known.filter((line) => line.stage === stage?.name);
    const intended = own.filter((line) => line.step === 'intended');
    const present = await presentValues(options, change, isHeld, intended.at(-1));
    if (isHeld(present))
      return await record(entry(intended[0] ? 'done' : 'already', { before: intended[0]?.before ?? change.from }));
    // What was there before the first try, whatever that try left behind.
    const before = intended[0]?.before ?? present;
    const exists = Object.keys(present).length > 0;
    if (change.operation === 'create' && !exists && own.some((line) => line.step === 'written'))
      return await fail(options, change, stage, notYetShown);
    const { at: since } = await record(entry('intended', { before, values: wantedOf(change, stage) }));
    try {
      await tenant.write(asChange(change, stage, exists));
    } catch (error) {
      // The answer was lost and the write perhaps not: only what is there can tell.
      if (!mayHaveRun(error) || !isHeld(await tenant.settle(change, isHeld, since))) throw error;
    }
    await record(entry('written'));
    const after = await tenant.settle(change, isHeld);
    if (holds(change, stage, after)) return await record(entry('done', { before }));
    return await record(
      entry('failed', { values: after, reason: 'The API took it, but reading it back shows another value.' }),
    );
  } catch (error) {
    if (error instanceof NotRecorded) throw error.cause;
    if (error instanceof Error && error.name === 'AbortError') throw error;
    return fail(options, change, stage, reasonOf(error));
  }
}

/** Nothing more is written to the tenant when the journal cannot say so: it ends the run and is no failure of a change. */
export class NotRecorded extends Error {}

/** Writes a line to the journal; its failure is `NotRecorded`, with the cause. */
export async function recorded(journal: Journal, line: JournalEntry): Promise<void> {
  try {
    await journal.record(line);
  } catch (error) {
    throw new NotRecorded('The journal took no line.', { cause: error });
  }
}

const notYetShown =
  'The API took it before the interruption and does not show it. It is not made a second time: look for it in the admin center, then plan again.';

/**
 * What is there now. An interrupted run may have made or removed the object a moment ago and the directory not show it
 * yet: then its name is looked for until the consistency delay has passed, so that nothing is made twice.
 */
function presentValues(
  { tenant }: ApplyOptions,
  change: PlannedChange,
  isHeld: (values: Record<string, unknown>) => boolean,
  intended: JournalEntry | undefined,
): Promise<Record<string, unknown>> {
  if (!intended || change.operation === 'set') return tenant.valuesOf(change);
  return tenant.settle(change, isHeld, intended.at);
}

async function fail(
  options: ApplyOptions,
  change: PlannedChange,
  stage: Stage | undefined,
  reason: string,
): Promise<JournalEntry> {
  const line: JournalEntry = {
    run: options.run,
    change: change.id,
    step: 'failed',
    at: options.now(),
    ...(stage && { stage: stage.name }),
    reason,
  };
  await options.journal.record(line);
  return line;
}

/** Errors of outside calls carry a code and hold no tenant data by contract; anything else is not quoted. */
function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? error.message : 'An unforeseen fault while writing.';
}

function wantedOf(change: PlannedChange, stage: Stage | undefined): Record<string, unknown> {
  return { ...change.values, ...stage?.values };
}

/** What the connector is asked to do; an object that is there already is set, not created again. */
function asChange(change: PlannedChange, stage: Stage | undefined, exists: boolean): Change {
  const { stages: _stages, ...plain } = change;
  const operation = change.operation === 'create' && exists ? 'set' : change.operation;
  const values = operation === 'set' && change.operation === 'create' ? { ...stage?.values } : wantedOf(change, stage);
  return { ...plain, operation, values };
}

/** Whether the present values are the wanted ones. A removed object has none; a created one holds at least the wanted ones. */
export function holds(
  change: PlannedChange,
  stage: Stage | undefined,
  present: Readonly<Record<string, unknown>>,
): boolean {
  const exists = Object.keys(present).length > 0;
  if (change.operation === 'remove') return !exists;
  if (!exists) return false;
  const wanted = change.operation === 'create' ? { ...stage?.values } : wantedOf(change, stage);
  return Object.entries(wanted).every(([field, value]) => equal(present[field], value));
}
