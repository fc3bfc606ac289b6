import type { TenantScope } from '../scope.ts';

/** From when to when the archive holds events, and how many records; undefined while it is empty. */
export async function archiveSpan({
  db,
  tenant,
}: TenantScope): Promise<{ from: string; to: string; records: number } | undefined> {
  const found = await db
    .selectFrom('auditSegments')
    .select(({ fn }) => [
      fn.min('firstAt').as('from'),
      fn.max('lastAt').as('to'),
      fn.sum<number>('records').as('records'),
    ])
    .where('tenantId', '=', tenant)
    // Of a retired segment the header is left and no record.
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('auditRetirements')
            .select('segment')
            .where('tenantId', '=', tenant)
            .whereRef('segment', '=', 'auditSegments.sequence'),
        ),
      ),
    )
    .executeTakeFirst();
  return found?.from && found.to ? { from: found.from, to: found.to, records: found.records } : undefined;
}
