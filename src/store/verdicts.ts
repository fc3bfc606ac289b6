import { WardlineError } from '../core/errors.ts';
import type { TenantScope } from './scope.ts';
import { storableText } from './storable.ts';

/** A person's verdict on one match. */
export interface PhiVerdict {
  seq: number;
  /** DLP rule or detector. */
  rule: string;
  /** Keyed hash of the place of the match. */
  subject: string;
  /** Purview's confidence level, 0 to 100, and how many distinct values were found. */
  confidence: number;
  count: number;
  verdict: 'true' | 'false';
  reason: string;
  by: string;
  at: string;
}

/** Records a verdict; an earlier one on the same subject stays in the record. Throws `bad-input` for an empty reason or author. */
export async function addVerdict({ db, tenant }: TenantScope, given: Omit<PhiVerdict, 'seq'>): Promise<number> {
  for (const [text, message] of [
    [given.reason, 'Say why: a verdict without a reason is refused.'],
    [given.by, 'Say who judges this.'],
    [given.rule, 'Say which rule matched.'],
    [given.subject, 'Say what was judged.'],
  ] as const)
    if (!/[\p{L}\p{N}]/u.test(text)) throw new WardlineError('bad-input', message);
  const { seq } = await db
    .insertInto('phiVerdicts')
    .values({
      tenantId: tenant,
      rule: storableText(given.rule),
      subject: storableText(given.subject),
      confidence: given.confidence,
      count: given.count,
      verdict: given.verdict,
      reason: storableText(given.reason),
      by: storableText(given.by),
      at: given.at,
    })
    .returning('seq')
    .executeTakeFirstOrThrow();
  return seq;
}

/** The standing verdicts, oldest first: of each subject under a rule the latest alone. `rules` compare without case. */
export async function listVerdicts(
  { db, tenant }: TenantScope,
  filter: { rules?: readonly string[] } = {},
): Promise<PhiVerdict[]> {
  const rows = await db
    .selectFrom('phiVerdicts')
    .select(['seq', 'rule', 'subject', 'confidence', 'count', 'verdict', 'reason', 'by', 'at'])
    .where('tenantId', '=', tenant)
    .orderBy('seq')
    .execute();
  const wanted = filter.rules && new Set(filter.rules.map((rule) => rule.toLowerCase()));
  const standing = new Map<string, PhiVerdict>();
  for (const row of rows) {
    if (wanted && !wanted.has(row.rule.toLowerCase())) continue;
    const key = `${row.rule.toLowerCase()}\0${row.subject}`;
    // It moves to the end: a new verdict is the latest.
    standing.delete(key);
    standing.set(key, row);
  }
  return [...standing.values()];
}
