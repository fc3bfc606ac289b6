import { z } from 'zod';
import { defineEndpoint, moment } from './define.ts';

const days = z.coerce.number().int().min(1).max(3_660).default(30);

const event = z.object({
  id: z.string().describe('Names the match: the record and the rule.'),
  record: z.string(),
  at: moment,
  workload: z.string(),
  policy: z.string(),
  rule: z.string(),
  mode: z.string(),
  severity: z.string(),
  actions: z.array(z.string()),
  confidence: z.number(),
  count: z.number(),
  found: z.array(z.object({ type: z.string(), count: z.number(), confidence: z.number() })),
  person: z.string().optional(),
  toDomains: z.array(z.string()).describe('Of recipients only the domain: one of them may be a patient.'),
  site: z.string().optional(),
  exception: z.enum(['override', 'false-positive', 'document-change', 'policy-change', 'unknown']).optional(),
  justified: z.boolean().optional(),
  verdict: z.object({ verdict: z.enum(['true', 'false']), reason: z.string(), by: z.string(), at: moment }).optional(),
});
export type DlpEventShown = z.infer<typeof event>;

const outcome = z.object({
  confidence: z.number(),
  count: z.number(),
  right: z.int(),
  wrong: z.int(),
  missed: z.int(),
  spared: z.int(),
  precision: z.number().optional(),
});
const rule = z.object({
  rule: z.string(),
  events: z.int(),
  overridden: z.int().describe('Matches that a person passed or called wrong.'),
  judged: z.int(),
  now: outcome,
  thresholds: z.array(outcome.extend({ events: z.int() })).describe('Matches and verdicts under other thresholds.'),
});
export type DlpRuleShown = z.infer<typeof rule>;

export const listDlpEvents = defineEndpoint({
  id: 'dlp-events.list',
  method: 'get',
  path: '/t/{tenant}/dlp-events',
  summary: 'DLP matches out of the audit log, newest first, with verdicts, and each rule with its precision',
  access: 'log.search',
  query: { days },
  answer: z.object({
    at: moment,
    items: z.array(event),
    rules: z.array(rule),
    open: z.int().describe('Matches that nobody has judged.'),
    cut: z.boolean().describe('There are more records than were looked at.'),
  }),
});

export const tryThreshold = defineEndpoint({
  id: 'dlp-events.threshold',
  method: 'get',
  path: '/t/{tenant}/dlp-events/threshold',
  summary: 'What another threshold of a rule would change: matches and verdicts before and after',
  access: 'log.search',
  query: {
    days,
    rule: z.string().min(1).max(400),
    confidence: z.coerce.number().int().min(0).max(100).default(0),
    count: z.coerce.number().int().min(0).max(1_000_000).default(0),
  },
  answer: z.object({
    events: z.object({ before: z.int(), after: z.int() }),
    before: outcome,
    after: outcome,
  }),
});

export const judgeDlpEvents = defineEndpoint({
  id: 'dlp-events.judge',
  method: 'post',
  path: '/t/{tenant}/dlp-events/verdicts',
  summary: 'Say whether matches were right or noise, and why. Verdicts are only ever added; the latest one holds',
  access: 'alerts.decide',
  body: z.strictObject({
    ids: z
      .array(z.string().regex(/^[0-9a-f]{12}$/))
      .min(1)
      .max(500),
    verdict: z.enum(['true', 'false']),
    reason: z.string().trim().min(3).max(2_000),
    days: z.int().min(1).max(3_660).default(30),
  }),
  answer: z.object({ judged: z.int() }),
});
