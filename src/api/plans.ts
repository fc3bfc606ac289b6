import { z } from 'zod';
import { severities } from '../core/severity.ts';
import { defineEndpoint, moment } from './define.ts';

const planStates = ['draft', 'approved', 'applying', 'staged', 'applied', 'undone', 'canceled'] as const;

const entry = z.object({
  id: z.string(),
  plan: z.string().describe('Its name at the command line: a hash of what it holds.'),
  baseline: z.string(),
  createdAt: moment,
  createdBy: z.string(),
  state: z.enum(planStates),
  stateSince: moment,
  changes: z.int(),
  titles: z.array(z.string()).describe('The gravest few changes.'),
});
export type PlanShown = z.infer<typeof entry>;

export const listPlans = defineEndpoint({
  id: 'plans.list',
  method: 'get',
  path: '/t/{tenant}/plans',
  summary: 'Plans, newest first',
  access: 'plans.read',
  answer: z.object({ items: z.array(entry), approvalsNeeded: z.int() }),
});

const change = z.object({
  id: z.string(),
  controls: z.array(z.string()),
  severity: z.enum(severities),
  citations: z.array(z.string()),
  summary: z.string(),
  why: z.string(),
  notice: z.string().describe('Who notices what.'),
  lockoutRisk: z.boolean(),
  from: z.record(z.string(), z.unknown()),
  to: z.record(z.string(), z.unknown()),
  stages: z.array(z.object({ name: z.string(), minimumDays: z.number() })),
  undo: z.string(),
  dependsOn: z.array(z.string()),
  /** How far the newest run has brought it. */
  step: z.string().optional(),
  stage: z.string().optional(),
  reason: z.string().optional(),
  at: moment.optional(),
});

export const showPlan = defineEndpoint({
  id: 'plans.show',
  method: 'get',
  path: '/t/{tenant}/plans/{id}',
  summary: 'A plan whole: each change from what to what, approvals, runs, history',
  access: 'plans.read',
  answer: entry.extend({
    document: z.string().describe('Hash of what is approved and applied.'),
    takenAt: moment,
    changeList: z.array(change),
    refused: z.array(z.object({ control: z.string(), title: z.string(), why: z.string() })),
    byHand: z.array(z.object({ control: z.string(), title: z.string(), steps: z.array(z.string()) })),
    worsens: z.array(z.object({ control: z.string(), title: z.string(), why: z.string() })),
    rehearsal: z.unknown().optional(),
    approvals: z.array(z.object({ by: z.string(), at: moment, note: z.string() })),
    approvalsNeeded: z.int(),
    history: z.array(
      z.object({ at: moment, from: z.string().nullable(), to: z.string(), by: z.string(), reason: z.string() }),
    ),
    runs: z.array(
      z.object({
        id: z.string(),
        kind: z.string(),
        startedAt: moment,
        startedBy: z.string(),
        endedAt: moment.nullable(),
        result: z.string().nullable(),
      }),
    ),
  }),
});

export const makePlan = defineEndpoint({
  id: 'plans.make',
  method: 'post',
  path: '/t/{tenant}/plans',
  summary: 'Make a plan from the latest reading: for these controls, or for all that are open. Changes nothing',
  access: 'plans.make',
  body: z.strictObject({
    controls: z
      .array(z.string().regex(/^[a-z]+\.[a-z0-9-]+$/))
      .max(300)
      .optional(),
    template: z.enum(['phi-sites', 'phi-labels', 'phi-dlp']).optional(),
  }),
  answer: z.object({ id: z.string(), changes: z.int() }),
  status: 201,
});

export const approvePlan = defineEndpoint({
  id: 'plans.approve',
  method: 'post',
  path: '/t/{tenant}/plans/{id}/approval',
  summary: 'Approve exactly the document that was reviewed. Where two people are needed, the second is another person',
  access: 'plans.approve',
  body: z.strictObject({ document: z.string(), note: z.string().trim().max(4_000).default('') }),
  answer: z.object({ state: z.enum(planStates), approvals: z.int(), approvalsNeeded: z.int() }),
});

export const cancelPlan = defineEndpoint({
  id: 'plans.cancel',
  method: 'post',
  path: '/t/{tenant}/plans/{id}/cancel',
  summary: 'Put a plan aside that was not applied',
  access: 'plans.make',
  body: z.strictObject({ reason: z.string().trim().min(3).max(4_000) }),
  answer: z.object({ state: z.enum(planStates) }),
});
