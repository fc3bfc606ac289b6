import { isPlainObject } from '../../core/shape.ts';
import type { ConnectorErrorCode } from './errors.ts';

/** What a service's error body says. `message` is for judging only: it may quote the tenant, so it is never shown. */
export interface ServiceError {
  code?: string;
  message?: string;
  requestId?: string;
}

/**
 * Reads an error body of any of the APIs:
 *
 * - Graph, Azure: `{error: {code, message, innerError: {request-id}}}`
 * - Exchange: `{error: {code, message, details: [{code, message}], innererror: {internalexception: {message, type}}}}`;
 *   the detail's message comes before the inner one, that before the outer one
 * - Management Activity: `{error: {code: 'AF20022', message}}`
 * - Entra: `{error: 'invalid_client', error_description: 'AADSTS700027: …', error_codes: [700027], trace_id}`
 * - SharePoint: `{error: {code: '-2147024891, System.UnauthorizedAccessException', message: {value}}}`, also under
 *   `odata.error`, and `{error_description}` for tokens it does not accept
 * - SharePoint CSOM's ErrorInfo: `{ErrorMessage, ErrorCode, ErrorTypeName, TraceCorrelationId}`
 *
 * Undefined when the body is none of these.
 */
export function parseServiceError(body: unknown): ServiceError | undefined {
  if (!isPlainObject(body)) return undefined;
  if (typeof body['ErrorTypeName'] === 'string' || typeof body['ErrorMessage'] === 'string') return fromCsom(body);
  const error = body['error'] ?? body['odata.error'];
  if (typeof body['error_description'] === 'string') return fromEntra(body, body['error_description']);
  if (typeof error === 'string') return { code: safeCode(error) };
  if (isPlainObject(error)) return fromOData(error);
  if (typeof body['code'] === 'string' && 'message' in body) return fromOData(body);
  return undefined;
}

function fromCsom(info: Record<string, unknown>): ServiceError {
  return {
    code: safeCode(info['ErrorTypeName']),
    message: text(info['ErrorMessage']),
    requestId: safeCode(info['TraceCorrelationId']),
  };
}

function fromEntra(body: Record<string, unknown>, description: string): ServiceError {
  const number = /AADSTS(\d+)/.exec(description)?.[1];
  return {
    code: number ? `AADSTS${number}` : safeCode(body['error']),
    message: description,
    requestId: safeCode(body['trace_id']),
  };
}

function fromOData(error: Record<string, unknown>): ServiceError {
  const inner = object(error['innerError'] ?? error['innererror']);
  const exception = object(inner['internalexception'] ?? inner['internalException']);
  const detail = Array.isArray(error['details']) ? object(error['details'][0]) : {};
  const outer = isPlainObject(error['message']) ? text(error['message']['value']) : text(error['message']);
  return {
    code: safeCode(detail['code']) ?? safeCode(error['code']),
    message: text(detail['message']) ?? text(exception['message']) ?? outer,
    requestId: safeCode(inner['request-id']),
  };
}

function object(value: unknown): Record<string, unknown> {
  return isPlainObject(value) ? value : {};
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/**
 * A code or ID that can be shown: one word of harmless letters. SharePoint puts a number before the word.
 */
export function safeCode(value: unknown): string | undefined {
  const code = (typeof value === 'string' || typeof value === 'number' ? String(value) : '').replace(/^-?\d+, */, '');
  return /^[\w.-]{1,80}$/.test(code) ? code : undefined;
}

/** [M] for the numbers but 700027 and 50027, which public code names. */
const signInCodes: Readonly<Record<string, ConnectorErrorCode>> = {
  AADSTS90002: 'app-unknown',
  AADSTS900023: 'app-unknown',
  AADSTS900021: 'app-unknown',
  AADSTS700016: 'app-unknown',
  AADSTS700027: 'certificate-refused',
  AADSTS50027: 'certificate-refused',
  AADSTS700023: 'certificate-refused',
  AADSTS7000215: 'certificate-refused',
  AADSTS7000222: 'certificate-refused',
  AADSTS700024: 'clock-skew',
  AADSTS500133: 'clock-skew',
  AADSTS65001: 'consent-missing',
  AADSTS7000112: 'consent-missing',
  AADSTS500011: 'resource-unknown',
  AADSTS500014: 'resource-unknown',
  AADSTS650052: 'resource-unknown',
};

/**
 * How the services say that a license is missing, in the code or the message of a 400, 402 or 403. [M]: collected from
 * memory (Entra's AadPremiumLicenseRequired and NonPremiumTenant codes, Identity Protection's "is not licensed",
 * Intune's "not applicable to target tenant"), as no tenant could be asked.
 */
const licenseWords =
  /LicenseRequired|NonPremiumTenant|not licensed|(?:no|not have|without|requires?|needs?|missing) [^.]{0,40}licen[cs]e|not applicable to target tenant/i;

/** Exchange's words for a cmdlet that it does not know or does not let this app see. */
const cmdletWords = /is not recognized as (?:the|a) name of a cmdlet|CommandNotFoundException|CmdletNotFound/i;

const notFoundWords =
  /ManagementObjectNotFound|couldn't be found on|(?:object|recipient|mailbox) '[^']*' couldn't be found/i;

const byStatus: Readonly<Record<number, ConnectorErrorCode>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  410: 'gone',
  412: 'conflict',
  413: 'bad-request',
  423: 'conflict',
  429: 'throttled',
};

/** Which error of the table an answer is. `status` 200 is for services that put an error into a good answer. */
export function classify(status: number, error: ServiceError | undefined): ConnectorErrorCode {
  const code = error?.code ?? '';
  const words = `${code} ${error?.message ?? ''}`;
  if (code.startsWith('AADSTS')) return signInCodes[code] ?? (status >= 500 ? 'unavailable' : 'sign-in-refused');
  if (cmdletWords.test(words)) return 'cmdlet-unavailable';
  if ([400, 402, 403].includes(status) && licenseWords.test(words)) return 'not-licensed';
  if (code === 'AF429') return 'throttled';
  if (code === 'AF10001' || code === 'System.UnauthorizedAccessException') return 'forbidden';
  if (code.endsWith('FileNotFoundException')) return 'not-found';
  if (/SaveConflict|VersionConflict/.test(code)) return 'conflict';
  if ((status === 200 || status === 400) && notFoundWords.test(words)) return 'not-found';
  const known = byStatus[status];
  if (known) return known;
  if (status >= 500 || status === 408) return 'unavailable';
  return status >= 300 && status < 400 ? 'redirected' : 'bad-request';
}
