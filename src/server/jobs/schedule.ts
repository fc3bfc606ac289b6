import { listCredentials } from '../../store/credentials.ts';
import { listJobs } from '../../store/jobs.ts';
import { withSystem, withTenant } from '../../store/scope.ts';
import { listTenants } from '../../store/tenants.ts';
import { errorWords } from '../log.ts';
import type { Server } from '../server.ts';
import type { JobQueue } from './job-queue.ts';
import type { JobKind } from './kinds.ts';

/** The clock struck for a kind of job: begins it in every tenant whose app registration for it is connected. */
export async function startDue(
  { store, log }: Pick<Server, 'store' | 'log'>,
  kind: JobKind,
  start: JobQueue['start'],
): Promise<void> {
  for (const { id } of await withSystem(store, (scope) => listTenants(scope))) {
    // A tenant in which something is wrong must not keep the others from being watched.
    try {
      const [held, open] = await withTenant(store, id, async (scope) => [
        await listCredentials(scope),
        await listJobs(scope, { limit: 200, open: true }),
      ]);
      // Somebody may have begun the same with other wishes, such as an earlier day: one writes to a log at a time.
      if (held.some(({ name }) => name === kind.needs) && !open.some((job) => job.kind === kind.kind))
        await start(id, kind.kind, kind.parameters.parse({}), 'the schedule');
    } catch (error) {
      log({ level: 'warn', event: 'job-not-scheduled', tenant: id, error: errorWords(error) });
    }
  }
}
