import { randomUUID } from 'node:crypto';
import { plainTime } from '../clock.ts';
import type { Request, Response } from '../http.ts';
import type { World } from '../world.ts';

/** HTTP status and OAuth error name of each AADSTS number. Numbers and texts: assumption aadsts-codes. */
const table: Record<number, { status: number; error: string }> = {
  50027: { status: 400, error: 'invalid_request' },
  50034: { status: 400, error: 'invalid_grant' },
  50057: { status: 400, error: 'invalid_grant' },
  53003: { status: 400, error: 'access_denied' },
  65001: { status: 400, error: 'invalid_grant' },
  70003: { status: 400, error: 'unsupported_grant_type' },
  70016: { status: 400, error: 'authorization_pending' },
  70018: { status: 400, error: 'authorization_declined' },
  70019: { status: 400, error: 'expired_token' },
  70000: { status: 400, error: 'invalid_grant' },
  90002: { status: 400, error: 'invalid_request' },
  90014: { status: 400, error: 'invalid_request' },
  500011: { status: 400, error: 'invalid_resource' },
  700016: { status: 400, error: 'unauthorized_client' },
  700021: { status: 401, error: 'invalid_client' },
  700023: { status: 401, error: 'invalid_client' },
  700024: { status: 401, error: 'invalid_client' },
  700027: { status: 401, error: 'invalid_client' },
  900144: { status: 400, error: 'invalid_request' },
  1002012: { status: 400, error: 'invalid_scope' },
  7000112: { status: 401, error: 'unauthorized_client' },
  7000215: { status: 401, error: 'invalid_client' },
  7000218: { status: 401, error: 'invalid_client' },
};

/** A refusal of the sign-in, thrown where it is found and answered in one place. */
export class SignInError extends Error {
  readonly number: number;
  /** Overrides the OAuth error name, e.g. `slow_down`. */
  readonly error: string | undefined;

  constructor(number: number, message: string, error?: string) {
    super(message);
    this.name = 'SignInError';
    this.number = number;
    this.error = error;
  }
}

export function signInErrorResponse(world: World, request: Request, error: SignInError): Response {
  const known = table[error.number] ?? { status: 400, error: 'invalid_request' };
  const timestamp = plainTime(world.clock.now());
  const trace = request.id;
  const correlation = request.headers['client-request-id'] ?? randomUUID();
  return {
    status: known.status,
    headers: { 'cache-control': 'no-store' },
    body: {
      error: error.error ?? known.error,
      error_description: `AADSTS${error.number}: ${error.message} Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
      error_codes: [error.number],
      timestamp,
      trace_id: trace,
      correlation_id: correlation,
      error_uri: `https://${request.host.name}/error?code=${error.number}`,
    },
  };
}
