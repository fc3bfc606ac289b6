import { z } from 'zod';
import { defineEndpoint, moment, tenantId } from './define.ts';

const clouds = ['commercial', 'gcc', 'gcchigh', 'dod', 'china'] as const;

const row = z.object({
  id: tenantId,
  name: z.string(),
  color: z.string(),
  domain: z.string().optional(),
  cloud: z.enum(clouds),
  /** `unread`: nothing is known of it. `stale`: the last reading is older than three days. */
  state: z.enum(['current', 'stale', 'unread']),
  takenAt: moment.optional().describe('When its settings were read for the last check.'),
  gate: z.object({ open: z.boolean(), missing: z.int().describe('Conditions that do not hold.') }).optional(),
  score: z.object({ today: z.int(), achievable: z.int() }).optional(),
  trend: z.array(z.object({ at: moment, score: z.int() })).describe('Oldest first, at most twelve.'),
  critical: z.int().describe('Open critical findings.'),
  unknown: z.int().optional().describe('Controls that could not be judged.'),
  overdue: z.int().describe('Alerts nobody acknowledged in time, and accepted risks whose day has passed.'),
  connection: z.enum(['none', 'sound', 'ending', 'ended']),
  registrations: z.array(z.string()),
  certificateEndsAt: moment.optional().describe('The one that ends first.'),
});
export type TenantRow = z.infer<typeof row>;

export const listTenants = defineEndpoint({
  id: 'tenants.list',
  method: 'get',
  path: '/tenants',
  summary: 'All tenants of the caller, the worst first',
  access: 'tenants.read',
  tenants: 'all',
  answer: z.object({ items: z.array(row), at: moment }),
});

export const addTenant = defineEndpoint({
  id: 'tenants.add',
  method: 'post',
  path: '/tenants',
  summary: 'Add a tenant; nothing is sent to it',
  access: 'tenants.connect',
  body: z.strictObject({
    id: z.guid().transform((id) => id.toLowerCase()),
    name: z.string().trim().min(1).max(120),
    domain: z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/, 'is no domain')
      .max(253)
      .optional(),
    cloud: z.enum(clouds).default('commercial'),
    color: z
      .string()
      .regex(/^#[0-9a-f]{6}$/)
      .default('#1f6f78'),
  }),
  answer: z.object({ id: tenantId }),
  status: 201,
});

export const removeTenant = defineEndpoint({
  id: 'tenants.remove',
  method: 'post',
  path: '/t/{tenant}/removal',
  summary: 'Remove a tenant and delete its credentials; its history stays. The name is typed again',
  access: 'accounts.write',
  body: z.strictObject({ name: z.string().max(200) }),
  answer: z.object({ removed: z.literal(true) }),
});
