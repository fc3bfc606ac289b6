import { createCertificate, thumbprint } from '../connectors/entra-token/certificate.ts';
import { daysAfter } from '../core/clock.ts';
import { WardlineError } from '../core/errors.ts';
import { keepCredential, listCredentials } from '../store/credentials.ts';
import type { Keyring } from '../store/master-key.ts';
import { type Store } from '../store/open.ts';
import { withTenant } from '../store/scope.ts';
import type { SignIn } from './live.ts';

/** The registrations that a tenant can be connected with, read-only first. */
export const connectable = ['read-settings', 'read-content', 'change', 'contain'] as const;
export type Connectable = (typeof connectable)[number];

/** Days for which a certificate is valid. */
const days = 365;

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Throws `not-permitted` while the registration that only reads settings is not there: it comes first. */
export async function requireReadFirst(store: Store, tenant: string, registration: Connectable): Promise<void> {
  if (registration === 'read-settings') return;
  const held = await withTenant(store, tenant, (scope) => listCredentials(scope));
  if (!held.some(({ name }) => name === 'read-settings'))
    throw new WardlineError('not-permitted', 'Connect read-only first.', 'Run: wardline connect --client-id ID');
}

/** What the admin uploads to the app registration. */
export interface MadeCertificate {
  /** PEM, public. */
  certificate: string;
  thumbprint: string;
  days: number;
  /** ISO 8601 UTC. */
  endsAt: string;
}

/**
 * Makes the certificate of a registration and seals its key; a sign-in that was there is replaced. The private key
 * leaves this process only sealed. Throws `usage` for what is no application id.
 */
export async function makeSignIn(
  { store, keyring }: { store: Store; keyring: Keyring },
  tenant: string,
  registration: Connectable,
  { clientId, hostMap, at }: { clientId: string; hostMap?: SignIn['hostMap']; at: string },
): Promise<MadeCertificate> {
  if (!guid.test(clientId))
    throw new WardlineError(
      'usage',
      '--client-id takes a GUID.',
      'It is the application (client) ID of the app registration.',
    );
  const { pem, privateKey } = await createCertificate({ name: `Wardline ${registration}`, from: at, days });
  const secret: SignIn = {
    clientId: clientId.toLowerCase(),
    certificate: pem,
    privateKey: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    ...(hostMap && { hostMap }),
  };
  const endsAt = daysAfter(at, days);
  await withTenant(store, tenant, (scope) =>
    keepCredential(scope, keyring, { name: registration, secret: JSON.stringify(secret), expiresAt: endsAt, at }),
  );
  return { certificate: pem, thumbprint: thumbprint(pem), days, endsAt };
}
