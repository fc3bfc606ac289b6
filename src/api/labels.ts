import { z } from 'zod';
import { defineEndpoint, moment } from './define.ts';

/** A part of the page, or why it cannot be shown. */
function part<T extends z.ZodType>(data: T) {
  return z.object({
    data: data.optional(),
    problem: z.object({ message: z.string(), hint: z.string().optional() }).optional(),
  });
}

const cell = z.object({
  policy: z.string(),
  mode: z.enum(['enforced', 'test', 'off']),
  days: z.number().optional().describe('Days since its last change.'),
  reach: z.enum(['everybody', 'some', 'unknown']),
  leftOut: z.array(z.string()),
  findsPhi: z.enum(['yes', 'in part', 'no', 'unknown']),
});

const gridRow = z.object({
  workload: z.string(),
  state: z.enum(['covered', 'in part', 'tested', 'missing', 'unknown', 'not licensed']),
  license: z.string().optional(),
  cells: z.array(cell),
  next: z.string(),
});
export type GridRowShown = z.infer<typeof gridRow>;

const dependent = z.object({ kind: z.string(), name: z.string(), effect: z.string() });
const dependencies = z.object({
  labels: z.array(
    z.object({
      label: z.string(),
      id: z.string(),
      encrypts: z.boolean().optional(),
      dependents: z.array(dependent),
      problems: z.array(z.string()),
    }),
  ),
  broken: z.array(dependent.extend({ to: z.string().describe('The name or id that leads nowhere.') })),
  misnamed: z.array(z.object({ name: z.string(), why: z.string() })),
  unread: z.array(z.string()),
});
export type DependenciesShown = z.infer<typeof dependencies>;

const gate = z.object({
  what: z.enum(['days', 'verdicts', 'precision']),
  wanted: z.number(),
  have: z.number().optional().describe('Absent where it was not measured.'),
  open: z.boolean(),
});
const rollout = z.object({
  rings: z.array(
    z.object({ name: z.string(), mode: z.enum(['test', 'enforce']), days: z.number(), everybody: z.boolean() }),
  ),
  policies: z.array(
    z.object({ name: z.string(), ring: z.string().optional(), mode: z.enum(['enforced', 'test', 'off']) }),
  ),
  ring: z.string().optional(),
  next: z.string().optional(),
  since: z.string().optional(),
  from: z.string().optional().describe('From when the days of the gate hold.'),
  gate: z.array(gate),
});
export type RolloutShown = z.infer<typeof rollout>;

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
  judged: z.int(),
  now: outcome,
  thresholds: z.array(outcome).describe('The same verdicts under other thresholds.'),
});
export type RuleShown = z.infer<typeof rule>;

export const showLabels = defineEndpoint({
  id: 'labels.show',
  method: 'get',
  path: '/t/{tenant}/labels',
  summary:
    'DLP by workload, policy and mode; what hangs on each label; the rollout ring; precision of rules by verdicts',
  access: 'labels.read',
  answer: z.object({
    takenAt: moment.optional().describe('Absent where the tenant was not collected yet.'),
    grid: part(z.array(gridRow)),
    dependencies: part(dependencies),
    rollout: part(rollout),
    rules: z.array(rule),
  }),
});

export const advanceRollout = defineEndpoint({
  id: 'labels.advance',
  method: 'post',
  path: '/t/{tenant}/labels/rollout/advance',
  summary:
    'Make the plan that brings the DLP policies into the next ring. A closed gate is passed with a reason, which is kept',
  access: 'labels.plan',
  body: z.strictObject({ reason: z.string().trim().min(10).max(2_000).optional() }),
  answer: z.object({ id: z.string(), changes: z.int() }),
  status: 201,
});
