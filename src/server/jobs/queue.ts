import { PgBoss } from 'pg-boss';
import { openOrAddJob } from '../../store/jobs.ts';
import { withTenant } from '../../store/scope.ts';
import { errorWords } from '../log.ts';
import type { Server } from '../server.ts';
import type { JobQueue } from './job-queue.ts';
import { jobKinds } from './kinds.ts';
import { runJob } from './run-job.ts';
import { startDue } from './schedule.ts';
import { type Handed, work, mendQueue } from './mend-queue.ts';

const clock = (kind: string) => `wardline-${kind}`;

/** Seconds without a sign of life after which a worker's job goes to another one; workers give one every four. */
const heartbeatSeconds = 12;
const heartbeatRefreshSeconds = 4;
/** Seconds between looks for workers that went silent. */
const superviseSeconds = 5;
/** Milliseconds between looks for jobs that the queue does not know. */
const mendEvery = 60_000;

/**
 * The queue is pg-boss in a schema of its own. What people see of a job is the row in `wardline.jobs`, which comes
 * first: where the two differ (killed between them, restored from a backup), the queue is brought to the row.
 */
export async function openQueue(server: Pick<Server, 'store' | 'now' | 'log'>): Promise<JobQueue> {
  const { store, now, log } = server;
  const { host, port, user, password, database, ssl, connectionString } = store.connection();
  const boss = new PgBoss({
    ...(connectionString ? { connectionString } : { host, port, user, database, ssl }),
    ...(typeof password === 'string' && { password }),
    schema: 'wardline_jobs',
    application_name: 'wardline jobs',
    max: 4,
    superviseIntervalSeconds: superviseSeconds,
    monitorIntervalSeconds: superviseSeconds,
  });
  boss.on('error', (error) => log({ level: 'warn', event: 'queue-error', error: errorWords(error) }));
  await boss.start();
  // A job goes on for as long as its worker gives signs of life; a day is far beyond the longest scan.
  const kept = { retryLimit: 20, retryDelay: 1, heartbeatSeconds, expireInSeconds: 86_400 - 1 };
  await boss.createQueue(work, kept);
  await boss.updateQueue(work, kept);
  const stop = new AbortController();
  let mending: NodeJS.Timeout | undefined;

  const start: JobQueue['start'] = async (tenant, kind, parameters, by) => {
    const { job, fresh } = await withTenant(store, tenant, (scope) =>
      openOrAddJob(scope, { kind, parameters, by, at: now() }),
    );
    // The same id on both sides: sent twice it is there once.
    if (fresh) await boss.send(work, { tenant, id: job.id } satisfies Handed, { id: job.id });
    return job;
  };

  return {
    start,
    async work(env, atOnce) {
      const options = { pollingIntervalSeconds: 0.5, batchSize: 1, heartbeatRefreshSeconds };
      for (let lane = 0; lane < atOnce; lane++)
        await boss.work<Handed>(work, options, async ([given]) => {
          if (!given) return;
          // The second ends when the queue has given the job to another worker, because this one was silent too long.
          const came = await runJob(server, env, given.data, AbortSignal.any([stop.signal, given.signal]));
          // Thrown back, so that the queue gives it to another worker.
          if (came === 'stopped') throw new Error('This worker ends.');
        });
      for (const kind of jobKinds) {
        if (!kind.schedule) continue;
        await boss.createQueue(clock(kind.kind), { policy: 'short' });
        await boss.schedule(clock(kind.kind), kind.schedule, {});
        await boss.work(clock(kind.kind), { pollingIntervalSeconds: 5 }, () => startDue(server, kind, start));
      }
      const mend = () =>
        mendQueue(server, boss).catch((error: unknown) =>
          log({ level: 'warn', event: 'queue-not-mended', error: errorWords(error) }),
        );
      await mend();
      mending = setInterval(() => void mend(), mendEvery).unref();
    },
    async close() {
      clearInterval(mending);
      stop.abort();
      await boss.stop({ graceful: true, timeout: 35_000 });
    },
  };
}
