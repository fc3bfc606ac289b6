import { z } from 'zod';
import { defineEndpoint } from './define.ts';

export const showSingleSignOn = defineEndpoint({
  id: 'single-sign-on.show',
  method: 'get',
  path: '/single-sign-on',
  summary: 'Which identity provider vouches for people, and for whom it does',
  access: 'accounts.read',
  answer: z.object({
    provider: z
      .object({
        name: z.string(),
        issuer: z.string(),
        clientId: z.string(),
        redirect: z.string().describe('The address to register at the provider.'),
      })
      .optional()
      .describe('Absent where single sign-on is not set up.'),
    people: z.array(z.object({ id: z.string(), name: z.string(), email: z.string() })),
  }),
});

export const testSingleSignOn = defineEndpoint({
  id: 'single-sign-on.test',
  method: 'post',
  path: '/single-sign-on/test',
  summary: 'Read the description and the keys of the identity provider',
  access: 'accounts.write',
  answer: z.object({ works: z.boolean(), says: z.string(), next: z.string() }),
});

export const unlinkAccount = defineEndpoint({
  id: 'accounts.unlink',
  method: 'delete',
  path: '/accounts/{id}/single-sign-on',
  summary: 'The identity provider no longer vouches for somebody; their sessions end',
  access: 'accounts.write',
  answer: z.object({ unlinked: z.literal(true) }),
});

/** The browser is then sent to `url`, and comes back to `/sign-on/return`. */
const sentTo = z.object({ url: z.string() });

export const linkMe = defineEndpoint({
  id: 'me.link',
  method: 'post',
  path: '/me/single-sign-on',
  summary: 'Begin to bind the own account to the identity provider',
  access: 'signed-in',
  answer: sentTo,
});

export const unlinkMe = defineEndpoint({
  id: 'me.unlink',
  method: 'delete',
  path: '/me/single-sign-on',
  summary: 'Sign in without the identity provider again',
  access: 'signed-in',
  answer: z.object({ unlinked: z.literal(true) }),
});

export const acceptBySignOn = defineEndpoint({
  id: 'sign-in.accept',
  method: 'post',
  path: '/sign-in/single-sign-on',
  summary: 'Begin to accept an invitation by the identity provider, without a password',
  access: 'public',
  body: z.strictObject({ link: z.string().max(200) }),
  answer: sentTo,
});
