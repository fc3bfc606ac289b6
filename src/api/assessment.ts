import { z } from 'zod';
import { outcomes } from '../core/outcome.ts';
import { services } from '../core/section.ts';
import { severities } from '../core/severity.ts';

/** The result file of `wardline assess -o json`, as a contract. Its JSON schema is docs/reference/assessment.schema.json. */
const outcome = z.enum(outcomes).describe('The eight outcomes never merge; unknown is never a pass.');
const counts = z.record(outcome, z.int().nonnegative());
const text = z.string();

const resource = z.object({
  id: text.describe('Stable identity of the object in the tenant.'),
  name: text,
  expected: text,
  actual: text,
  readFrom: text.describe('The call, and the place in its answer.'),
  readAt: text.optional(),
  outcome: outcome.optional(),
});

const reference = z.object({
  source: text.describe('SCuBA, CIS, Maester, Prowler, … or Microsoft for a page.'),
  id: text,
  level: z.enum(['shall', 'should']).optional(),
  outcome: outcome.optional().describe("SCuBA references only: the verdict by that policy's own criterion."),
});

const change = z.object({
  summary: text,
  call: text,
  notice: text,
  lockoutRisk: z.boolean(),
  stages: z.array(text),
  undo: text,
});

export const resultSchema = z.object({
  control: text,
  title: text,
  headline: text,
  service: z.enum(services),
  outcome,
  severity: z.enum(severities),
  safeguards: z.array(text),
  citations: z.array(text),
  references: z.array(reference),
  aliases: z.array(text),
  why: text,
  wouldPassIf: text.optional(),
  resources: z.array(resource),
  missing: z.array(
    z.object({
      section: text,
      reason: z.enum(['no-permission', 'not-licensed', 'not-collected', 'unparsable', 'field-absent']),
      detail: text,
    }),
  ),
  rationale: text,
  responsibility: z.enum(['microsoft', 'you', 'both']),
  effort: z.enum(['minutes', 'hours', 'days']),
  userImpact: z.enum(['none', 'low', 'medium', 'high']),
  commonAttack: z.literal(true).optional(),
  license: z.object({ id: text, name: text, held: z.boolean().optional() }).optional(),
  parameters: z.record(text, z.unknown()),
  fix: z.object({ title: text, steps: z.array(text), script: z.array(text), changes: z.array(change) }),
  attestation: z
    .object({ statement: text, by: text, on: text, until: text, proof: text, expired: z.boolean().optional() })
    .optional(),
  exception: z
    .object({
      reason: text,
      compensating: text,
      approver: text,
      until: text,
      expired: z.boolean().optional(),
      outcomeWithout: outcome,
    })
    .optional(),
  knownGaps: z.array(text),
  rank: z.int().positive().optional(),
});

const citation = z.object({
  citation: text,
  title: text,
  designation: text,
  rule: text,
  controls: z.array(text),
  counts,
  decision: z
    .object({
      decision: text,
      reason: text,
      alternative: text.optional(),
      by: text,
      on: text,
      reviewDue: text.optional(),
    })
    .optional(),
});

export const assessmentSchema = z.object({
  kind: z.literal('wardline.assessment'),
  version: z.literal(1),
  run: text.describe('Hash of everything that was judged: equal runs have equal ids.'),
  wardline: text,
  tenant: z.object({ id: text, name: text, domain: text.optional(), cloud: text }),
  takenAt: text.describe('When the settings were read, ISO 8601 UTC.'),
  assessedAt: text,
  source: z.object({ kind: text, tool: text, run: text.optional(), file: text.optional() }),
  baseline: z.object({ id: text, title: text }),
  organization: z.object({ name: text.optional(), file: text.optional(), states: z.array(text) }).optional(),
  score: z.object({ today: z.int(), achievable: z.int(), withLicenses: z.int() }),
  counts,
  results: z.array(resultSchema),
  citations: z.array(citation),
  notices: z.array(text),
  unrecognized: z.array(text),
});
