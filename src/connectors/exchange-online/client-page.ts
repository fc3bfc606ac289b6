import { isPlainObject } from '../../core/shape.ts';
import { type CallAnswer, type CallSettings, objectOf, recordsOf, statusError } from '../http/call.ts';
import { ConnectorError } from '../http/errors.ts';
import type { CallFacts } from '../http/paging.ts';
import { parseServiceError } from '../http/service-error.ts';
import type { RegionSettings } from './client-region.ts';

/** Exchange Online, or Security & Compliance, of one tenant. */
export interface CmdletSettings extends CallSettings, RegionSettings {
  service: 'exchange' | 'compliance';
  /** Called with what the service remarks beside a result. It may name objects of the tenant. */
  warn?: (cmdlet: string, warning: string) => void;
}

/** The arbitration mailboxes that route a call to the tenant's own servers. */
const anchors = {
  usual: 'bb558c35-97f1-4cb9-8ff7-d53741dc928c',
  adminAuditLog: '8cc370d3-822a-4ab8-a926-bb94bd0641a9',
} as const;

/** What goes with a cmdlet besides the token. */
export function headersOf(cmdlet: string, tenantId: string): Record<string, string> {
  const anchor = cmdlet === 'Set-AdminAuditLogConfig' ? anchors.adminAuditLog : anchors.usual;
  return {
    'x-anchormailbox': `APP:SystemMailbox{${anchor}}@${tenantId}`,
    'x-cmdletname': cmdlet,
    'x-responseformat': 'json',
    prefer: 'odata.maxpagesize=1000',
  };
}

export function readsOnly(cmdlet: string): boolean {
  return /^(?:Get|Search|Test)-/.test(cmdlet);
}

/**
 * One page of output. An error can hide in an answer of 200, and a result can be cut short with no more than a warning:
 * both throw, for what is missing must not look as if it did not exist.
 */
export function pageOf(
  settings: Pick<CmdletSettings, 'now' | 'warn'>,
  answer: Pick<CallAnswer, 'status' | 'headers' | 'requestId' | 'body'>,
  facts: CallFacts,
): { records: Record<string, unknown>[]; next: unknown } {
  const reads = readsOnly(facts.call);
  if (answer.body === undefined && !reads) return { records: [], next: undefined };
  const body = objectOf(answer.body, { ...facts, wanted: 'an object with "value"' });
  const hidden = hiddenError(body);
  if (hidden) throw statusError({ ...facts, now: settings.now() }, answer, parseServiceError(hidden));
  for (const warning of textsOf(body['@adminapi.warnings'])) {
    if (/more results (?:are )?available|only the first \d+ /i.test(warning))
      throw new ConnectorError('incomplete', facts);
    settings.warn?.(facts.call, warning);
  }
  const value = body['value'] ?? (reads ? undefined : []);
  return {
    records: recordsOf(isPlainObject(value) ? [value] : value, { ...facts, wanted: 'a list of objects under "value"' }),
    next: body['@odata.nextLink'],
  };
}

/** [M] where an error stands in an answer of 200: ScubaGear only notes that it happens. */
function hiddenError(body: Record<string, unknown>): Record<string, unknown> | undefined {
  if (body['error'] !== undefined && body['error'] !== null) return body;
  const errors = body['@adminapi.errors'];
  if (Array.isArray(errors) && errors.length > 0) return { error: { message: textsOf(errors).join(' ') } };
  const { value } = body;
  const only: unknown = Array.isArray(value) && value.length === 1 ? value[0] : undefined;
  return isPlainObject(only) && isPlainObject(only['error']) ? only : undefined;
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}
