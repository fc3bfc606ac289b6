import {
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { z } from 'zod';
import type { Authenticator } from '../../store/authenticators.ts';
import type { Account } from '../../store/accounts.ts';

/** The address at which people open the console: passkeys belong to its host. */
export interface RelyingParty {
  /** `https://wardline.example.com`, without a slash at the end. */
  origin: string;
}

const kept = z.object({
  id: z.string(),
  publicKey: z.string(),
  transports: z.array(z.string()).optional(),
});

function host({ origin }: RelyingParty): string {
  return new URL(origin).hostname;
}

/** What the browser needs to make a passkey. It always asks for a PIN or a finger: the passkey is both factors. */
export async function registrationOptions(
  party: RelyingParty,
  account: Pick<Account, 'id' | 'email' | 'name'>,
  present: readonly Authenticator[],
): Promise<Awaited<ReturnType<typeof generateRegistrationOptions>>> {
  return generateRegistrationOptions({
    rpName: 'Wardline',
    rpID: host(party),
    userID: new Uint8Array(Buffer.from(account.id)),
    userName: account.email,
    userDisplayName: account.name,
    attestationType: 'none',
    excludeCredentials: present.flatMap(({ kind, credentialId }) =>
      kind === 'passkey' && credentialId ? [{ id: credentialId }] : [],
    ),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
}

/** The passkey that was made, as it is kept; undefined when the answer is not one to this challenge. */
export async function registered(
  party: RelyingParty,
  challenge: string,
  response: unknown,
): Promise<{ credentialId: string; counter: number; content: string } | undefined> {
  const verified = await verifyRegistrationResponse({
    response: response as RegistrationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: host(party),
    requireUserVerification: true,
  }).catch(() => undefined);
  if (!verified?.verified) return undefined;
  const { id, publicKey, counter, transports } = verified.registrationInfo.credential;
  const content = JSON.stringify({ id, publicKey: Buffer.from(publicKey).toString('base64url'), transports });
  return { credentialId: id, counter, content };
}

/** What the browser needs to sign in with any passkey of this host: nobody says first who they are. */
export function authenticationOptions(party: RelyingParty): ReturnType<typeof generateAuthenticationOptions> {
  return generateAuthenticationOptions({ rpID: host(party), userVerification: 'required' });
}

/** The id of the passkey that an answer claims to be of. */
export function claimedPasskey(response: unknown): string | undefined {
  const parsed = z.object({ id: z.string().max(2_000) }).safeParse(response);
  return parsed.success ? parsed.data.id : undefined;
}

/** The new counter when the answer is right; undefined otherwise. */
export async function authenticated(
  party: RelyingParty,
  challenge: string,
  response: unknown,
  passkey: Authenticator,
): Promise<number | undefined> {
  const { id, publicKey, transports } = kept.parse(JSON.parse(passkey.content));
  const verified = await verifyAuthenticationResponse({
    response: response as AuthenticationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: host(party),
    requireUserVerification: true,
    credential: {
      id,
      publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')),
      counter: passkey.counter,
      ...(transports && { transports: transports }),
    },
  }).catch(() => undefined);
  return verified?.verified ? verified.authenticationInfo.newCounter : undefined;
}
