import { ConnectorError } from '../http/errors.ts';
import { type AddressGuard, addressGuard, isLoopback } from '../outbound/guarded-address.ts';

/** How a store is reached. */
export interface Reach {
  /** For a store that is not at the provider's own address. */
  endpoint?: string | undefined;
  allowPrivate: boolean;
  /** PEM certificates trusted beside the usual ones. */
  ca?: string | undefined;
}

/** Milliseconds: to connect, and for a call of a whole object of about 1 MB. */
export const timeOuts = { connection: 10_000, request: 120_000 };
/** Times that a call is sent at most. */
export const tries = 4;

/** The guard of a store's address. Throws `host-not-allowed` for one that is not https (this machine aside) or never called. */
export function guardedReach({ endpoint, allowPrivate }: Reach): AddressGuard {
  const guard = addressGuard(allowPrivate);
  if (endpoint === undefined) return guard;
  const { protocol, hostname } = new URL(endpoint);
  const host = hostname.replace(/^\[|\]$/g, '');
  const isSafe = protocol === 'https:' || (protocol === 'http:' && isLoopback(host));
  if (isSafe && !guard.refuses(host)) return guard;
  throw new ConnectorError('host-not-allowed', {
    service: 'archive',
    call: 'connection',
    hint: isSafe
      ? 'The address lies in a private network or is one that is never called. With allowPrivate: true a private one may be.'
      : 'The address of the archive must be https.',
  });
}
