import { randomUUID } from 'node:crypto';
import type { Request, Response } from './http.ts';
import type { World } from './world.ts';

const path = '/simulator-operations/';

/** Answers 202 and does the work when the operation is asked for often enough. Address and body: assumption operation-monitor. */
export function startOperation(
  world: World,
  request: Request,
  { tenantId, polls = 2, finish }: { tenantId: string; polls?: number; finish(): unknown },
): Response {
  const id = randomUUID();
  world.operations.set(id, { id, tenantId, pollsLeft: polls, finish });
  return {
    status: 202,
    headers: { location: `https://${request.host.name}${path}${id}`, 'retry-after': '1' },
    body: '',
  };
}

/** The answer at an operation's address; `undefined` for every other address. Needs no token, as OneDrive's monitors. */
export function operationAnswer(world: World, request: Request): Response | undefined {
  if (!request.path.startsWith(path)) return undefined;
  const operation = world.operations.get(request.path.slice(path.length));
  if (!operation)
    return { status: 404, body: { error: { code: 'itemNotFound', message: 'The operation does not exist.' } } };
  if (operation.pollsLeft > 0) {
    operation.pollsLeft -= 1;
    return { status: 202, headers: { 'retry-after': '1' }, body: { status: 'inProgress', percentageComplete: 50 } };
  }
  operation.result ??= operation.finish() ?? null;
  return { status: 200, body: { status: 'completed', percentageComplete: 100, resource: operation.result } };
}
