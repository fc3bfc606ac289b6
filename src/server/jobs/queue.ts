import { PgBoss } from 'pg-boss';
import { addJob, openJobLike } from '../../store/jobs.ts';
import { withSystem, withTenant } from '../../store/scope.ts';
import { listTenants } from '../../store/tenants.ts';
import { errorWords } from '../log.ts';
import type { Server } from '../server.ts';
import type { JobQueue } from './job-queue.ts';
import { jobKinds } from './kinds.ts';
import { runJob } from './run-job.ts';

const work = 'wardline-jobs';
const clock = (kind: string) => `wardline-${kind}`;

interface Handed {
  tenant: string;
  id: string;
}

/** Seconds without a sign of life after which a worker's job goes to another one. */
const heartbeatSeconds = 20;

export async function openQueue(server: Pick<Server, 'store' | 'now' | 'log'>): Promise<JobQueue> {
  const { store, now, log } = server;
  const { host, port, user, password, database, ssl } = store.connection();
  const boss = new PgBoss({
    ...{ host, port, user, database, ssl },
    ...(typeof password === 'string' && { password }),
    schema: 'wardline_jobs',
    application_name: 'wardline jobs',
    max: 4,
    superviseIntervalSeconds: 15,
    monitorIntervalSeconds: 15,
  });
  boss.on('error', (error) => log({ level: 'warn', event: 'queue-error', error: errorWords(error) }));
  await boss.start();
  // A job goes on for as long as its worker gives signs of life; a day is far beyond the longest scan.
  const kept = { retryLimit: 20, retryDelay: 1, heartbeatSeconds, expireInSeconds: 86_400 - 1 };
  await boss.createQueue(work, kept);
  await boss.updateQueue(work, kept);
  const stop = new AbortController();

  const start: JobQueue['start'] = async (tenant, kind, parameters, by) => {
    const { job, fresh } = await withTenant(store, tenant, async (scope) => {
      const open = await openJobLike(scope, kind, parameters);
      return open
        ? { job: open, fresh: false }
        : { job: await addJob(scope, { kind, parameters, by, at: now() }), fresh: true };
    });
    if (fresh) await boss.send(work, { tenant, id: job.id } satisfies Handed);
    return job;
  };

  return {
    start,
    async work(env, atOnce) {
      for (let lane = 0; lane < atOnce; lane++)
        await boss.work<Handed>(work, { pollingIntervalSeconds: 0.5, batchSize: 1 }, async ([given]) => {
          if (!given) return;
          const came = await runJob(server, env, given.data, stop.signal);
          // Thrown back, so that the queue gives it to another worker.
          if (came === 'stopped') throw new Error('This worker ends.');
        });
      for (const { kind, schedule } of jobKinds) {
        if (!schedule) continue;
        await boss.createQueue(clock(kind), { policy: 'short' });
        await boss.schedule(clock(kind), schedule, {});
        await boss.work(clock(kind), { pollingIntervalSeconds: 5 }, async () => {
          const tenants = await withSystem(store, (scope) => listTenants(scope));
          for (const { id } of tenants) await start(id, kind, {}, 'the schedule');
        });
      }
    },
    async close() {
      stop.abort();
      await boss.stop({ graceful: true, timeout: 35_000 });
    },
  };
}
