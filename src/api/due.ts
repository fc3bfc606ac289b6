import { z } from 'zod';
import { dutyKinds } from '../core/duty.ts';
import { day, defineEndpoint, moment } from './define.ts';

const states = ['done', 'open', 'overdue', 'missed', 'ahead'] as const;

const item = z.object({
  key: z.string().describe('Names the same duty each time.'),
  kind: z.enum(dutyKinds),
  title: z.string(),
  about: z.string(),
  due: moment.optional().describe('By when; absent where it waits without a day.'),
  state: z.enum(states).describe('`missed`: a later one of its kind took its place.'),
  page: z.string().describe('Page of the console, below that of the tenant.'),
  every: z.enum(['day', 'week', 'month', 'quarter', 'year']).optional(),
  sign: z.object({ duty: z.string(), period: z.string() }).optional().describe('What is signed when it is done.'),
  done: z.object({ by: z.string(), at: moment, note: z.string().optional() }).optional(),
});
export type DueRow = z.infer<typeof item>;

export const listDue = defineEndpoint({
  id: 'due.list',
  method: 'get',
  path: '/t/{tenant}/due',
  summary: 'What people have to do now or within a month, the earliest first',
  access: 'assessments.read',
  answer: z.object({
    at: moment.describe("Now, by the tenant's clock."),
    overdue: z.int(),
    items: z.array(item),
    alerts: z
      .array(z.object({ severity: z.string(), count: z.int() }))
      .optional()
      .describe('Open ones; absent without the permission to see them.'),
  }),
});

const span = {
  from: day.optional().describe('The first day; a month ago when absent.'),
  to: day.optional().describe('The last day; three months ahead when absent, two years at most.'),
};

export const showCalendar = defineEndpoint({
  id: 'due.calendar',
  method: 'get',
  path: '/t/{tenant}/calendar',
  summary: 'Duties by their day: done, open, overdue, missed and to come. What is overdue from before comes too',
  access: 'assessments.read',
  query: span,
  answer: z.object({ at: moment, from: day, to: day, overdue: z.int(), items: z.array(item) }),
});

export const calendarFile = defineEndpoint({
  id: 'due.ics',
  method: 'get',
  path: '/t/{tenant}/calendar.ics',
  summary: 'The same as an iCalendar (RFC 5545) for a calendar program',
  access: 'assessments.read',
  query: span,
  file: 'text/calendar; charset=utf-8',
  answer: z.unknown(),
});

export const signDuty = defineEndpoint({
  id: 'due.sign',
  method: 'post',
  path: '/t/{tenant}/calendar/signatures',
  summary: 'Sign a recurring duty as done. Signatures are only ever added',
  access: 'log.review',
  body: z.strictObject({
    duty: z.string().regex(/^[a-z][a-z-]{1,39}$/),
    period: z.string().regex(/^\d{4}(?:-W\d{2}|-Q[1-4])?$/, 'is no period such as 2026-W47, 2026-Q4 or 2026'),
    note: z.string().trim().min(3).max(2_000),
  }),
  answer: z.object({ duty: z.string(), period: z.string(), by: z.string(), at: moment }),
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
