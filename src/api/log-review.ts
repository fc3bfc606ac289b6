import { z } from 'zod';
import { severities } from '../core/severity.ts';
import { day, defineEndpoint, moment } from './define.ts';

/** A month, or a week (ISO 8601). */
const month = z
  .string()
  .regex(
    /^\d{4}-(?:0[1-9]|1[0-2]|W0[1-9]|W[1-4]\d|W5[0-3])$/,
    'is no month such as 2026-10 and no week such as 2026-W47',
  );
const state = z.enum(['not-due', 'open', 'overdue', 'signed']);

/** By which clock working hours count. */
const work = {
  timeZone: z.string().max(60).default('UTC'),
  workFrom: z.coerce.number().int().min(0).max(23).default(7),
  workTo: z.coerce.number().int().min(1).max(24).default(19),
};

const count = z.object({ value: z.string(), records: z.int(), failures: z.int(), before: z.int() });
const ranked = z.object({ top: z.array(count), moved: z.array(count) });
const decided = z.object({
  decision: z.enum(['expected', 'follow-up']),
  by: z.string(),
  at: moment,
  note: z.string(),
});
const fresh = z.object({
  all: z.int(),
  first: z.array(z.object({ value: z.string(), firstDay: z.string(), records: z.int() })),
});
const signOff = z.object({ by: z.string(), at: moment, note: z.string(), items: z.int(), digest: z.string() });

const sampled = z.object({
  id: z.string(),
  at: moment,
  actor: z.string(),
  operation: z.string(),
  outcome: z.string(),
  ip: z.string().optional(),
  country: z.string().optional(),
  managed: z.boolean().optional(),
  site: z.string().optional(),
  file: z.string().optional(),
  decided: decided.optional(),
});
export type SampledShown = z.infer<typeof sampled>;

const reviewedAlert = z.object({
  id: z.string(),
  detection: z.string(),
  severity: z.enum(severities),
  title: z.string(),
  actor: z.string(),
  firstAt: moment,
  state: z.enum(['open', 'acknowledged', 'closed']),
  decided: decided.optional(),
});

export const listReviews = defineEndpoint({
  id: 'reviews.list',
  method: 'get',
  path: '/t/{tenant}/log-reviews',
  summary: 'The monthly reviews since the log is kept, newest first: signed, open, overdue',
  access: 'log.review',
  answer: z.object({
    at: moment,
    items: z.array(z.object({ month, state, due: day, by: z.string().optional(), at: moment.optional() })),
  }),
});

export const showReview = defineEndpoint({
  id: 'reviews.show',
  method: 'get',
  path: '/t/{tenant}/log-reviews/{month}',
  summary: 'The review of a month: who, what, when, from where, what moved, alerts, and a random sample to decide',
  access: 'log.review',
  query: work,
  answer: z.object({
    month,
    madeAt: moment,
    due: day,
    state,
    signOff: signOff.optional(),
    events: z.object({ records: z.int(), before: z.int() }),
    families: z.array(
      z.object({
        family: z.string(),
        title: z.string(),
        collected: z.boolean(),
        licensed: z.enum(['yes', 'no', 'unknown', 'not needed']),
        lastEventAt: moment.optional(),
        warning: z.string().optional(),
        records: z.int(),
        before: z.int(),
      }),
    ),
    who: ranked,
    what: ranked,
    when: z.object({
      hours: z.array(z.int()).describe('Events by hour of the day in `timeZone`.'),
      timeZone: z.string(),
      workFrom: z.int(),
      workTo: z.int(),
      outside: z.array(z.object({ value: z.string(), records: z.int(), all: z.int() })),
    }),
    where: z.object({ top: z.array(count), sites: z.array(count), countries: z.array(count) }),
    fresh: z.object({ site: fresh, country: fresh, app: fresh, device: fresh }),
    alerts: z.array(reviewedAlert),
    retention: z.object({
      tenantDays: z.int().describe('How long Microsoft keeps the log, as far as is known.'),
      requiredDays: z.int(),
      archive: z.object({ from: moment, to: moment, records: z.int() }).optional(),
      warning: z.string().optional(),
    }),
    sample: z.object({ seed: z.string(), events: z.array(sampled) }),
    undecided: z.int(),
    notes: z.array(z.string()),
  }),
});
export type ReviewShown = z.infer<typeof showReview.answer>;

export const decideReview = defineEndpoint({
  id: 'reviews.decide',
  method: 'post',
  path: '/t/{tenant}/log-reviews/{month}/decisions',
  summary: 'Decide items of a review: as expected, or to be followed up with a note. Decisions are only ever added',
  access: 'log.review',
  body: z.strictObject({
    items: z.array(z.string().min(1).max(200)).min(1).max(500),
    decision: z.enum(['expected', 'follow-up']),
    note: z.string().trim().max(2_000).default(''),
  }),
  answer: z.object({ undecided: z.int() }),
});

export const signReview = defineEndpoint({
  id: 'reviews.sign',
  method: 'post',
  path: '/t/{tenant}/log-reviews/{month}/signature',
  summary: 'Sign the review of a month that is over and whose items are all decided. Keeps who, when and the digest',
  access: 'log.review',
  body: z.strictObject({ note: z.string().trim().min(3).max(2_000), ...work }),
  answer: signOff,
});
