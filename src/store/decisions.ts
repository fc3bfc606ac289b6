import { WardlineError } from '../core/errors.ts';
import type { DecisionSource } from './schema.ts';
import type { TenantScope } from './scope.ts';
import { storableText } from './storable.ts';

/** Why a setting is as it is. Decisions are added and never changed: a new one on the same setting follows the old. */
export interface Decision {
  seq: number;
  /** Which setting: `remoteDomains[Default].autoForwardEnabled`. */
  setting: string;
  from: unknown;
  to: unknown;
  reason: string;
  author: string;
  at: string;
  source: DecisionSource;
  control: string | null;
  runId: string | null;
  /** By the database's own clock. */
  recordedAt: string;
}

export interface NewDecision {
  setting: string;
  from?: unknown;
  to?: unknown;
  reason: string;
  author: string;
  at: string;
  source: DecisionSource;
  control?: string;
  runId?: string;
}

/** Records a decision. Throws `bad-input` when reason or author says nothing. */
export async function addDecision({ db, tenant }: TenantScope, given: NewDecision): Promise<number> {
  if (!/[\p{L}\p{N}]/u.test(given.reason))
    throw new WardlineError('bad-input', 'Say why: a decision without a reason is refused.');
  if (!/[\p{L}\p{N}]/u.test(given.author)) throw new WardlineError('bad-input', 'Say who decides this.');
  const { seq } = await db
    .insertInto('decisions')
    .values({
      tenantId: tenant,
      setting: storableText(given.setting),
      from: given.from === undefined ? null : JSON.stringify(given.from),
      to: given.to === undefined ? null : JSON.stringify(given.to),
      reason: storableText(given.reason),
      author: storableText(given.author),
      at: given.at,
      source: given.source,
      control: given.control ?? null,
      runId: given.runId ?? null,
    })
    .returning('seq')
    .executeTakeFirstOrThrow();
  return seq;
}

/** Newest first; of one setting or one run where it is named. */
export async function listDecisions(
  { db, tenant }: TenantScope,
  filter: { setting?: string; runId?: string; limit?: number } = {},
): Promise<Decision[]> {
  let query = db
    .selectFrom('decisions')
    .select(['seq', 'setting', 'from', 'to', 'reason', 'author', 'at', 'source', 'control', 'runId', 'recordedAt'])
    .where('tenantId', '=', tenant)
    .orderBy('seq', 'desc')
    .limit(filter.limit ?? 1000);
  if (filter.setting !== undefined) query = query.where('setting', '=', filter.setting);
  if (filter.runId !== undefined) query = query.where('runId', '=', filter.runId);
  return query.execute();
}
