import type { Request, Response } from '../http.ts';
import type { World } from '../world.ts';

/** Requests that an application may have open at one mailbox (m365-api §2). */
const most = 4;
const open = new WeakMap<World, Map<string, number>>();

/**
 * A request to a mailbox begins. Gives what ends it, or the refusal when four of the same token are open there: 429 with
 * Retry-After, assumption throttle-model. Other requests pass.
 */
export function enterMailbox(world: World, request: Request): { refused: Response } | { leave(): void } {
  const mailbox = /^\/(?:v1\.0|beta)\/users\/([^/]+)\/(?:mailFolders|messages|sendMail)/i.exec(request.path)?.[1];
  if (mailbox === undefined || request.host.api !== 'graph' || !world.throttle.on) return { leave: () => undefined };
  const counts = open.get(world) ?? new Map<string, number>();
  open.set(world, counts);
  const key = `${request.headers['authorization'] ?? ''} ${mailbox.toLowerCase()}`;
  const now = counts.get(key) ?? 0;
  if (now >= most) return { refused: refusal(request) };
  counts.set(key, now + 1);
  return {
    leave: () => {
      const left = (counts.get(key) ?? 1) - 1;
      if (left > 0) counts.set(key, left);
      else counts.delete(key);
    },
  };
}

function refusal({ id }: Request): Response {
  const message = 'Application is over its MailboxConcurrency limit.';
  return {
    status: 429,
    headers: { 'retry-after': '1' },
    body: { error: { code: 'ApplicationThrottled', message, innerError: { 'request-id': id } } },
  };
}
