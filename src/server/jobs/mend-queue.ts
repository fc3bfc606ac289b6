import type { PgBoss } from 'pg-boss';
import { millis } from '../../core/clock.ts';
import { endJob, listJobs } from '../../store/jobs.ts';
import { withSystem, withTenant } from '../../store/scope.ts';
import { listTenants } from '../../store/tenants.ts';
import type { Server } from '../server.ts';

/** The name of the queue that hands out jobs. */
export const work = 'wardline-jobs';

/** What the queue hands to a worker. */
export interface Handed {
  tenant: string;
  id: string;
}

/** Milliseconds for which a job may be in our table and not yet in the queue. */
const grace = 15_000;
const alive = new Set(['created', 'retry', 'active']);

/**
 * Brings the queue to what our table says: a job that was written and never sent (its server was killed in between) is
 * sent; one that the queue has given up is ended as failed, so that the same work can be begun again.
 */
export async function mendQueue(
  { store, now, log }: Pick<Server, 'store' | 'now' | 'log'>,
  boss: PgBoss,
): Promise<void> {
  for (const { id: tenant } of await withSystem(store, (scope) => listTenants(scope)))
    for (const job of await withTenant(store, tenant, (scope) => listJobs(scope, { open: true, limit: 1_000 }))) {
      if (millis(now()) - millis(job.createdAt) < grace) continue;
      const [queued] = await boss.findJobs(work, { id: job.id });
      if (!queued) await boss.send(work, { tenant, id: job.id } satisfies Handed, { id: job.id });
      else if (!alive.has(queued.state))
        await withTenant(store, tenant, (scope) => endJob(scope, job.id, { state: 'failed', at: now() }));
      else continue;
      log({ level: 'warn', event: 'job-mended', tenant, job: job.id });
    }
}
