import { z } from 'zod';
import { permissions, roles } from '../core/permission.ts';
import { defineEndpoint, moment, tenantId } from './define.ts';

const email = z.email().max(254);
const password = z.string().min(1).max(1_000);
const code = z.string().min(6).max(20);
/** What a browser's passkey functions give and take; checked by the library that knows it. */
const passkeyAnswer = z.looseObject({ id: z.string().max(2_000) });
const passkeyOptions = z.looseObject({ challenge: z.string() });

/** Where a sign-in stands. `enroll`: there is no second step yet, and one has to be set up now. */
const standing = z.object({
  next: z.enum(['done', 'second-step', 'enroll']),
  /** Which second steps this account has. */
  methods: z.array(z.enum(['totp', 'passkey', 'recovery'])),
});

export const signInState = defineEndpoint({
  id: 'sign-in.state',
  method: 'get',
  path: '/sign-in',
  summary: 'What the sign-in page has to show',
  access: 'public',
  answer: z.object({
    unclaimed: z.boolean().describe('No owner yet: the one-time link of the first start is needed.'),
    singleSignOn: z.string().optional().describe('Name of the identity provider.'),
    demo: z.boolean(),
    level: z.enum(['none', 'half', 'full']),
    next: z.enum(['sign-in', 'second-step', 'enroll', 'done']),
    methods: z.array(z.enum(['totp', 'passkey', 'recovery'])),
  }),
});

export const linkState = defineEndpoint({
  id: 'sign-in.link',
  method: 'post',
  path: '/sign-in/link',
  summary: 'What a one-time link is for',
  access: 'public',
  body: z.strictObject({ link: z.string().max(200) }),
  answer: z.object({
    kind: z.enum(['first-owner', 'invitation', 'reset']),
    email: z.string().optional(),
    name: z.string().optional(),
  }),
});

export const claim = defineEndpoint({
  id: 'sign-in.claim',
  method: 'post',
  path: '/sign-in/claim',
  summary: 'Use a one-time link: become the first owner, accept an invitation, or set a new password',
  access: 'public',
  body: z.strictObject({
    link: z.string().max(200),
    password,
    email: email.optional().describe('First owner only.'),
    name: z.string().trim().min(1).max(120).optional().describe('First owner only.'),
  }),
  answer: standing,
});

export const signIn = defineEndpoint({
  id: 'sign-in.password',
  method: 'post',
  path: '/sign-in/password',
  summary: 'First step: address and password',
  access: 'public',
  body: z.strictObject({ email, password }),
  answer: standing,
});

export const signInWithCode = defineEndpoint({
  id: 'sign-in.code',
  method: 'post',
  path: '/sign-in/code',
  summary: 'Second step: a code from an authenticator app, or a recovery code',
  access: 'half-signed-in',
  body: z.strictObject({ code }),
  answer: standing,
});

export const passkeyChallenge = defineEndpoint({
  id: 'sign-in.passkey-options',
  method: 'post',
  path: '/sign-in/passkey/options',
  summary: 'Begin a sign-in with a passkey',
  access: 'public',
  answer: z.object({ attempt: z.string(), options: passkeyOptions }),
});

export const signInWithPasskey = defineEndpoint({
  id: 'sign-in.passkey',
  method: 'post',
  path: '/sign-in/passkey',
  summary: 'Sign in with a passkey: both steps in one',
  access: 'public',
  body: z.strictObject({ attempt: z.string().max(4_000), response: passkeyAnswer }),
  answer: standing,
});

export const signOut = defineEndpoint({
  id: 'sign-in.end',
  method: 'post',
  path: '/sign-out',
  summary: 'End this session',
  access: 'half-signed-in',
  answer: z.object({
    ended: z.literal(true),
    provider: z
      .object({ name: z.string(), url: z.string() })
      .optional()
      .describe('Where the session at the identity provider ends; without that, one press signs in again.'),
  }),
});

const session = z.object({
  id: z.string(),
  current: z.boolean(),
  createdAt: moment,
  seenAt: moment,
  endsAt: moment,
  agent: z.string(),
  address: z.string(),
});

export const me = defineEndpoint({
  id: 'me.show',
  method: 'get',
  path: '/me',
  summary: 'Who is signed in, and what they may do where',
  access: 'signed-in',
  answer: z.object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    roles: z.array(z.object({ role: z.enum(roles), tenant: z.string(), until: z.string().optional() })),
    tenants: z.array(
      z.object({
        id: tenantId,
        name: z.string(),
        color: z.string(),
        domain: z.string().optional(),
        permissions: z.array(z.enum(permissions)),
      }),
    ),
    everywhere: z.array(z.enum(permissions)).describe('Permissions held for all tenants and for Wardline itself.'),
    authenticators: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(['totp', 'passkey']),
        name: z.string(),
        createdAt: moment,
        lastUsedAt: moment.optional(),
      }),
    ),
    recoveryCodesLeft: z.number().int(),
    singleSignOn: z
      .object({ name: z.string(), linked: z.boolean() })
      .optional()
      .describe('The identity provider, and whether it vouches for this account.'),
    demo: z.boolean(),
    version: z.string(),
  }),
});

