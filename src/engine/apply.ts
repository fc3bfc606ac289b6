import type { Change } from '../core/change.ts';
import { WardlineError } from '../core/errors.ts';
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

/** Refuses another tenant's plan, an edited one, and one that asks for more people than can sign in here. */
export function checkPlan({ plan, tenant, organization }: ApplyOptions): void {
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
  if (organization.approvals.people > 1) {
    throw new WardlineError(
      'not-permitted',
      'The organization asks for two approvals, which need two signed-in identities.',
      'Approve the plan in the console once sign-in is set up, or change approvals in the organization file.',
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
    await journal.record(line);
    return line;
  };
  try {
    const intended = known.find((line) => line.step === 'intended');
    const present = await tenant.valuesOf(change);
    if (holds(change, stage, present))
      return await record(entry(intended ? 'done' : 'already', { before: intended?.before ?? change.from }));
    if (!intended) await record(entry('intended', { before: present, values: wantedOf(change, stage) }));
    await tenant.write(asChange(change, stage, Object.keys(present).length > 0));
    await record(entry('written'));
    const after = await tenant.settle(change, (values) => holds(change, stage, values));
    if (holds(change, stage, after)) return await record(entry('done', { before: intended?.before ?? present }));
    return await record(
      entry('failed', { values: after, reason: 'The API took it, but reading it back shows another value.' }),
    );
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') throw error;
    return fail(options, change, stage, reasonOf(error));
  }
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
