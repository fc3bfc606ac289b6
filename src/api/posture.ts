import { z } from 'zod';
import { outcomes } from '../core/outcome.ts';
import { services } from '../core/section.ts';
import { severities } from '../core/severity.ts';
import { resultSchema } from './assessment.ts';
import { day, defineEndpoint, moment } from './define.ts';

const outcome = z.enum(outcomes);
const counts = z.record(outcome, z.int());
const score = z.object({ today: z.int(), achievable: z.int(), withLicenses: z.int() });

const entry = z.object({
  id: z.string(),
  run: z.string(),
  takenAt: moment,
  assessedAt: moment,
  baseline: z.string(),
  score,
  counts,
});

export const listAssessments = defineEndpoint({
  id: 'assessments.list',
  method: 'get',
  path: '/t/{tenant}/assessments',
  summary: 'Assessments, newest first: the score over time',
  access: 'assessments.read',
  query: { limit: z.coerce.number().int().min(1).max(500).default(100) },
  answer: z.object({ items: z.array(entry) }),
});

const row = z.object({
  control: z.string(),
  headline: z.string(),
  fix: z.string(),
  service: z.enum(services),
  outcome,
  severity: z.enum(severities),
  why: z.string(),
  effort: z.enum(['minutes', 'hours', 'days']),
  userImpact: z.enum(['none', 'low', 'medium', 'high']),
  citations: z.array(z.string()),
  resources: z.int().describe('Affected objects.'),
  rank: z.int().optional().describe('Place in the list of fixes, 1 is first.'),
  points: z.int().optional().describe('What fixing it adds to the score.'),
  planned: z.boolean().describe('An open plan holds a change for it.'),
  plan: z.string().optional().describe('Id of that plan.'),
  changes: z.int().describe('Changes that a plan could make for it; 0 where people have to.'),
});
export type ResultRow = z.infer<typeof row>;

const difference = z.object({
  kind: z.enum(['new', 'fixed', 'changed', 'added', 'removed']),
  control: z.string(),
  severity: z.string(),
  title: z.string(),
  before: outcome.optional(),
  after: outcome.optional(),
  why: z.string(),
});

export const showAssessment = defineEndpoint({
  id: 'assessments.show',
  method: 'get',
  path: '/t/{tenant}/assessments/{id}',
  summary:
    'One assessment, `latest` or by id: score, gate, every control in a line, and what changed since the one before',
  access: 'assessments.read',
  answer: entry.extend({
    source: z.string(),
    plannedScore: z.int().optional().describe('The score once the open plans are applied.'),
    gate: z.object({
      open: z.boolean(),
      since: moment
        .optional()
        .describe('The first check in a row that found it so; absent where it goes back further.'),
      conditions: z.array(
        z.object({ id: z.string(), title: z.string(), outcome, control: z.string(), why: z.string() }),
      ),
    }),
    results: z.array(row),
    standards: z
      .array(
        z.object({
          citation: z.string(),
          title: z.string(),
          rule: z.string(),
          controls: z.array(z.object({ control: z.string(), outcome })),
        }),
      )
      .describe('Standards of the regulation in its order, with the controls that serve each, the worst first.'),
    before: entry.optional(),
    changes: z.array(difference),
    notices: z.array(z.string()),
  }),
});

export const showResult = defineEndpoint({
  id: 'assessments.result',
  method: 'get',
  path: '/t/{tenant}/assessments/{id}/results/{control}',
  summary: 'One control whole: expected and actual, where read and when, why, whom it affects, how to fix it',
  access: 'findings.read',
  answer: resultSchema.extend({ takenAt: moment, assessment: z.string() }),
});

const states = ['open', 'planned', 'fixed', 'accepted', 'false-positive', 'third-party'] as const;
const finding = z.object({
  id: z.string(),
  control: z.string(),
  resource: z.string(),
  resourceName: z.string(),
  severity: z.enum(severities),
  title: z.string(),
  why: z.string(),
  outcome: z.enum(['fail', 'partial']),
  state: z.enum(states),
  stateSince: moment,
  stateBy: z.string(),
  stateReason: z.string(),
  acceptedUntil: z.string().nullable(),
  firstSeen: moment,
  lastSeen: moment,
});

export const listFindings = defineEndpoint({
  id: 'findings.list',
  method: 'get',
  path: '/t/{tenant}/findings',
  summary: 'Findings with their lifecycle: one control and one object each, or one item of a content scan',
  access: 'findings.read',
  query: {
    state: z.enum(states).optional(),
    control: z.string().max(120).optional(),
    about: z.enum(['settings', 'content']).optional().describe('Of assessments, or of content scans.'),
    limit: z.coerce.number().int().min(1).max(1000).default(200),
  },
  answer: z.object({ items: z.array(finding) }),
});

export const decideFinding = defineEndpoint({
  id: 'findings.decide',
  method: 'post',
  path: '/t/{tenant}/findings/{id}/decision',
  summary: "Accept a risk until a day, call it not true or a third party's, or open it again; always with a reason",
  access: 'findings.decide',
  body: z
    .strictObject({
      state: z.enum(['open', 'accepted', 'false-positive', 'third-party']),
      reason: z.string().trim().min(10).max(4_000),
      until: day.optional(),
    })
    .refine(({ state, until }) => state !== 'accepted' || until !== undefined, {
      message: 'An accepted risk has an end date.',
      path: ['until'],
    }),
  answer: z.object({ state: z.enum(states) }),
});

export const findingHistory = defineEndpoint({
  id: 'findings.history',
  method: 'get',
  path: '/t/{tenant}/findings/{id}/history',
  summary: 'What became of a finding, by whom and why',
  access: 'findings.read',
  answer: z.object({
    items: z.array(
      z.object({
        at: moment,
        from: z.enum(states).nullable(),
        to: z.enum(states),
        by: z.string(),
        reason: z.string(),
        acceptedUntil: z.string().nullable(),
      }),
    ),
  }),
});

export const controlHistory = defineEndpoint({
  id: 'controls.history',
  method: 'get',
  path: '/t/{tenant}/controls/{control}/history',
  summary: 'How one control came out in the checks so far, the oldest first: a line for each change, at most 60 checks',
  access: 'findings.read',
  answer: z.object({
    items: z.array(z.object({ outcome, from: moment, to: moment.describe('The last check that found it so.') })),
  }),
});