export const mySessions = defineEndpoint({
  id: 'me.sessions',
  method: 'get',
  path: '/me/sessions',
  summary: 'Devices that are signed in',
  access: 'signed-in',
  answer: z.object({ items: z.array(session) }),
});

export const endMySession = defineEndpoint({
  id: 'me.end-session',
  method: 'delete',
  path: '/me/sessions/{id}',
  summary: 'Sign a device out',
  access: 'signed-in',
  answer: z.object({ ended: z.literal(true) }),
});

export const changePassword = defineEndpoint({
  id: 'me.password',
  method: 'post',
  path: '/me/password',
  summary: 'Change the password; all other devices are signed out',
  access: 'signed-in',
  body: z.strictObject({ current: password, password }),
  answer: z.object({ changed: z.literal(true) }),
});

export const startTotp = defineEndpoint({
  id: 'me.totp-start',
  method: 'post',
  path: '/me/totp',
  summary: 'Begin to set up an authenticator app',
  access: 'half-signed-in',
  answer: z.object({ id: z.string(), secret: z.string(), uri: z.string(), qr: z.string().describe('SVG') }),
});

export const confirmTotp = defineEndpoint({
  id: 'me.totp-confirm',
  method: 'post',
  path: '/me/totp/{id}',
  summary: 'Finish it with a first code',
  access: 'half-signed-in',
  body: z.strictObject({ code: z.string().min(6).max(10), name: z.string().trim().min(1).max(60) }),
  answer: z.object({
    recoveryCodes: z.array(z.string()).optional().describe('Shown once, with the first second step.'),
  }),
});

export const startPasskey = defineEndpoint({
  id: 'me.passkey-start',
  method: 'post',
  path: '/me/passkeys/options',
  summary: 'Begin to make a passkey',
  access: 'half-signed-in',
  answer: passkeyOptions,
});

export const addPasskey = defineEndpoint({
  id: 'me.passkey-add',
  method: 'post',
  path: '/me/passkeys',
  summary: 'Keep the passkey that the browser made',
  access: 'half-signed-in',
  body: z.strictObject({ name: z.string().trim().min(1).max(60), response: passkeyAnswer }),
  answer: z.object({ recoveryCodes: z.array(z.string()).optional() }),
  status: 201,
});

export const removeAuthenticator = defineEndpoint({
  id: 'me.authenticator-remove',
  method: 'delete',
  path: '/me/authenticators/{id}',
  summary: 'Take away a second step; the last one stays',
  access: 'signed-in',
  answer: z.object({ removed: z.literal(true) }),
});

export const newRecoveryCodes = defineEndpoint({
  id: 'me.recovery-codes',
  method: 'post',
  path: '/me/recovery-codes',
  summary: 'Make new recovery codes; the old ones end',
  access: 'signed-in',
  answer: z.object({ recoveryCodes: z.array(z.string()) }),
});

const token = z.object({
  id: z.string(),
  name: z.string(),
  permissions: z.array(z.enum(permissions)),
  tenant: z.string(),
  createdAt: moment,
  endsAt: moment,
  usedAt: moment.optional(),
});

export const myTokens = defineEndpoint({
  id: 'me.tokens',
  method: 'get',
  path: '/me/tokens',
  summary: 'Tokens for programs',
  access: 'signed-in',
  answer: z.object({ items: z.array(token) }),
});

export const addToken = defineEndpoint({
  id: 'me.token-add',
  method: 'post',
  path: '/me/tokens',
  summary: 'Make a token; it is shown once',
  access: 'signed-in',
  body: z.strictObject({
    name: z.string().trim().min(1).max(60),
    permissions: z.array(z.enum(permissions)).min(1),
    tenant: z.union([tenantId, z.literal('*')]),
    days: z.int().min(1).max(366),
  }),
  answer: token.extend({ token: z.string() }),
  status: 201,
});

export const endToken = defineEndpoint({
  id: 'me.token-end',
  method: 'delete',
  path: '/me/tokens/{id}',
  summary: 'End a token',
  access: 'signed-in',
  answer: z.object({ ended: z.literal(true) }),
});
