import { httpDate } from './clock.ts';
import type { FaultRule } from './faults.ts';
import type { Request, Response } from './http.ts';
import type { World } from './world.ts';

/** Kinds that are an answer and nothing else: also requests inside a batch can meet them. */
export const plainKinds: ReadonlySet<FaultRule['kind']> = new Set([
  'throttled',
  'unavailable',
  'gateway-timeout',
  'gone',
  'html',
  'error-in-200',
  'answer',
]);

const refusals: Record<number, string> = {
  429: 'Too many requests.',
  503: 'The service is unavailable.',
  504: 'The gateway did not receive a response in time.',
  410: 'Resync required.',
};

/** The answer of such a fault. */
export function plainFault(world: World, request: Request, fault: FaultRule): Response {
  switch (fault.kind) {
    case 'throttled':
      return refusal(request, 429, retryAfter(world, fault));
    case 'unavailable':
      return refusal(request, 503, retryAfter(world, fault));
    case 'gateway-timeout':
      return refusal(request, 504, {});
    case 'gone':
      return refusal(request, 410, { location: `https://${request.host.name}${request.rawPath}` });
    case 'html':
      return {
        status: fault.status ?? 200,
        headers: { 'content-type': 'text/html; charset=utf-8' },
        body: '<!DOCTYPE html><html><head><title>Sign in</title></head><body>The proxy wants you to sign in.</body></html>',
      };
    case 'error-in-200':
      return errorIn200(request, fault.message ?? 'The operation could not be performed.');
    case 'answer':
      return { status: fault.status, ...(fault.headers && { headers: fault.headers }), body: fault.body ?? '' };
    default:
      throw new Error(`the fault ${fault.kind} is not an answer`);
  }
}

function retryAfter(world: World, fault: { retryAfter?: number; as?: 'seconds' | 'date' }): Record<string, string> {
  if (fault.retryAfter === undefined) return {};
  const date = fault.as === 'date';
  return { 'retry-after': date ? httpDate(world.clock.now() + fault.retryAfter * 1000) : String(fault.retryAfter) };
}

const codes: Record<number, string> = {
  429: 'TooManyRequests',
  503: 'ServiceUnavailable',
  504: 'GatewayTimeout',
  410: 'syncStateNotFound',
};

function refusal(request: Request, status: number, headers: Record<string, string>): Response {
  const message = refusals[status]!;
  const ofDrive = /^\/(v1\.0|beta)\/drives\//i.test(request.path);
  // SharePoint answers in text, the others in JSON.
  if (request.host.api.startsWith('sharepoint')) return { status, headers, body: `${status} ${message}` };
  return {
    status,
    headers,
    body: {
      error: {
        code: status === 410 && ofDrive ? 'resyncRequired' : codes[status],
        message,
        innerError: { 'request-id': request.id },
      },
    },
  };
}

/** Each API's own way to say "failed" with status 200; Exchange's is assumption error-in-200. */
function errorIn200(request: Request, message: string): Response {
  if (request.host.api === 'sharepoint-admin')
    return {
      status: 200,
      body: [
        {
          SchemaVersion: '15.0.0.0',
          LibraryVersion: '16.0.25000.12000',
          ErrorInfo: {
            ErrorMessage: message,
            ErrorValue: null,
            TraceCorrelationId: request.id,
            ErrorCode: -1,
            ErrorTypeName: 'Microsoft.SharePoint.Client.ServerException',
          },
          TraceCorrelationId: request.id,
        },
      ],
    };
  const details = [{ code: 'Context', target: '', message: `|System.Exception|${message}` }];
  return { status: 200, body: { error: { code: 'InternalServerError', message: 'Error executing cmdlet', details } } };
}
