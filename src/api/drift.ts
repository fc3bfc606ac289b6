import { z } from 'zod';
import { defineEndpoint, moment } from './define.ts';

const driftId = z.string().regex(/^d[0-9a-f]{8}$/, 'is no id of what drifted');

const row = z.object({
  id: driftId,
  kind: z.enum(['approved', 'changed']),
  setting: z.string(),
  expected: z.unknown(),
  present: z.unknown(),
  since: moment,
  controls: z.array(z.string()),
  who: z
    .object({
      by: z.string(),
      byApp: z.boolean(),
      at: moment,
      activity: z.string(),
      log: z.string(),
    })
    .optional(),
});
export type DriftRow = z.infer<typeof row>;

export const listDrift = defineEndpoint({
  id: 'drift.list',
  method: 'get',
  path: '/t/{tenant}/drift',
  summary: 'Settings that are not as they were approved, or changed since the last run, and who changed them',
  access: 'drift.read',
  answer: z.object({
    takenAt: moment,
    before: moment.optional(),
    approvedSettings: z.int(),
    notCompared: z.array(z.string()).describe('Sections that could not be read: whether they drifted is not known.'),
    silent: z.array(z.string()).describe('Logs that did not say who.'),
    items: z.array(row),
  }),
});

export const adoptDrift = defineEndpoint({
  id: 'drift.adopt',
  method: 'post',
  path: '/t/{tenant}/drift/adoption',
  summary: 'Make present values the approved ones, with a reason. Changes nothing in the tenant',
  access: 'drift.decide',
  body: z.strictObject({
    ids: z.array(driftId).min(1).max(500),
    reason: z
      .string()
      .trim()
      .min(10)
      .max(4_000)
      // It becomes a word of a command line.
      .refine((reason) => !reason.startsWith('-') && !reason.includes('\0'), 'begins with a letter or digit'),
  }),
  answer: z.object({ adopted: z.int() }),
});

export const revertDrift = defineEndpoint({
  id: 'drift.revert',
  method: 'post',
  path: '/t/{tenant}/drift/reversion',
  summary: 'Make a plan that brings settings back to what was approved. Changes nothing until it is applied',
  access: 'plans.make',
  body: z.strictObject({ ids: z.array(driftId).min(1).max(500) }),
  answer: z.object({ id: z.string(), changes: z.int() }),
  status: 201,
});
