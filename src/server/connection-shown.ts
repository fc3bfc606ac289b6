import { X509Certificate } from 'node:crypto';
import type { SignIn } from '../cli/live.ts';
import { momentOf } from '../core/clock.ts';
import { type CredentialEntry, openCredential } from '../store/credentials.ts';
import type { Keyring } from '../store/master-key.ts';
import type { TenantScope } from '../store/scope.ts';

/** Days before its end from which a certificate is to be renewed. */
export const certificateWarnDays = 30;

/** When the certificate of a sign-in ends, ISO 8601 UTC: as noted when it was made, else read off the certificate. */
export async function certificateEnd(
  scope: TenantScope,
  keyring: Keyring,
  { name, expiresAt }: CredentialEntry,
): Promise<string | undefined> {
  if (expiresAt !== undefined) return expiresAt;
  try {
    const { certificate } = JSON.parse(await openCredential(scope, keyring, name)) as SignIn;
    return momentOf(new X509Certificate(certificate).validToDate.getTime());
  } catch {
    // Sealed by a key that is not here, or no certificate: its end is not known, and is not made up.
    return undefined;
  }
}

/** How a tenant is connected, by the end of the certificate that ends first. */
export function connectionState(
  held: number,
  endsAt: string | undefined,
  { at, soon }: { at: string; soon: string },
): 'none' | 'sound' | 'ending' | 'ended' {
  if (held === 0) return 'none';
  if (endsAt === undefined) return 'sound';
  if (endsAt <= at) return 'ended';
  return endsAt <= soon ? 'ending' : 'sound';
}
