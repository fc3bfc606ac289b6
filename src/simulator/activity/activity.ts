import { verifyBearer } from '../entra/bearer.ts';
import type { Request, Response } from '../http.ts';
import { guidPattern } from '../random.ts';
import { stateOf } from '../state.ts';
import { type World, findTenant } from '../world.ts';
import { fetchContent } from './content.ts';
import { failure } from './failure.ts';
import { feedOf } from './feed.ts';
import { activityRoutes } from './routes.ts';

/** The Office 365 Management Activity API (m365-api §7). */
export function activityApi(world: World, request: Request): Response {
  const caller = verifyBearer(world, request);
  if ('refused' in caller) return failure(401, 'AF10001', 'The access token is not valid.');
  const match = /^\/api\/v1\.0\/([^/]+)\/activity\/feed(\/.*)$/i.exec(request.path);
  if (!match) return { status: 404, body: '' };
  const [, name = '', place = ''] = match;
  if (!guidPattern.test(name))
    return failure(400, 'AF20013', `The tenant ID passed in the URL (${name}) is not a valid GUID.`);
  const tenant = findTenant(world, name, request.host);
  if (!tenant)
    return failure(400, 'AF20011', `Specified tenant ID ({${name}}) does not exist in the system or has been deleted.`);
  if (tenant !== caller.tenant)
    return failure(
      400,
      'AF20010',
      'The tenant ID passed in the URL does not match the tenant ID passed in the access token.',
    );
  if (!caller.roles.has('ActivityFeed.Read'))
    return failure(
      403,
      'AF10001',
      'The permission set () sent in the request did not include the expected permission ActivityFeed.Read.',
    );
  // Without a publisher a vendor shares the quota of all who name none.
  const publisher = request.query.get('PublisherIdentifier') ?? '00000000-0000-0000-0000-000000000000';
  const limited = world.throttle.take(`activity ${tenant.id} ${publisher}`, {
    amount: 2000,
    per: 60,
    retryAfter: false,
  });
  if (!limited.allowed)
    return failure(429, 'AF429', `Too many requests. Method=${request.method}, PublisherId=${publisher}`);
  if (feedOf(tenant).troubles.isDown(world.clock.now()))
    return failure(500, 'AF50000', 'An internal error occurred. Retry the request.');
  const route = activityRoutes.find((entry) => entry.method === request.method && entry.path === place);
  const blob = request.method === 'GET' ? /^\/audit\/(.+)$/.exec(place)?.[1] : undefined;
  if (!route && blob === undefined) return { status: 404, body: '' };
  const origin = {
    actor: caller.actor,
    requestId: request.id,
    ip: '127.0.0.1',
    activity: { name: `Activity feed ${place}`, log: 'none' as const, service: 'ManagementActivity' },
  };
  const context = { world, state: stateOf(tenant, world.clock, origin, 'current'), caller, request };
  return route ? route.run(context) : fetchContent(context, blob!);
}
