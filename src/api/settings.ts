import { z } from 'zod';
import { severities } from '../core/severity.ts';
import { defineEndpoint, moment } from './define.ts';

/** Most characters of wardline.yaml. */
const mostText = 1_000_000;

export const showOrganization = defineEndpoint({
  id: 'organization.show',
  method: 'get',
  path: '/t/{tenant}/organization',
  summary: "The tenant's wardline.yaml as it is",
  access: 'settings.read',
  answer: z.object({
    exists: z.boolean(),
    text: z.string(),
    revision: z.string().describe('SHA-256 of the text; empty where there is no file.'),
    example: z.string().describe('A commented example of every key.'),
  }),
});

export const saveOrganization = defineEndpoint({
  id: 'organization.save',
  method: 'put',
  path: '/t/{tenant}/organization',
  summary: 'Replace wardline.yaml by one that is valid. Refused where somebody else changed it meanwhile',
  access: 'settings.write',
  body: z.strictObject({
    text: z.string().max(mostText),
    revision: z.string().max(64).describe('Of the text that was edited.'),
    reason: z.string().trim().min(3).max(1_000),
  }),
  answer: z.object({ revision: z.string() }),
});

const secret = z.enum(['set', 'missing', 'none']);
const route = z.object({
  name: z.string(),
  kind: z.string(),
  leastSeverity: z.string(),
  quiet: z.string(),
  services: z.array(z.string()),
  secret,
  secretMeans: z.string().optional().describe('What the secret is.'),
  settings: z.record(z.string(), z.unknown()).describe('As wardline.yaml has it. No secret stands there.'),
  reaches: z.boolean().describe('It reaches the own network: changed in wardline.yaml on the server alone.'),
  sent: z.int(),
  waiting: z.int(),
  failed: z.int(),
  lastSentAt: moment.optional(),
});
const stream = z.object({
  name: z.string(),
  kind: z.string(),
  carries: z.array(z.string()),
  raw: z.boolean(),
  secret,
  secretMeans: z.string().optional(),
  settings: z.record(z.string(), z.unknown()),
  reaches: z.boolean(),
  lastRunAt: moment.optional(),
  result: z.string().optional(),
  waiting: z.int(),
  dead: z.int(),
  dropped: z.int(),
});

export const listDeliveries = defineEndpoint({
  id: 'deliveries.list',
  method: 'get',
  path: '/t/{tenant}/deliveries',
  summary: 'By which routes alerts are told and to which systems events are streamed, and how each is doing',
  access: 'settings.read',
  answer: z.object({
    revision: z.string().describe('Of wardline.yaml, for a change of it.'),
    routes: z.array(route),
    streams: z.array(stream),
  }),
});

const kind = z.enum(['routes', 'streams']);
const name = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be small letters, digits and hyphens');
const revision = z.string().max(64).describe('Of wardline.yaml, as the list gave it.');
const why = z.string().trim().min(3).max(1_000);

export const saveDelivery = defineEndpoint({
  id: 'deliveries.save',
  method: 'post',
  path: '/t/{tenant}/deliveries',
  summary:
    'Add a route or stream to wardline.yaml, or put it in the place of the one of its name. A sealed secret goes where the receiver changes',
  access: 'settings.write',
  body: z.strictObject({
    kind,
    entry: z.looseObject({ name, kind: z.string().max(40) }),
    revision,
    reason: why,
  }),
  answer: z.object({ revision: z.string(), secret, secretMeans: z.string().optional() }),
});

export const removeDelivery = defineEndpoint({
  id: 'deliveries.remove',
  method: 'post',
  path: '/t/{tenant}/deliveries/removal',
  summary: 'Take a route or stream out of wardline.yaml and delete its secret. What it sent stays on record',
  access: 'settings.write',
  body: z.strictObject({ kind, name, revision, reason: why }),
  answer: z.object({ revision: z.string() }),
});

const told = z.object({
  route: z.string(),
  at: moment.optional().describe('When it was sent; absent where it waits or failed.'),
  nextAt: moment.optional().describe('When it is tried again.'),
  state: z.enum(['due', 'held', 'sent', 'failed']),
  attempts: z.int(),
  answer: z.string().describe('What the receiver said the last time.'),
  alert: z.string(),
  title: z.string(),
  severity: z.enum(severities),
  change: z.string(),
});
export type ToldRow = z.infer<typeof told>;

export const deliveryHistory = defineEndpoint({
  id: 'deliveries.history',
  method: 'get',
  path: '/t/{tenant}/deliveries/history',
  summary: 'What was told by which route, what waits and what failed, newest first',
  access: 'settings.read',
  query: {
    route: name.optional(),
    state: z.enum(['due', 'held', 'sent', 'failed']).optional(),
    limit: z.coerce.number().int().min(1).max(1_000).default(200),
  },
  answer: z.object({ items: z.array(told) }),
});

export const testDelivery = defineEndpoint({
  id: 'deliveries.test',
  method: 'post',
  path: '/t/{tenant}/deliveries/test',
  summary: 'Send a test by a route or a stream and say what came back',
  access: 'settings.write',
  body: z.strictObject({ kind, name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/, 'is no name') }),
  answer: z.object({
    name: z.string(),
    result: z.enum(['delivered', 'later', 'blocked', 'refused']),
    answer: z.string(),
  }),
});

export const setDeliverySecret = defineEndpoint({
  id: 'deliveries.secret',
  method: 'put',
  path: '/t/{tenant}/deliveries/secret',
  summary: 'Seal the secret of a route or stream. It is never shown again',
  access: 'settings.write',
  body: z.strictObject({
    name: z.string().max(80),
    // One line: a line break would begin another header or field.
    secret: z
      .string()
      .min(1)
      .max(8_192)
      .regex(/^[^\u0000-\u001F\u007F]+$/, 'is one line'),
  }),
  answer: z.object({ sealed: z.literal(true) }),
});

export const showKeeping = defineEndpoint({
  id: 'keeping.show',
  method: 'get',
  path: '/t/{tenant}/keeping',
  summary: 'How long things are kept, where copies go, and which key seals what is secret',
  access: 'settings.read',
  answer: z.object({
    retentionYears: z.number(),
    isOwnChoice: z.boolean().describe('wardline.yaml says so; otherwise it is the usual value.'),
    archive: z.string().optional().describe('Kind of the place that sealed segments are copied to.'),
    anchors: z.boolean().describe('Roots of the log are stamped by a time authority.'),
    masterKey: z.string().describe('Id of the key; it says nothing of the key.'),
    oldKeys: z.int().describe('Keys that still open what was sealed before.'),
    sealedWithOld: z.int().describe('Credentials of this tenant that are still under an old key.'),
    credentials: z.int(),
    tenant: z
      .object({
        takenAt: moment,
        rows: z.array(
          z.object({
            kind: z.enum(['policy', 'label', 'audit']),
            name: z.string(),
            covers: z.string(),
            days: z.number().optional(),
            keeps: z.enum(['days', 'for ever', 'nothing', 'unknown']),
            state: z.enum(['enough', 'short', 'off', 'unknown']).describe('`short`: less than six years.'),
          }),
        ),
        unread: z.array(z.string()),
      })
      .optional()
      .describe("The tenant's own retention, as it was read last; absent before the first reading."),
  }),
});
