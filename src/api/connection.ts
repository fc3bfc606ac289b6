import { z } from 'zod';
import { defineEndpoint, moment } from './define.ts';

const connectable = ['read-settings', 'read-content', 'change', 'contain'] as const;

const registration = z.object({
  name: z.enum(connectable),
  displayName: z.string(),
  purpose: z.string(),
  connected: z.boolean(),
  since: moment.optional(),
  certificateEndsAt: moment.optional(),
  certificate: z.enum(['none', 'sound', 'ending', 'ended']).describe('Ending: within 30 days.'),
  permissions: z.array(z.object({ service: z.string(), role: z.string(), why: z.array(z.string()) })),
  assigned: z.array(z.object({ role: z.string(), kind: z.enum(['directory', 'azure']), why: z.string() })),
  steps: z.array(z.string()).describe('What to click in the Entra admin center.'),
});
export type RegistrationShown = z.infer<typeof registration>;

export const showConnection = defineEndpoint({
  id: 'connection.show',
  method: 'get',
  path: '/t/{tenant}/connection',
  summary: 'The app registrations of a tenant: what each may do and why, which are connected, when certificates end',
  access: 'settings.read',
  answer: z.object({
    domain: z.string().optional(),
    cloud: z.string(),
    lastReadAt: moment.optional(),
    registrations: z.array(registration),
  }),
});

export const prepareConnection = defineEndpoint({
  id: 'connection.prepare',
  method: 'post',
  path: '/t/{tenant}/connection',
  summary: 'Make the certificate of a registration. Its key is sealed and never leaves; the answer is the public part',
  access: 'tenants.connect',
  body: z.strictObject({ registration: z.enum(connectable), clientId: z.guid() }),
  answer: z.object({ certificate: z.string(), thumbprint: z.string(), endsAt: moment }),
  status: 201,
});

const probe = z.object({
  api: z.string(),
  works: z.boolean(),
  says: z.string(),
  next: z.string().describe('What to do when it does not work.'),
});

export const testConnection = defineEndpoint({
  id: 'connection.test',
  method: 'post',
  path: '/t/{tenant}/connection/test',
  summary: 'Ask each API one thing that changes nothing, and say what works and which permissions are missing',
  access: 'tenants.connect',
  body: z.strictObject({ registration: z.enum(connectable) }),
  answer: z.object({ items: z.array(probe), at: moment }),
});
