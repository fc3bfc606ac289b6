import { WardlineError } from '../core/errors.ts';
import type { ReviewDecision } from './schema-log-reviews.ts';
import type { TenantScope } from './scope.ts';
import { storableText } from './storable.ts';

/** What somebody decided about an event of the sample or an alert. The latest one of an item holds. */
export interface KeptDecision {
  item: string;
  decision: ReviewDecision;
  by: string;
  /** ISO 8601 UTC. */
  at: string;
  note: string;
}

export interface KeptSignOff {
  month: string;
  by: string;
  at: string;
  note: string;
  items: number;
  /** SHA-256 of the digest that was signed. */
  digest: string;
}

/** Keeps decisions about items of a month's review. Throws `bad-input` for a follow-up without a note. */
export async function decideItems(
  { db, tenant }: TenantScope,
  month: string,
  decisions: readonly KeptDecision[],
): Promise<void> {
  if (decisions.some(({ decision, note }) => decision === 'follow-up' && !/[\p{L}\p{N}]/u.test(note)))
    throw new WardlineError('bad-input', 'Say in a note what is to be followed up.');
  if (decisions.length === 0) return;
  await db
    .insertInto('logReviewDecisions')
    .values(
      decisions.map((one) => ({
        ...{ tenantId: tenant, month, item: storableText(one.item), decision: one.decision },
        ...{ by: storableText(one.by), at: one.at, note: storableText(one.note) },
      })),
    )
    .execute();
}

/** The latest decision about each item of a month's review. */
export async function reviewDecisions({ db, tenant }: TenantScope, month: string): Promise<Map<string, KeptDecision>> {
  const rows = await db
    .selectFrom('logReviewDecisions')
    .select(['item', 'decision', 'by', 'at', 'note'])
    .where('tenantId', '=', tenant)
    .where('month', '=', month)
    .orderBy('seq')
    .execute();
  return new Map(rows.map((row) => [row.item, row]));
}

/** When the first item of a month's review was decided: from then on its sample stands. */
export async function firstDecisionAt({ db, tenant }: TenantScope, month: string): Promise<string | undefined> {
  const found = await db
    .selectFrom('logReviewDecisions')
    .select(({ fn }) => fn.min('at').as('at'))
    .where('tenantId', '=', tenant)
    .where('month', '=', month)
    .executeTakeFirst();
  return found?.at ?? undefined;
}

/** What was decided of alerts in all reviews: the latest decision by alert id. */
export async function alertDecisions(
  { db, tenant }: TenantScope,
  ids: readonly string[],
): Promise<Map<string, KeptDecision>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('logReviewDecisions')
    .select(['item', 'decision', 'by', 'at', 'note'])
    .where('tenantId', '=', tenant)
    .where('item', 'in', [...ids])
    .orderBy('seq')
    .execute();
  return new Map(rows.map((row) => [row.item, row]));
}

/** Signs a month's review. It can be signed again: all signatures stay, and the latest one holds. */
export async function signReview({ db, tenant }: TenantScope, given: KeptSignOff): Promise<void> {
  await db
    .insertInto('logReviewSignOffs')
    .values({ tenantId: tenant, ...given, by: storableText(given.by), note: storableText(given.note) })
    .execute();
}

/** The latest signature of each month, newest month first. */
export async function listSignOffs({ db, tenant }: TenantScope): Promise<KeptSignOff[]> {
  const rows = await db
    .selectFrom('logReviewSignOffs')
    .select(['month', 'by', 'at', 'note', 'items', 'digest'])
    .where('tenantId', '=', tenant)
    .orderBy('seq')
    .execute();
  const byMonth = new Map(rows.map((row) => [row.month, row]));
  return [...byMonth.values()].sort((a, b) => (a.month < b.month ? 1 : -1));
}
