import type { Response } from '../http.ts';
import type { ActivityContext, ActivityRoute } from './route.ts';
import { failure } from './failure.ts';

const contentTypes = new Set([
  'Audit.AzureActiveDirectory',
  'Audit.Exchange',
  'Audit.SharePoint',
  'Audit.General',
  'DLP.All',
]);

function withType(context: ActivityContext, run: (type: string) => Response): Response {
  const type = context.request.query.get('contentType');
  if (type === null) return failure(400, 'AF20001', 'Missing parameter: contentType.');
  return contentTypes.has(type) ? run(type) : failure(400, 'AF20020', 'The specified content type is not valid.');
}

/** Every call of the activity feed that the simulator has. */
export const activityRoutes: readonly ActivityRoute[] = [
  {
    method: 'POST',
    path: '/subscriptions/start',
    run: (context) =>
      withType(context, (contentType) => {
        const { state } = context;
        if (state.get('activitySubscriptions', contentType)?.['status'] === 'enabled')
          return failure(400, 'AF20024', 'The subscription is already enabled. No property change.');
        const subscription = { contentType, status: 'enabled', webhook: null };
        state.put('activitySubscriptions', contentType, subscription);
        return { status: 200, body: subscription };
      }),
  },
  {
    method: 'POST',
    path: '/subscriptions/stop',
    run: (context) =>
      withType(context, (contentType) =>
        context.state.remove('activitySubscriptions', contentType)
          ? { status: 200, body: '' }
          : failure(400, 'AF20022', 'No subscription found for the specified content type.'),
      ),
  },
  {
    method: 'GET',
    path: '/subscriptions/list',
    run: ({ state }) => ({ status: 200, body: state.list('activitySubscriptions') }),
  },
];
