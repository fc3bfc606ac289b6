import type { Job } from '../../store/jobs.ts';

/** Hands long work to whichever worker is free. Several servers and workers share one database and one queue. */
export interface JobQueue {
  /** Queues work; the same work that is still open is not queued again. */
  start(tenant: string, kind: string, parameters: Readonly<Record<string, unknown>>, by: string): Promise<Job>;
  /** Takes work until closed; `atOnce` jobs side by side. */
  work(env: Readonly<Record<string, string | undefined>>, atOnce: number): Promise<void>;
  /** Ends what this process carries out (other workers take it up) and leaves the queue. */
  close(): Promise<void>;
}
