import { z } from 'zod';
import { defineEndpoint, moment } from './define.ts';

const kinds = [
  'stage',
  'exception',
  'attestation',
  'decision-review',
  'acceptance',
  'certificate',
  'approval',
  'alert',
  'access',
] as const;

const item = z.object({
  kind: z.enum(kinds),
  title: z.string(),
  about: z.string(),
  due: moment.optional().describe('By when; absent where it waits without a day.'),
  late: z.boolean(),
  /** Page of the console, below the tenant's. */
  page: z.string(),
});
export type DueRow = z.infer<typeof item>;

export const listDue = defineEndpoint({
  id: 'due.list',
  method: 'get',
  path: '/t/{tenant}/due',
  summary: 'What people have to do next, the earliest first: stages that may move on, what ends soon, what waits',
  access: 'assessments.read',
  answer: z.object({
    items: z.array(item),
    alerts: z
      .array(z.object({ severity: z.string(), count: z.int() }))
      .optional()
      .describe('Open ones; absent without the permission to see them.'),
  }),
});

const newsKinds = ['assessment', 'plan', 'run', 'job', 'alert', 'finding'] as const;
const news = z.object({
  id: z.string(),
  kind: z.enum(newsKinds),
  at: moment,
  title: z.string(),
  by: z.string(),
  bad: z.boolean(),
  page: z.string(),
});
export type NewsRow = z.infer<typeof news>;

export const listNews = defineEndpoint({
  id: 'news.list',
  method: 'get',
  path: '/t/{tenant}/news',
  summary: 'What happened in a tenant, newest first: checks, plans, runs, failed jobs, alerts',
  access: 'assessments.read',
  query: { since: moment.optional() },
  answer: z.object({ items: z.array(news) }),
});
