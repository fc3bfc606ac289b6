import type { ContentRead } from '../../core/content-reader.ts';
import { type ConnectorError, type ConnectorErrorCode, isConnectorError } from '../http/errors.ts';

/** Faults of one item; any other stops the scan, for it would meet every item alike. */
const ofOneItem: ReadonlySet<ConnectorErrorCode> = new Set([
  'unavailable',
  'timeout',
  'cut-off',
  'unexpected-shape',
  'redirected',
  'host-not-allowed',
  'bad-request',
]);

/** Codes of a 403 or 423 that say that the content is encrypted for somebody else. */
const encryptedCodes = /DoubleKeyEncrypted|DecryptionNotSupported|DecryptionDeferred/i;

/** What an error at one item means for it. Throws the error where it is not about the item. */
export function itemProblem(error: unknown): ContentRead {
  if (!isConnectorError(error)) throw error;
  const { status, serviceCode } = error.facts;
  if (status === 404 || status === 410) return { kind: 'gone' };
  if (encryptedCodes.test(serviceCode ?? ''))
    return { kind: 'unreadable', reason: 'encrypted', detail: 'It is encrypted with a key that this app has not.' };
  if (status === 423) return noAccess('It is locked.');
  if (/malware/i.test(serviceCode ?? '')) return noAccess('It is held back because it contains malware.');
  if (error.code === 'too-large')
    return { kind: 'unreadable', reason: 'too-large', detail: 'It is larger than the limit of the scan.' };
  if (error.code === 'cut-off' || error.code === 'unexpected-shape') return cutOff();
  if (status === 403 || error.code === 'forbidden') return noAccess('This app may not read it.');
  if (ofOneItem.has(error.code)) return noAccess(`The service did not give it${answered(error)}.`);
  throw error;
}

/** The content came short or changed, each time it was fetched. */
export function cutOff(): ContentRead {
  return {
    kind: 'unreadable',
    reason: 'corrupt',
    detail: 'What came is not what the service lists: it was cut off or altered on the way.',
    passing: true,
  };
}

function noAccess(detail: string): ContentRead {
  // Rights and locks change without the item changing, so it is asked for again next time.
  return { kind: 'unreadable', reason: 'no-access', detail, passing: true };
}

function answered({ facts }: ConnectorError): string {
  return facts.status === undefined ? '' : ` (HTTP ${facts.status})`;
}
