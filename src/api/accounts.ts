import { z } from 'zod';
import { permissions, roles } from '../core/permission.ts';
import { day, defineEndpoint, moment, pageOf, tenantId } from './define.ts';

const grant = z
  .strictObject({
    role: z.enum(roles),
    tenant: z.union([tenantId, z.literal('*')]).describe('A tenant, or * for all.'),
    until: day.optional().describe('The last day on which it counts; an auditor has one.'),
  })
  .refine(({ role, until }) => role !== 'auditor' || until !== undefined, {
    message: 'An auditor has an end date.',
    path: ['until'],
  });

const account = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  state: z.enum(['invited', 'active', 'disabled']),
  createdAt: moment,
  roles: z.array(z.object({ role: z.enum(roles), tenant: z.string(), until: z.string().optional() })),
  secondSteps: z.int().describe('Confirmed authenticator apps and passkeys.'),
  lastSeenAt: moment.optional(),
});

export const listAccounts = defineEndpoint({
  id: 'accounts.list',
  method: 'get',
  path: '/accounts',
  summary: 'Everybody who may sign in, and their roles',
  access: 'accounts.read',
  answer: z.object({ items: z.array(account) }),
});

const oneTimeLink = z.object({ id: z.string(), link: z.string().describe('Works once, for three days. Shown once.') });

export const inviteAccount = defineEndpoint({
  id: 'accounts.invite',
  method: 'post',
  path: '/accounts',
  summary: 'Invite somebody; the link is for them alone',
  access: 'accounts.write',
  body: z.strictObject({
    email: z.email().max(254),
    name: z.string().trim().min(1).max(120),
    roles: z.array(grant).max(500),
  }),
  answer: oneTimeLink,
  status: 201,
});

export const setRoles = defineEndpoint({
  id: 'accounts.roles',
  method: 'put',
  path: '/accounts/{id}/roles',
  summary: 'Say what somebody may do',
  access: 'accounts.write',
  body: z.strictObject({ roles: z.array(grant).max(500) }),
  answer: z.object({ changed: z.literal(true) }),
});

export const setState = defineEndpoint({
  id: 'accounts.state',
  method: 'put',
  path: '/accounts/{id}/state',
  summary: 'Disable an account, which ends its sessions and tokens, or give it back',
  access: 'accounts.write',
  body: z.strictObject({ state: z.enum(['active', 'disabled']) }),
  answer: z.object({ changed: z.literal(true) }),
});

export const resetAccount = defineEndpoint({
  id: 'accounts.reset',
  method: 'post',
  path: '/accounts/{id}/reset',
  summary: 'A link to set a new password. With `secondSteps` the second steps are taken away too, for a lost phone',
  access: 'accounts.write',
  body: z.strictObject({ secondSteps: z.boolean() }),
  answer: oneTimeLink,
});

export const accessMatrix = defineEndpoint({
  id: 'accounts.matrix',
  method: 'get',
  path: '/access-matrix',
  summary: 'Every call of the API and which roles may make it',
  access: 'signed-in',
  answer: z.object({
    roles: z.array(z.object({ role: z.enum(roles), title: z.string(), means: z.string() })),
    items: z.array(
      z.object({
        endpoint: z.string(),
        summary: z.string(),
        access: z.union([z.enum(permissions), z.enum(['signed-in', 'half-signed-in', 'token', 'public'])]),
        roles: z.array(z.enum(roles)),
      }),
    ),
  }),
});

const entry = z.object({
  seq: z.int(),
  at: moment,
  tenant: z.string().optional(),
  actor: z.string(),
  action: z.string(),
  object: z.string(),
  outcome: z.enum(['done', 'refused', 'failed']),
  request: z.string(),
  address: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  previous: z.string(),
  hash: z.string(),
});

const activityQuery = {
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  account: z.guid().optional(),
  action: z.string().max(60).optional().describe('Calls whose id begins so: `plans.`'),
};

export const listActivity = defineEndpoint({
  id: 'activity.list',
  method: 'get',
  path: '/activity',
  summary: 'What everybody did with Wardline',
  access: 'activity.read',
  query: activityQuery,
  answer: pageOf(entry),
});

export const tenantActivity = defineEndpoint({
  id: 'activity.tenant',
  method: 'get',
  path: '/t/{tenant}/activity',
  summary: 'What everybody did in one tenant',
  access: 'activity.read',
  query: activityQuery,
  answer: pageOf(entry),
});

export const verifyActivity = defineEndpoint({
  id: 'activity.verify',
  method: 'get',
  path: '/activity/verify',
  summary: 'Read the chain of the activity log from its first entry on',
  access: 'activity.read',
  answer: z.object({ entries: z.int(), head: z.string(), sound: z.literal(true) }),
});
