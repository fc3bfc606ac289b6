import { setTimeout as sleep } from 'node:timers/promises';
import { type JobShown, showJob, watchJobs } from '../../api/jobs.ts';
import { oneLine } from '../../connectors/wardline/refusal.ts';
import { WardlineError } from '../../core/errors.ts';
import type { RemoteServer } from './server.ts';

/** Milliseconds between two looks at a job of which no event tells. */
const lookEvery = 5_000;
/** How often in a row the server may not answer before nobody waits any longer; each takes seconds of its own. */
const mostSilent = 12;

/**
 * Waits for a job to end and tells each line of its log as it comes. Events say when to look; where none arrive it
 * looks by itself. When `signal` ends the waiting the job goes on, and the error says how to see it.
 */
export async function followJob(
  server: RemoteServer,
  { tenant, id }: { tenant: string; id: string },
  tell: (line: string) => void,
  signal: AbortSignal,
): Promise<JobShown> {
  const stop = new AbortController();
  const ended = AbortSignal.any([signal, stop.signal]);
  let news = Promise.withResolvers<void>();
  const listening = listen(server, tenant, ended, (job) => void (job.id === id && news.resolve()));
  ended.addEventListener('abort', () => news.resolve(), { once: true });
  let after = 0;
  let silent = 0;
  try {
    for (;;) {
      if (signal.aborted) throw leftRunning(id);
      try {
        const { job, lines } = await server.call(showJob, { path: { tenant, id }, query: { after } });
        if (silent > 0) tell('The server answers again.');
        silent = 0;
        for (const { seq, line } of lines) {
          after = Math.max(after, seq);
          tell(oneLine(line));
        }
        if (job.state !== 'waiting' && job.state !== 'running') return job;
        // A long log comes in parts.
        if (lines.length >= 1_000) continue;
      } catch (error) {
        silent += 1;
        if (!(error instanceof WardlineError) || error.code !== 'server-unreachable') throw error;
        if (silent > mostSilent)
          throw new WardlineError(error.code, error.message, `The job may go on there: wardline jobs watch ${id}`);
        if (silent === 1) tell('The server does not answer. Trying again; the job goes on without this terminal.');
      }
      await Promise.race([news.promise, sleep(lookEvery, undefined, { signal: ended }).catch(() => undefined)]);
      news = Promise.withResolvers<void>();
      if (ended.aborted) news.resolve();
    }
  } finally {
    stop.abort();
    await listening;
  }
}

/** Listens again and again until it is over. What goes wrong here shows in the looks. */
async function listen(
  server: RemoteServer,
  tenant: string,
  signal: AbortSignal,
  onJob: (job: JobShown) => void,
): Promise<void> {
  while (!signal.aborted) {
    await server.watch(watchJobs, { path: { tenant } }, onJob, signal).catch(() => undefined);
    await sleep(1_000, undefined, { signal }).catch(() => undefined);
  }
}

function leftRunning(id: string): WardlineError {
  return new WardlineError(
    'interrupted',
    'The job goes on at the server.',
    `See it: wardline jobs watch ${id}. End it: wardline jobs cancel ${id}`,
  );
}
