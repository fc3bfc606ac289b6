import { z } from 'zod';
import { shareAccesses, shareKinds } from '../core/content.ts';
import { severities } from '../core/severity.ts';
import { defineEndpoint, moment } from './define.ts';

const days = z.coerce.number().int().min(1).max(3_650).default(90).describe('Not used for so many days is stale.');
const key = z.string().min(1).max(3_000);

const link = z.object({
  key: z.string(),
  store: z.string(),
  storeName: z.string(),
  item: z.string(),
  share: z.string(),
  kind: z.enum(shareKinds),
  outside: z.boolean(),
  access: z.enum(shareAccesses),
  grantees: z.int().describe('How many; who they are is shown with the names of files.'),
  severity: z.enum([...severities, 'info']),
  age: z.object({ days: z.int(), atLeast: z.boolean() }),
  lastUse: z.discriminatedUnion('state', [
    z.object({ state: z.literal('used'), at: moment }),
    z.object({ state: z.literal('none-logged'), since: moment }),
    z.object({ state: z.literal('unknown'), why: z.string() }).describe('Never the same as unused.'),
  ]),
  staleness: z.enum(['stale', 'unknown', 'fresh']),
  expiresAt: z.string().nullable(),
  expired: z.boolean(),
  password: z.boolean().nullable(),
  behind: z.object({ items: z.int(), phi: z.int(), sensitive: z.int(), patients: z.int(), unread: z.int() }),
  owner: z.string().nullable(),
});
export type LinkShown = z.infer<typeof link>;

export const listLinks = defineEndpoint({
  id: 'links.list',
  method: 'get',
  path: '/t/{tenant}/links',
  summary: 'Links and guests on files and folders, worst first: age, last use, and the PHI behind each',
  access: 'links.read',
  query: { days },
  answer: z.object({
    scanned: z.boolean(),
    at: moment,
    days: z.int(),
    log: z.object({ from: moment, to: moment }).optional().describe('What the kept audit log covers of files.'),
    unread: z.array(z.object({ name: z.string(), detail: z.string() })).describe('Stores whose links are not known.'),
    items: z.array(link),
  }),
});

export const planRevocations = defineEndpoint({
  id: 'links.plan',
  method: 'post',
  path: '/t/{tenant}/links/plan',
  summary: 'What a plan would end: each call, who notices, whether it can be undone. Keeps and changes nothing',
  access: 'links.read',
  body: z.strictObject({ keys: z.array(key).min(1).max(2_000) }),
  answer: z.object({
    takenAt: moment,
    changes: z.array(
      z.object({
        key: z.string(),
        storeName: z.string(),
        owner: z.string().nullable(),
        call: z.string(),
        summary: z.string(),
        notice: z.string(),
        undo: z.string(),
      }),
    ),
    refused: z.array(z.object({ title: z.string(), why: z.string() })).describe('What a plan does not end, and why.'),
    gone: z.int().describe('Links that were asked for and are not there any more.'),
  }),
});

export const planLinks = defineEndpoint({
  id: 'links.make-plan',
  method: 'post',
  path: '/t/{tenant}/links/plans',
  summary:
    'Make the plan that ends these links. It is kept as a draft, and changes nothing until it is approved and applied',
  access: 'plans.make',
  body: z.strictObject({ keys: z.array(key).min(1).max(2_000) }),
  answer: z.object({ id: z.string(), changes: z.int() }),
  status: 201,
});
