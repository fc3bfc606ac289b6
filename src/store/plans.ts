import { randomUUID } from 'node:crypto';
import { WardlineError } from '../core/errors.ts';
import { StoreError } from './errors.ts';
import type { PlanState } from './schema.ts';
import type { TenantScope } from './scope.ts';
import { storableText } from './storable.ts';

export interface PlanEntry {
  id: string;
  baseline: string;
  /** SHA-256 of the document: what is approved is what is applied. */
  documentBlob: string;
  createdAt: string;
  createdBy: string;
  state: PlanState;
  stateSince: string;
}

export interface Approval {
  by: string;
  at: string;
  note: string;
  documentBlob: string;
  /** The account of who signed in to approve; null at the command line. */
  accountId: string | null;
}

export interface PlanEvent {
  at: string;
  from: PlanState | null;
  to: PlanState;
  by: string;
  reason: string;
}

const columns = ['id', 'baseline', 'documentBlob', 'createdAt', 'createdBy', 'state', 'stateSince'] as const;

/** Which state may follow which. `staged`: applied as far as it goes today, further stages wait. */
const next: Record<PlanState, readonly PlanState[]> = {
  draft: ['approved', 'canceled'],
  approved: ['applying', 'canceled'],
  applying: ['staged', 'applied', 'approved', 'undone'],
  staged: ['applying', 'undone', 'canceled'],
  applied: ['applying', 'undone'],
  undone: [],
  canceled: [],
};

/** Keeps a plan as a draft. Its document never changes: another document is another plan. */
export async function addPlan(
  { db, tenant, blobs }: TenantScope,
  given: { document: unknown; baseline: string; by: string; at: string },
): Promise<PlanEntry> {
  const { by, at, baseline } = given;
  const entry = {
    id: randomUUID(),
    baseline,
    documentBlob: await blobs.put(JSON.stringify(given.document)),
    createdAt: at,
    createdBy: storableText(by),
    state: 'draft' as const,
    stateSince: at,
  };
  await db
    .insertInto('plans')
    .values({ tenantId: tenant, ...entry })
    .execute();
  await db
    .insertInto('planHistory')
    .values({ tenantId: tenant, planId: entry.id, at, toState: 'draft', by: entry.createdBy, reason: 'Made.' })
    .execute();
  return entry;
}

/** A plan with its document and approvals. Throws `not-found` for another tenant's plan as for none, and `integrity`. */
export async function getPlan(
  { db, tenant, blobs }: TenantScope,
  id: string,
): Promise<PlanEntry & { document: unknown; approvals: Approval[] }> {
  const row = await db
    .selectFrom('plans')
    .select(columns)
    .where('tenantId', '=', tenant)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw noPlan();
  const approvals = await db
    .selectFrom('planApprovals')
    .select(['by', 'at', 'note', 'documentBlob', 'accountId'])
    .where('tenantId', '=', tenant)
    .where('planId', '=', id)
    .orderBy('recordedAt')
    .execute();
  return { ...row, document: JSON.parse(String(await blobs.get(row.documentBlob))) as unknown, approvals };
}

/** Newest first. */
export async function listPlans({ db, tenant }: TenantScope, limit = 100): Promise<PlanEntry[]> {
  const rows = await db
    .selectFrom('plans')
    .select(columns)
    .where('tenantId', '=', tenant)
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows;
}

/**
 * Records one identity's approval of exactly this document. How many are needed is the caller's rule, and so is the
 * move to `approved`. Throws `conflict` when the plan is past approval, has another document, or has this approval.
 */
export async function approvePlan(
  { db, tenant }: TenantScope,
  id: string,
  given: { documentBlob: string; by: string; at: string; note: string; account?: string },
): Promise<void> {
  const plan = await db
    .selectFrom('plans')
    .select(['state', 'documentBlob'])
    .where('tenantId', '=', tenant)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!plan) throw noPlan();
  if (plan.state !== 'draft') throw new StoreError('conflict', `The plan is ${plan.state}; only a draft is approved.`);
  if (plan.documentBlob !== given.documentBlob)
    throw new StoreError(
      'conflict',
      'This is not the plan that was reviewed.',
      'Look at the plan again, then approve it.',
    );
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('planApprovals')
    .values({
      tenantId: tenant,
      planId: id,
      by: storableText(given.by),
      at: given.at,
      note: storableText(given.note),
      documentBlob: given.documentBlob,
      accountId: given.account ?? null,
    })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n)
    throw new StoreError(
      'conflict',
      'This person has approved the plan already.',
      'A second approval takes a second person.',
    );
}

/** Moves a plan on. Throws `conflict` when its state is not one that leads there: somebody else was faster. */
export async function movePlan(
  { db, tenant }: TenantScope,
  id: string,
  { to, by, at, reason }: { to: PlanState; by: string; at: string; reason: string },
): Promise<void> {
  const plan = await db
    .selectFrom('plans')
    .select('state')
    .where('tenantId', '=', tenant)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!plan) throw noPlan();
  if (!next[plan.state].includes(to))
    throw new StoreError('conflict', `A plan that is ${plan.state} cannot become ${to}.`, 'Look at its state again.');
  await db
    .updateTable('plans')
    .set({ state: to, stateSince: at })
    .where('tenantId', '=', tenant)
    .where('id', '=', id)
    .execute();
  await db
    .insertInto('planHistory')
    .values({
      tenantId: tenant,
      planId: id,
      at,
      fromState: plan.state,
      toState: to,
      by: storableText(by),
      reason: storableText(reason),
    })
    .execute();
}

/** Oldest first. */
export async function planHistory({ db, tenant }: TenantScope, id: string): Promise<PlanEvent[]> {
  return db
    .selectFrom('planHistory')
    .select(['at', 'fromState as from', 'toState as to', 'by', 'reason'])
    .where('tenantId', '=', tenant)
    .where('planId', '=', id)
    .orderBy('seq')
    .execute();
}

function noPlan(): WardlineError {
  return new WardlineError('not-found', 'There is no such plan of this tenant.', 'See: wardline plan list');
}
