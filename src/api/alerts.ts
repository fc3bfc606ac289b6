import { z } from 'zod';
import { incidents } from '../core/detection.ts';
import { severities } from '../core/severity.ts';
import { defineEndpoint, moment } from './define.ts';

const severity = z.enum(severities);
const state = z.enum(['open', 'acknowledged', 'closed']);
const verdict = z.enum(['real', 'false-positive']);

const alert = z.object({
  id: z.string(),
  detection: z.string(),
  severity,
  title: z.string(),
  actor: z.string(),
  why: z.string(),
  incident: z.enum(incidents),
  firstAt: moment,
  lastAt: moment,
  count: z.int().describe('Signals counted; the alert lists at most 1,000 of them.'),
  raisedAt: moment.describe('When Wardline knew of it.'),
  state,
  stateSince: moment,
  owner: z.string().nullable(),
  escalatedAt: moment.nullable().describe('Nobody acknowledged it in time.'),
  verdict: verdict.nullable(),
  dueBy: moment.optional().describe('By when somebody must acknowledge it; absent once that is done.'),
});
export type AlertShown = z.infer<typeof alert>;

export const listAlerts = defineEndpoint({
  id: 'alerts.list',
  method: 'get',
  path: '/t/{tenant}/alerts',
  summary: 'Alerts of the detections: untriaged first, then by severity and time. No name of a file',
  access: 'alerts.read',
  query: {
    state: z.enum(['open', 'acknowledged', 'closed', 'all']).default('all'),
    limit: z.coerce.number().int().min(1).max(2_000).default(500),
  },
  answer: z.object({
    at: moment.describe('The clock of the tenant that ages are counted from.'),
    items: z.array(alert),
    counts: z.object({ open: z.int(), overdue: z.int(), acknowledged: z.int(), closed: z.int() }),
    ages: z.array(
      z.object({
        days: z.int().nullable().describe('Upper end in days; null for all that is older.'),
        waiting: z.int(),
        inHand: z.int(),
        overdue: z.int(),
      }),
    ),
  }),
});

const event = z.object({
  id: z.string(),
  at: moment,
  operation: z.string(),
  outcome: z.string(),
  actor: z.string(),
  ip: z.string().optional(),
  country: z.string().optional(),
  device: z.string().optional(),
  managed: z.boolean().optional(),
  app: z.string().optional(),
  site: z.string().optional(),
});

export const showAlert = defineEndpoint({
  id: 'alerts.show',
  method: 'get',
  path: '/t/{tenant}/alerts/{alert}',
  summary: 'One alert: why, the first three steps, what became of it, and its events without names of files',
  access: 'alerts.read',
  answer: z.object({
    at: moment,
    alert,
    citations: z.array(z.string()),
    firstSteps: z.array(z.string()),
    falsePositives: z.array(z.string()).describe('Innocent causes.'),
    knownGaps: z.array(z.string()),
    history: z.array(
      z.object({
        at: moment,
        kind: z.enum(['raised', 'grown', 'acknowledged', 'escalated', 'closed', 'reopened']),
        count: z.int(),
        by: z.string(),
        reason: z.string(),
        verdict: verdict.nullable(),
      }),
    ),
    events: z.array(event),
    others: z.array(alert).describe('Other alerts about the same account.'),
  }),
});

export const decideAlert = defineEndpoint({
  id: 'alerts.decide',
  method: 'post',
  path: '/t/{tenant}/alerts/{alert}/decision',
  summary: 'Acknowledge an alert, or close it with the reason and what it turned out to be',
  access: 'alerts.decide',
  body: z
    .strictObject({
      to: z.enum(['acknowledged', 'closed']),
      reason: z.string().trim().min(3).max(2_000),
      verdict: verdict.optional(),
    })
    .refine(({ to, verdict: given }) => to === 'closed' || given === undefined, {
      message: 'Only a closed alert has a verdict.',
      path: ['verdict'],
    }),
  answer: alert,
});

export const alertNoise = defineEndpoint({
  id: 'alerts.noise',
  method: 'get',
  path: '/t/{tenant}/alerts/noise',
  summary: 'Alerts a week and the rate of false alarms by detection, with what would make it quieter',
  access: 'alerts.read',
  answer: z.object({
    budget: z.int().describe('Alerts a week that one person can look into beside other work.'),
    days: z.int(),
    weeks: z.array(z.object({ from: moment, alerts: z.int() })),
    detections: z.array(
      z.object({
        detection: z.string(),
        title: z.string(),
        severity,
        alerts: z.int(),
        perWeek: z.number(),
        judged: z.int(),
        falsePositives: z.int(),
        falseRate: z.number().optional(),
        hints: z.array(z.string()),
      }),
    ),
  }),
});

export const watchAlerts = defineEndpoint({
  id: 'alerts.watch',
  method: 'get',
  path: '/t/{tenant}/alerts/events',
  summary: 'What becomes of alerts from now on',
  access: 'alerts.read',
  query: { after: z.coerce.number().int().min(0).optional().describe('The `seq` seen last; from now on when absent.') },
  events: true,
  answer: z.object({
    seq: z.int(),
    alert: z.string(),
    at: moment,
    kind: z.enum(['raised', 'grown', 'acknowledged', 'escalated', 'closed', 'reopened']),
    severity,
    count: z.int(),
  }),
});
