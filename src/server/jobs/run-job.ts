import { addJobLine, beginJob, endJob, isCanceled } from '../../store/jobs.ts';
import type { JobState } from '../../store/schema-jobs.ts';
import { withTenant } from '../../store/scope.ts';
import { tenantFolder } from '../ask.ts';
import { errorWords } from '../log.ts';
import type { Server } from '../server.ts';
import { jobKind } from './kinds.ts';
import { runCommand } from './run-command.ts';

/** Milliseconds between looks whether somebody asked for the job to end. */
const lookEvery = 1_000;

/** Characters of what a job printed that are kept; of what people wait for, all of it. */
const mostResult = { short: 20_000, whole: 5_000_000 } as const;

/** "12/113 conditionalAccessPolicies", "done 12 of 113". */
const counted = /(?:^|\s)(\d{1,9})\s?(?:\/|of)\s?(\d{1,9})(?=\s|$|[.,:])/;

/**
 * Carries out one job as a worker. What ends this worker leaves the job running, and the queue gives it to another one.
 * `stop` ends the command and leaves the job to be taken up again.
 */
export async function runJob(
  server: Pick<Server, 'store' | 'now' | 'log'>,
  env: Readonly<Record<string, string | undefined>>,
  { tenant, id }: { tenant: string; id: string },
  stop: AbortSignal,
): Promise<'ended' | 'stopped'> {
  const { store, now } = server;
  const job = await withTenant(store, tenant, (scope) => beginJob(scope, id, now()));
  if (!job) return 'ended';
  const end = (state: JobState, more: { exit?: number | undefined; result?: string | undefined } = {}) =>
    withTenant(store, tenant, (scope) => endJob(scope, id, { state, at: now(), attempt: job.attempts, ...more }));
  const kind = jobKind(job.kind);
  const parameters = kind?.parameters.safeParse(job.parameters);
  if (!kind || !parameters?.success || (job.attempts > 1 && !kind.resumable) || job.attempts > 10) {
    await end('failed');
    return 'ended';
  }
  server.log({ level: 'info', event: 'job-taken', tenant, job: id, kind: job.kind, attempt: job.attempts });
  const cancel = new AbortController();
  const signal = AbortSignal.any([stop, cancel.signal]);
  let lines: Promise<unknown> = Promise.resolve();
  const onLine = (line: string) => {
    const [, done, total] = counted.exec(line) ?? [];
    const far = done && total ? { done: Number(done), total: Number(total) } : {};
    lines = lines
      .then(() => withTenant(store, tenant, (scope) => addJobLine(scope, id, { at: now(), line, ...far })))
      .catch((error: unknown) =>
        server.log({ level: 'warn', event: 'job-line-lost', tenant, error: errorWords(error) }),
      );
  };
  const looking = setInterval(() => {
    withTenant(store, tenant, (scope) => isCanceled(scope, id)).then(
      (asked) => asked && cancel.abort(),
      () => undefined,
    );
  }, lookEvery);
  let exit: number | undefined;
  let partly = false;
  let result: string | undefined;
  try {
    for (const words of kind.commands(parameters.data)) {
      const run = await runCommand([...words, '--tenant', tenant], {
        env: { ...env, WARDLINE_ACTING_FOR: job.startedBy },
        cwd: tenantFolder(server, tenant),
        signal,
        onLine,
      });
      ({ exit, out: result } = run);
      partly ||= exit === 6;
      if (signal.aborted || exit === undefined || ![0, 2, 3, 6].includes(exit)) break;
    }
    await lines;
  } finally {
    clearInterval(looking);
  }
  if (cancel.signal.aborted) await end('canceled', { exit });
  else if (stop.aborted) return 'stopped';
  else
    await end(partly && stateOf(exit) === 'done' ? 'partly' : stateOf(exit), {
      exit,
      result: kind.printsNames ? undefined : result?.slice(0, mostResult[kind.keeps ?? 'short']),
    });
  return 'ended';
}

/** Exit codes of design.md section 4: 2 and 3 are answers, 6 is a part of one. */
function stateOf(exit: number | undefined): JobState {
  if (exit === 0 || exit === 2 || exit === 3) return 'done';
  return exit === 6 ? 'partly' : 'failed';
}
