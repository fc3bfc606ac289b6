import type { Response } from '../http.ts';
import { listContent } from './content.ts';
import { type ContentType, contentTypes } from './content-types.ts';
import { failure } from './failure.ts';
import { auditingIsOn, feedOf } from './feed.ts';
import type { ActivityContext, ActivityRoute } from './route.ts';

function withType(context: ActivityContext, run: (type: ContentType) => Response): Response {
  const given = context.request.query.get('contentType');
  if (given === null) return failure(400, 'AF20001', 'Missing parameter: contentType.');
  const type = contentTypes.find((name) => name.toLowerCase() === given.toLowerCase());
  return type ? run(type) : failure(400, 'AF20020', 'The specified content type is not valid.');
}

/** Every call of the activity feed that the simulator has, but for the content itself. */
export const activityRoutes: readonly ActivityRoute[] = [
  {
    method: 'POST',
    path: '/subscriptions/start',
    run: (context) =>
      withType(context, (contentType) => {
        const { state, world } = context;
        // What a customer meets who never switched auditing on: assumption activity-off.
        if (!auditingIsOn(state.tenant))
          return failure(
            400,
            'AF20012',
            `Specified tenant ID (${state.tenant.id}) is incorrectly configured in the system.`,
          );
        if (state.get('activitySubscriptions', contentType)?.['status'] === 'enabled')
          return failure(400, 'AF20024', 'The subscription is already enabled. No property change.');
        const subscription = { contentType, status: 'enabled', webhook: null };
        state.put('activitySubscriptions', contentType, subscription);
        feedOf(state.tenant).start(contentType, world.clock.now());
        return { status: 200, body: subscription };
      }),
  },
  {
    method: 'POST',
    path: '/subscriptions/stop',
    run: (context) =>
      withType(context, (contentType) => {
        if (!context.state.remove('activitySubscriptions', contentType))
          return failure(400, 'AF20022', 'No subscription found for the specified content type.');
        feedOf(context.state.tenant).stop(contentType, context.world.clock.now());
        return { status: 200, body: '' };
      }),
  },
  {
    method: 'GET',
    path: '/subscriptions/list',
    run: ({ state }) => ({ status: 200, body: state.list('activitySubscriptions') }),
  },
  {
    method: 'GET',
    path: '/subscriptions/content',
    run: (context) => withType(context, (type) => listContent(context, type)),
  },
];
