import { isoTime } from '../clock.ts';
import type { Request, Response } from '../http.ts';
import type { World } from '../world.ts';

/** A refusal by Microsoft Graph, thrown where it is found and answered in one place. */
export class GraphError extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;

  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.name = 'GraphError';
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** The error codes that a part of Graph uses where it says its own. Texts: assumption graph-error-texts. */
export const families = {
  directory: {
    denied: { code: 'Authorization_RequestDenied', message: 'Insufficient privileges to complete the operation.' },
    notFound: 'Request_ResourceNotFound',
    badRequest: 'Request_BadRequest',
  },
  policy: {
    denied: {
      code: 'AccessDenied',
      message: 'You cannot perform the requested operation, required scopes are missing in the token.',
    },
    notFound: 'ResourceNotFound',
    badRequest: 'BadRequest',
  },
  devices: {
    denied: { code: 'Forbidden', message: 'Application is not authorized to perform this operation.' },
    notFound: 'ResourceNotFound',
    badRequest: 'BadRequest',
  },
  files: {
    denied: { code: 'accessDenied', message: 'Access denied' },
    notFound: 'itemNotFound',
    badRequest: 'invalidRequest',
  },
  mail: {
    denied: { code: 'ErrorAccessDenied', message: 'Access is denied. Check credentials and try again.' },
    notFound: 'ErrorItemNotFound',
    badRequest: 'ErrorInvalidRequest',
  },
  security: {
    denied: { code: 'Forbidden', message: 'Missing application roles.' },
    notFound: 'ResourceNotFound',
    badRequest: 'BadRequest',
  },
} as const;
export type Family = keyof typeof families;

export function graphErrorResponse(world: World, request: Request, error: GraphError): Response {
  const clientId = request.headers['client-request-id'] ?? request.id;
  return {
    status: error.status,
    headers: error.headers,
    body: {
      error: {
        code: error.code,
        message: error.message,
        innerError: {
          date: isoTime(world.clock.now()).replace('Z', ''),
          'request-id': request.id,
          'client-request-id': clientId,
        },
      },
    },
  };
}

export function badRequest(message: string, code = 'BadRequest'): GraphError {
  return new GraphError(400, code, message);
}

export function notFound(family: Family, id: string): GraphError {
  return new GraphError(
    404,
    families[family].notFound,
    family === 'files'
      ? 'The resource could not be found.'
      : `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );
}
