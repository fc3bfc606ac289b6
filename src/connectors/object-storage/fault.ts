import { ConnectorError, type ConnectorErrorCode } from '../http/errors.ts';
import { addressRefused } from '../outbound/guarded-address.ts';

/** What the libraries of the stores tell of a failure. What a store says in words is not told on. */
interface StoreFault {
  name?: string;
  code?: string;
  Code?: string;
  status?: number | undefined;
  requestId?: string | undefined;
}

/** The error of a call to an object store. */
export function storeFault(
  call: string,
  { name = '', code = '', Code, status, requestId }: StoreFault,
): ConnectorError {
  const word = [Code, code, name].find((text) => text !== undefined && /^[A-Za-z][\w-]{1,60}$/.test(text));
  return new ConnectorError(codeOf(status, [name, code, Code ?? ''].join(' ')), {
    service: 'archive',
    call,
    ...(status !== undefined && { status }),
    ...(word && { serviceCode: word }),
    ...(requestId !== undefined && /^[\w+/=-]{1,100}$/.test(requestId) && { requestId }),
    ...hintOf(status, [name, code].join(' ')),
  });
}

function codeOf(status: number | undefined, words: string): ConnectorErrorCode {
  if (words.includes(addressRefused)) return 'host-not-allowed';
  if (/CERT|UNABLE_TO_|ALTNAME/.test(words)) return 'certificate-untrusted';
  if (/Abort/.test(words)) return 'cancelled';
  if (/Timeout|ETIMEDOUT/i.test(words)) return 'timeout';
  if (status === undefined) return 'unreachable';
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not-found';
  if (status === 409 || status === 412) return 'conflict';
  if (status === 429 || status === 503) return 'throttled';
  if (status >= 300 && status < 400) return 'redirected';
  return status >= 500 ? 'unavailable' : 'bad-request';
}

function hintOf(status: number | undefined, words: string): { hint?: string } {
  if (words.includes(addressRefused))
    return {
      hint: 'The address lies in a private network or is one that is never called. With allowPrivate: true a private one may be.',
    };
  if (status === 401 || status === 403)
    return { hint: 'Check the key (wardline audit archive set-secret) and its rights to write, read, list and lock.' };
  if (status === 404) return { hint: 'Check the name of the bucket or container, and its region or account.' };
  if (status === 400)
    return { hint: 'A bucket or container takes locks only when object lock or immutability was switched on for it.' };
  return {};
}
