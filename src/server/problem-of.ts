import { z } from 'zod';
import type { Problem } from '../api/problem.ts';
import { type ErrorCode, WardlineError, errorTable } from '../core/errors.ts';

/** What the HTTP status of an error is, by its code. */
const statuses: Partial<Record<ErrorCode, number>> = {
  usage: 400,
  'bad-input': 400,
  'bad-organization-file': 400,
  'not-found': 404,
  conflict: 409,
  'stale-plan': 409,
  'not-permitted': 403,
  'store-unavailable': 503,
  interrupted: 503,
};

/** Words for faults that are about the request itself. */
const requestFaults = {
  'sign-in-needed': [401, 'Sign in first.'],
  'not-permitted': [403, 'Your role does not allow this.'],
  'wrong-origin': [403, 'This request did not come from a page of Wardline.'],
  'tenant-mismatch': [409, 'The page and the request name different tenants. Nothing was done.'],
  'not-found': [404, 'There is nothing here.'],
  'bad-request': [400, 'The request is not understood.'],
  'too-large': [413, 'The request is too large.'],
  'wrong-media-type': [415, 'Send application/json.'],
  'too-many': [429, 'Too many tries.'],
  busy: [429, 'Other commands are being carried out.'],
  repeated: [409, 'This Idempotency-Key was used for another request, or that request is still under way.'],
  conflict: [409, 'This cannot be done as things are.'],
} as const satisfies Record<string, readonly [number, string]>;

/** A fault of the request, thrown by the server and its routes. */
export class RequestFault extends Error {
  readonly fault: keyof typeof requestFaults;
  readonly hint: string | undefined;
  readonly waitSeconds: number | undefined;

  constructor(fault: keyof typeof requestFaults, hint?: string, waitSeconds?: number) {
    super(requestFaults[fault][1]);
    this.name = 'RequestFault';
    this.fault = fault;
    this.hint = hint;
    this.waitSeconds = waitSeconds;
  }
}

/** The answer to an error. Nothing of a foreign error's message goes out: it may quote what it choked on. */
export function problemOf(error: unknown, request: string): Problem {
  if (error instanceof RequestFault) {
    const [status, title] = requestFaults[error.fault];
    return { type: error.fault, title, status, request, ...(error.hint && { hint: error.hint }) };
  }
  if (error instanceof z.ZodError) {
    const fields = error.issues.slice(0, 50).map(({ path, message }) => ({ path: path.join('.'), message }));
    return { type: 'bad-request', title: 'The request is not understood.', status: 400, request, fields };
  }
  if (error instanceof WardlineError) {
    const { code, message, hint } = error;
    const title = errorTable[code].meaning;
    return { type: code, title, status: statuses[code] ?? 500, detail: message, request, ...(hint && { hint }) };
  }
  const title = errorTable.internal.meaning;
  return { type: 'internal', title, status: 500, request, hint: 'The log has more under the number of this request.' };
}
