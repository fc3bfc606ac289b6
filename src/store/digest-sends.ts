import type { TenantScope } from './scope.ts';
import { storableText } from './storable.ts';

export interface DigestSend {
  route: string;
  /** ISO 8601 UTC. */
  at: string;
  /** What the receiver said. */
  answer: string;
}

/** Keeps that a route took the digest of a week. */
export async function recordDigestSend({ db, tenant }: TenantScope, week: string, given: DigestSend): Promise<void> {
  await db
    .insertInto('digestSends')
    .values({ tenantId: tenant, week, route: given.route, at: given.at, answer: storableText(given.answer) })
    .onConflict((on) => on.columns(['tenantId', 'week', 'route']).doNothing())
    .execute();
}

/** By which routes the digest of a week went out. */
export async function digestSends({ db, tenant }: TenantScope, week: string): Promise<DigestSend[]> {
  return db
    .selectFrom('digestSends')
    .select(['route', 'at', 'answer'])
    .where('tenantId', '=', tenant)
    .where('week', '=', week)
    .orderBy('route')
    .execute();
}
