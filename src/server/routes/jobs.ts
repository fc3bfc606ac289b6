import * as contract from '../../api/jobs.ts';
import { millis } from '../../core/clock.ts';
import { type Job, cancelJob, getJob, jobLines, listJobs } from '../../store/jobs.ts';
import { withTenant } from '../../store/scope.ts';
import { may } from '../auth/permitted.ts';
import { jobKind } from '../jobs/kinds.ts';
import { RequestFault } from '../problem-of.ts';
import { implement, implementStream } from '../route.ts';

/** Milliseconds between looks of a stream. */
const lookEvery = 500;

export const jobRoutes = [
  implement(contract.listJobs, async ({ server, tenant, query, at }) => {
    const { open, limit } = query;
    const jobs = await withTenant(server.store, tenant, (scope) => listJobs(scope, { limit, ...(open && { open }) }));
    return { items: jobs.map((job) => shown(job, at)) };
  }),

  implement(contract.startJob, async (call) => {
    const { server, tenant, body, caller, at } = call;
    const kind = jobKind(body.kind);
    if (!kind) throw new RequestFault('bad-request', 'There is no such kind of job.');
    if (!may(caller.grants, kind.permission, tenant))
      throw new RequestFault('not-permitted', `This needs: ${kind.permission}.`);
    const parameters = kind.parameters.parse(body.parameters);
    if (!server.queue) throw new RequestFault('conflict', 'This server takes no jobs. Start one with: wardline serve');
    const job = await server.queue.start(tenant, kind.kind, parameters, caller.email);
    call.about(job.id, { kind: kind.kind });
    return shown(job, at);
  }),

  implement(contract.showJob, async ({ server, tenant, parameters, query, at }) =>
    withTenant(server.store, tenant, async (scope) => {
      const job = await getJob(scope, parameters['id']!).catch(() => undefined);
      if (!job) throw new RequestFault('not-found');
      return { job: shown(job, at), lines: await jobLines(scope, job.id, query.after) };
    }),
  ),

  implement(contract.jobResult, async ({ server, tenant, parameters }) => {
    const job = await withTenant(server.store, tenant, (scope) => getJob(scope, parameters['id']!)).catch(
      () => undefined,
    );
    if (!job) throw new RequestFault('not-found');
    return { ...(job.exit !== undefined && { exit: job.exit }), ...resultOf(job) };
  }),

  implement(contract.cancelJob, async (call) => {
    const { server, tenant, parameters, at } = call;
    call.about(parameters['id']!);
    const found = await withTenant(server.store, tenant, (scope) => cancelJob(scope, parameters['id']!, at)).catch(
      () => false,
    );
    if (!found) throw new RequestFault('not-found', 'It has ended already, or there is no such job.');
    return { asked: true as const };
  }),

  implementStream(contract.watchJobs, async function* ({ server, tenant, signal }) {
    const told = new Map<string, string>();
    while (!signal.aborted) {
      const jobs = await withTenant(server.store, tenant, (scope) => listJobs(scope, { limit: 50 }));
      for (const job of jobs) {
        const form = `${job.state} ${job.now} ${job.done} ${job.cancel}`;
        const known = told.get(job.id);
        const open = job.state === 'waiting' || job.state === 'running';
        if (known === form || (known === undefined && !open)) continue;
        told.set(job.id, form);
        yield { data: shown(job, server.now()) };
      }
      await new Promise((resolve) => setTimeout(resolve, lookEvery));
    }
  }),
];

/** A job as people see it. */
function shown(job: Job, at: string): contract.JobShown {
  const { result: _, ...rest } = job;
  const left = secondsLeft(job, at);
  return { ...rest, title: jobKind(job.kind)?.title ?? job.kind, ...(left !== undefined && { secondsLeft: left }) };
}

/** A result that was cut when it was kept is none. */
function resultOf({ result }: Job): { result?: unknown } {
  try {
    return result === undefined ? {} : { result: JSON.parse(result) };
  } catch {
    return {};
  }
}

function secondsLeft({ state, beganAt, done, total }: Job, at: string): number | undefined {
  if (state !== 'running' || !beganAt || !done || !total || done >= total) return undefined;
  return Math.round(((millis(at) - millis(beganAt)) / 1_000 / done) * (total - done));
}
