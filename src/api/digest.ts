import { z } from 'zod';
import { dutyKinds } from '../core/duty.ts';
import { outcomes } from '../core/outcome.ts';
import { severities } from '../core/severity.ts';
import { defineEndpoint, moment } from './define.ts';

export const showDigest = defineEndpoint({
  id: 'digest.show',
  method: 'get',
  path: '/t/{tenant}/digests/{week}',
  summary: 'The digest of a week (2026-W47, or latest): score, regressions, what is due, alerts, PHI found, the log',
  access: 'assessments.read',
  answer: z.object({
    week: z.string(),
    from: moment,
    to: moment,
    madeAt: moment,
    weeks: z.object({ before: z.string(), after: z.string().optional() }),
    score: z.object({ today: z.number(), before: z.number().optional() }).optional(),
    changes: z.array(
      z.object({
        control: z.string(),
        title: z.string(),
        before: z.enum(outcomes),
        after: z.enum(outcomes),
        regressed: z.boolean(),
      }),
    ),
    runs: z.int(),
    decisions: z.int(),
    due: z.array(
      z.object({
        kind: z.enum(dutyKinds),
        title: z.string(),
        due: moment.optional(),
        state: z.enum(['done', 'open', 'overdue', 'missed', 'ahead']),
        page: z.string(),
      }),
    ),
    alerts: z.array(
      z.object({
        severity: z.enum(severities),
        open: z.int(),
        oldestDays: z.int().optional(),
        raised: z.int(),
        closed: z.int(),
      }),
    ),
    phi: z.object({ scans: z.int(), items: z.int(), before: z.int() }),
    log: z.object({ records: z.int(), before: z.int() }),
    signed: z.object({ by: z.string(), at: moment, note: z.string() }).optional(),
    sent: z.array(z.object({ route: z.string(), at: moment, answer: z.string() })),
  }),
});
