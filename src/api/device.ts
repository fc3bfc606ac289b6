import { z } from 'zod';
import { permissions, roles } from '../core/permission.ts';
import { defineEndpoint, moment, tenantId } from './define.ts';

/** As people type it: case, spaces and the dash do not matter. */
const code = z.string().min(8).max(20);
const tokenHash = z.string().regex(/^[0-9a-f]{64}$/, 'is no SHA-256');

export const beginDevice = defineEndpoint({
  id: 'device.begin',
  method: 'post',
  path: '/device-sign-ins',
  summary:
    'Begin to sign a program in that has no browser. It makes a token, sends its SHA-256, and shows the code to a person',
  access: 'public',
  body: z.strictObject({
    machine: z.string().trim().min(1).max(80).describe('What the person is shown.'),
    token: tokenHash,
  }),
  answer: z.object({
    code: z.string(),
    endsAt: moment,
    every: z.int().describe('Seconds between two looks.'),
  }),
  status: 201,
});

export const pollDevice = defineEndpoint({
  id: 'device.poll',
  method: 'post',
  path: '/device-sign-ins/state',
  summary: 'Whether it was confirmed. One that never was, and one whose time is over, are `over` alike',
  access: 'public',
  body: z.strictObject({ token: tokenHash }),
  answer: z.object({ state: z.enum(['waiting', 'confirmed', 'refused', 'over']) }),
  reads: true,
  quiet: true,
});

export const lookAtDevice = defineEndpoint({
  id: 'device.look',
  method: 'post',
  path: '/device-sign-ins/look',
  summary: 'Who asks to be signed in with this code, and what it would get',
  access: 'signed-in',
  body: z.strictObject({ code }),
  answer: z.object({
    machine: z.string().describe("The program's own word for its machine."),
    address: z.string().describe('Where it asked from.'),
    sameAddress: z.boolean().describe('It asked from where this person is.'),
    begunAt: moment,
    endsAt: moment,
    roles: z.array(z.object({ role: z.enum(roles), tenant: z.string(), until: z.string().optional() })),
  }),
  reads: true,
});

/** Hours: eight for a working day, at most what a token may have. */
const hours = z
  .int()
  .min(1)
  .max(366 * 24)
  .default(8);

export const confirmDevice = defineEndpoint({
  id: 'device.confirm',
  method: 'post',
  path: '/device-sign-ins/confirmation',
  summary: "Sign the program in. Its token does at most what this person may, and stands among the person's tokens",
  access: 'signed-in',
  body: z.strictObject({
    code,
    hours,
    tenant: z.union([tenantId, z.literal('*')]).default('*'),
    may: z.enum(['all', 'read']).default('all').describe('All that I may, or only to read.'),
  }),
  answer: z.object({ id: z.string(), machine: z.string(), endsAt: moment }),
});

export const refuseDevice = defineEndpoint({
  id: 'device.refuse',
  method: 'post',
  path: '/device-sign-ins/refusal',
  summary: 'Refuse it: whoever holds the program is not signed in',
  access: 'signed-in',
  body: z.strictObject({ code }),
  answer: z.object({ refused: z.literal(true) }),
});

export const showToken = defineEndpoint({
  id: 'token.show',
  method: 'get',
  path: '/token',
  summary: 'Whose token this is, what it may do where, and when it ends',
  access: 'token',
  answer: z.object({
    version: z.string(),
    demo: z.boolean(),
    email: z.string(),
    name: z.string(),
    token: z.object({ id: z.string(), name: z.string(), tenant: z.string(), createdAt: moment, endsAt: moment }),
    roles: z.array(z.object({ role: z.enum(roles), tenant: z.string(), until: z.string().optional() })),
    everywhere: z.array(z.enum(permissions)),
    tenants: z.array(
      z.object({
        id: tenantId,
        name: z.string(),
        domain: z.string().optional(),
        permissions: z.array(z.enum(permissions)),
      }),
    ),
  }),
});
export type TokenShown = z.output<(typeof showToken)['answer']>;

export const endOwnToken = defineEndpoint({
  id: 'token.end',
  method: 'delete',
  path: '/token',
  summary: 'End the token that this call is made with',
  access: 'token',
  answer: z.object({ ended: z.literal(true) }),
});
