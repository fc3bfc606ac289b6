import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { WardlineError } from '../core/errors.ts';
import type { Plan } from '../core/plan.ts';
import { isPlainObject } from '../core/shape.ts';
import type { SectionName } from '../core/snapshot.ts';
import type { ApplyResult } from '../engine/apply.ts';
import { planId } from '../engine/plan.ts';
import type { Store } from '../store/open.ts';
import { type PlanEntry, addPlan, getPlan, listPlans } from '../store/plans.ts';
import { withTenant } from '../store/scope.ts';
import type { Tenant } from '../store/tenants.ts';
import type { CommandResult, Invocation } from './command.ts';
import { type Rechecked, recheckLines } from './recheck.ts';
import { operator } from './operator.ts';

/** A plan as the store keeps it: `id` is the plan's own, `entry.id` the store's. */
export interface KeptPlan {
  plan: Plan;
  entry: PlanEntry;
}

/** Keeps a plan; the same plan is kept once. */
export async function keepPlan(store: Store, tenant: Tenant, plan: Plan): Promise<KeptPlan> {
  const known = await keptPlan(store, tenant, plan.id);
  if (known) return known;
  const by = operator();
  const entry = await withTenant(store, tenant.id, (scope) =>
    addPlan(scope, { document: plan, baseline: plan.baseline, by, at: plan.createdAt }),
  );
  return { plan, entry };
}

/** How many people approved a plan after signing in to the server. */
export async function approversOf(store: Store, tenant: Tenant, entry: PlanEntry): Promise<number> {
  const { approvals } = await withTenant(store, tenant.id, (scope) => getPlan(scope, entry.id));
  return new Set(approvals.flatMap(({ accountId }) => accountId ?? [])).size;
}

/** A plan of the store by its own id or the store's. Throws `not-found`. */
export async function planCalled(store: Store, tenant: Tenant, id: string): Promise<KeptPlan> {
  const kept = await keptPlan(store, tenant, id);
  if (kept) return kept;
  throw new WardlineError('not-found', 'There is no such plan of this tenant.', 'See: wardline plan list');
}

async function keptPlan(store: Store, tenant: Tenant, id: string): Promise<KeptPlan | undefined> {
  return withTenant(store, tenant.id, async (scope) => {
    for (const entry of await listPlans(scope)) {
      const { document } = await getPlan(scope, entry.id);
      const plan = document as Plan;
      if (plan.id === id || entry.id === id) return { plan, entry };
    }
    return undefined;
  });
}

/** The plan that the command line names: a file, or `--plan-id`. Checks what can be checked before anything is asked. */
export async function namedPlan(
  { arguments: [file], options, cwd }: Invocation,
  store: Store,
  tenant: Tenant,
): Promise<KeptPlan> {
  const id = options['planId'];
  if (typeof id === 'string') return planCalled(store, tenant, id);
  if (file === undefined)
    throw new WardlineError('usage', 'Name a plan: a file, or --plan-id ID.', 'Make one with: wardline plan');
  const plan = planIn(resolve(cwd, file), file);
  if (plan.tenant.id !== tenant.id)
    throw new WardlineError('stale-plan', 'The plan was made for another tenant.', 'Choose its tenant with --tenant.');
  if (planId(plan) !== plan.id)
    throw new WardlineError(
      'stale-plan',
      'The plan was changed after it was made.',
      'Make it again and review it again.',
    );
  return keepPlan(store, tenant, plan);
}

/** The plan of a file, unedited or not. Throws `bad-input`. */
export function planIn(path: string, name: string): Plan {
  let document: unknown;
  try {
    document = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    document = undefined;
  }
  if (
    isPlainObject(document) &&
    document['kind'] === 'wardline.plan' &&
    document['version'] === 1 &&
    isPlainObject(document['tenant']) &&
    Array.isArray(document['changes'])
  )
    return document as unknown as Plan;
  throw new WardlineError('bad-input', `${name} is not a plan.`, 'Make one with: wardline plan --out plan.json');
}

/** What a plan writes. */
export function sectionsOf({ changes }: Plan): SectionName[] {
  return [...new Set(changes.map(({ section }) => section))];
}

type Row = ApplyResult['changes'][number];

/** What a run did, change by change, and what the tenant shows right after. */
export function runResult(
  run: string,
  result: ApplyResult,
  seen: Rechecked | undefined,
  more: readonly string[] = [],
): CommandResult<Row> {
  const failed = result.changes.filter(({ step }) => step === 'failed').length;
  const held = `${result.changes.length - failed} of ${result.changes.length} changes hold.`;
  const shown = seen ? recheckLines(seen) : [];
  return {
    data: { ...result, run, ...(seen && { recheck: seen }) },
    rows: result.changes,
    columns: [
      { title: 'Change', value: (row) => row.id },
      { title: 'Result', value: (row) => row.step },
      { title: 'Stage', value: (row) => row.stage ?? '' },
      { title: 'What', value: (row) => [row.summary, row.reason].filter(Boolean).join('. ') },
    ],
    exit: failed > 0 ? 6 : 0,
    messages: [`Run ${run}: ${held}`, ...shown, ...more],
  };
}
