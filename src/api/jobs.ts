import { z } from 'zod';
import { defineEndpoint, moment } from './define.ts';

const job = z.object({
  id: z.string(),
  tenant: z.string(),
  kind: z.string(),
  title: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  state: z.enum(['waiting', 'running', 'done', 'partly', 'failed', 'canceled']),
  startedBy: z.string(),
  createdAt: moment,
  beganAt: moment.optional(),
  endedAt: moment.optional(),
  attempts: z.int(),
  cancel: z.boolean().describe('Somebody asked for it to end.'),
  done: z.int().optional(),
  total: z.int().optional(),
  secondsLeft: z.int().optional().describe('By the pace so far.'),
  now: z.string().optional().describe('The newest line of its log.'),
  exit: z.int().optional(),
});
export type JobShown = z.infer<typeof job>;

export const listJobs = defineEndpoint({
  id: 'jobs.list',
  method: 'get',
  path: '/t/{tenant}/jobs',
  summary: 'Long work, newest first',
  access: 'jobs.read',
  query: { open: z.stringbool().optional(), limit: z.coerce.number().int().min(1).max(200).default(50) },
  answer: z.object({ items: z.array(job) }),
});

export const startJob = defineEndpoint({
  id: 'jobs.start',
  method: 'post',
  path: '/t/{tenant}/jobs',
  summary: 'Begin long work. Each kind needs a permission of its own beside this one',
  access: 'jobs.read',
  body: z.strictObject({ kind: z.string().max(40), parameters: z.record(z.string(), z.unknown()).default({}) }),
  answer: job,
  status: 202,
});

export const showJob = defineEndpoint({
  id: 'jobs.show',
  method: 'get',
  path: '/t/{tenant}/jobs/{id}',
  summary: 'One job with its log',
  access: 'jobs.read',
  query: { after: z.coerce.number().int().min(0).default(0) },
  answer: z.object({ job, lines: z.array(z.object({ seq: z.int(), at: moment, line: z.string() })) }),
});

export const jobResult = defineEndpoint({
  id: 'jobs.result',
  method: 'get',
  path: '/t/{tenant}/jobs/{id}/result',
  summary: 'What the command of a job that has ended gave as JSON; absent where it names files, or is not kept',
  access: 'jobs.read',
  answer: z.object({ exit: z.int().optional(), result: z.unknown().optional() }),
});

export const cancelJob = defineEndpoint({
  id: 'jobs.cancel',
  method: 'post',
  path: '/t/{tenant}/jobs/{id}/cancel',
  summary: 'End a job after the step that it is at; it can be begun again and goes on',
  access: 'jobs.run',
  answer: z.object({ asked: z.literal(true) }),
});

export const watchJobs = defineEndpoint({
  id: 'jobs.watch',
  method: 'get',
  path: '/t/{tenant}/jobs/events',
  summary: 'Open jobs as they move, and each once more when it ends',
  access: 'jobs.read',
  answer: job,
  events: true,
});
