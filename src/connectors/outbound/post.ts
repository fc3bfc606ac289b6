import type { SendOutcome } from '../../core/stream.ts';
import { ConnectorError, type ConnectorErrorCode } from '../http/errors.ts';
import { retryAfter } from '../http/retry.ts';
import { type WireResponse, createWire } from '../http/wire.ts';
import { addressGuard, addressRefused } from './guarded-address.ts';

export interface PosterOptions {
  /** https, with any port. */
  url: string;
  allowPrivate: boolean;
  /** PEM certificates trusted beside the usual ones. */
  ca?: string;
  /** Name of the receiver for errors; no address, which may hold a secret. */
  name: string;
}

export interface PostRequest {
  /** Beside the address: `/services/collector/ack`. The address's own path when absent. */
  path?: string;
  body: string | Uint8Array;
  headers: Readonly<Record<string, string>>;
  signal?: AbortSignal;
}

export interface Poster {
  /** Sends once. Gives the answer, or what the failure means for what was sent. */
  post(request: PostRequest): Promise<WireResponse | Exclude<SendOutcome, { kind: 'delivered' }>>;
  close(): void;
}

const timeOuts = { connect: 10_000, headers: 30_000, idle: 15_000, total: 60_000 };

/**
 * Posts to an address that the organization named: https alone, never to an address that `addressGuard` refuses,
 * redirects are answers, and what comes back is read up to 1 MB. It does not use an outbound proxy, which would find
 * the address by itself.
 */
export function createPoster({ url: text, allowPrivate, ca, name }: PosterOptions): Poster {
  const guard = addressGuard(allowPrivate);
  const wire = createWire({ ...(ca && { ca }), lookup: guard.lookup });
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return {
    async post({ path, body, headers, signal }) {
      if (!url || url.protocol !== 'https:' || url.username !== '' || url.password !== '')
        return { kind: 'blocked', why: `The address of ${name} is not https, or holds a name or password.` };
      const host = url.hostname.replace(/^\[|\]$/g, '');
      if (guard.refuses(host)) return refusedAddress(name);
      try {
        return await wire.exchange({
          service: 'receiver',
          call: `POST to ${name}`,
          method: 'POST',
          url: path === undefined ? url : new URL(path, url),
          target: { host, port: Number(url.port || 443) },
          headers: { 'content-length': String(Buffer.byteLength(body)), 'user-agent': 'Wardline', ...headers },
          body,
          timeOuts,
          maxBytes: 2 ** 20,
          fresh: false,
          reads: false,
          signal,
        });
      } catch (error) {
        if (!(error instanceof ConnectorError)) throw error;
        if (error.facts.detail?.includes(addressRefused)) return refusedAddress(name);
        return failed(error);
      }
    },
    close: () => wire.close(),
  };
}

/** What the answer of a receiver means, where only the status says it. */
export function outcomeOf({ status, headers }: Pick<WireResponse, 'status' | 'headers'>, now: number): SendOutcome {
  const answer = `HTTP ${status}`;
  if (status >= 200 && status < 300) return { kind: 'delivered', answer };
  const wait = retryAfter(headers, now);
  if (status === 429 || status === 408 || status >= 500)
    return { kind: 'later', why: answer, ...(wait !== undefined && { waitMs: wait }) };
  if (status >= 300 && status < 400) return { kind: 'blocked', why: `${answer}: redirects are not followed.` };
  if ([401, 403, 404, 405, 407, 410].includes(status)) return { kind: 'blocked', why: answer };
  return { kind: 'refused', why: answer };
}

/** Errors that trying again does not mend. */
const lasting: ReadonlySet<ConnectorErrorCode> = new Set([
  ...(['certificate-untrusted', 'host-not-allowed', 'unauthorized', 'forbidden', 'redirected'] as const),
]);

/** What an error of a call means for what was sent. */
export function failed(error: ConnectorError): Exclude<SendOutcome, { kind: 'delivered' }> {
  if (error.code === 'cancelled') throw error;
  const wait = error.facts.retryAfter;
  return lasting.has(error.code)
    ? { kind: 'blocked', why: error.message }
    : { kind: 'later', why: error.message, ...(wait !== undefined && { waitMs: wait * 1000 }) };
}

export function isOutcome(
  answer: WireResponse | Exclude<SendOutcome, { kind: 'delivered' }>,
): answer is Exclude<SendOutcome, { kind: 'delivered' }> {
  return 'kind' in answer;
}

function refusedAddress(name: string): { kind: 'blocked'; why: string } {
  return {
    kind: 'blocked',
    why: `The address of ${name} lies in a private network or is one that is never called. With allowPrivate: true a private one may be.`,
  };
}
