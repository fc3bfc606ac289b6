import { WardlineError } from '../core/errors.ts';
import type { TenantScope } from './scope.ts';
import { storableText } from './storable.ts';

/** Who signed a duty of a week, quarter or year as done. */
export interface DutySignOff {
  /** `evidence-review`. */
  duty: string;
  /** `2026-Q4`. */
  period: string;
  by: string;
  /** ISO 8601 UTC. */
  at: string;
  note: string;
}

/** Signs a duty. It can be signed again: all signatures stay, and the latest one holds. Throws `bad-input` without a note. */
export async function signDuty({ db, tenant }: TenantScope, given: DutySignOff): Promise<void> {
  if (!/[\p{L}\p{N}]/u.test(given.note))
    throw new WardlineError('bad-input', 'Say in a note what was done.', 'A signature without words proves little.');
  await db
    .insertInto('dutySignOffs')
    .values({ tenantId: tenant, ...given, by: storableText(given.by), note: storableText(given.note) })
    .execute();
}

/** The latest signature of each duty and period, oldest first. */
export async function listDutySignOffs({ db, tenant }: TenantScope): Promise<DutySignOff[]> {
  const rows = await db
    .selectFrom('dutySignOffs')
    .select(['duty', 'period', 'by', 'at', 'note'])
    .where('tenantId', '=', tenant)
    .orderBy('seq')
    .execute();
  return [...new Map(rows.map((row) => [`${row.duty} ${row.period}`, row])).values()];
}
