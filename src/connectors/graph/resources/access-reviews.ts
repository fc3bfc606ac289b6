import type { AccessReviewReviewerScope, AccessReviewScheduleSettings } from '@microsoft/microsoft-graph-types';
import { isPlainObject } from '../../../core/shape.ts';
import { defineResource } from '../../resource.ts';
import { writeTo } from './collection.ts';
import { type Raw, all, eachList, key, records } from './reading.ts';
import { toChange, toRead } from './scope.ts';
import { cannot, without } from './writing.ts';

const path = '/identityGovernance/accessReviews/definitions';

const queryScope = (scope: Raw): Raw => ({ '@odata.type': '#microsoft.graph.accessReviewQueryScope', ...scope });

function typedScope(scope: Raw): Raw {
  if (!('principalScopes' in scope)) return queryScope(scope);
  return {
    '@odata.type': '#microsoft.graph.principalResourceMembershipsScope',
    principalScopes: records(scope['principalScopes']).map(queryScope),
    resourceScopes: records(scope['resourceScopes']).map(queryScope),
  };
}

/**
 * Guests in groups are reviewed by the owners of the group, people in a role by their manager. The change carries
 * what is judged later; who reviews and how they are told is Wardline's choice.
 */
function definition(values: Raw): Raw {
  const { scope, instanceEnumerationScope: instances, settings } = values;
  const owners: AccessReviewReviewerScope = { query: './owners', queryType: 'MicrosoftGraph' };
  const manager: AccessReviewReviewerScope = {
    query: './manager',
    queryType: 'MicrosoftGraph',
    queryRoot: 'decisions',
  };
  const own: AccessReviewScheduleSettings = { mailNotificationsEnabled: true, defaultDecision: 'None' };
  return {
    ...without(values, 'id', 'status', 'instances'),
    ...(isPlainObject(scope) && { scope: typedScope(scope) }),
    ...(isPlainObject(instances) && { instanceEnumerationScope: queryScope(instances) }),
    reviewers: [isPlainObject(instances) ? owners : manager],
    settings: { ...(isPlainObject(settings) ? settings : {}), ...own },
  };
}

export const accessReviews = defineResource({
  id: 'graph.access-reviews',
  sections: ['accessReviews'],
  api: 'graph',
  scopes: [
    toRead('AccessReview.Read.All', 'To see whether guests and admins are reviewed.'),
    toChange('AccessReview.ReadWrite.All', 'To set up reviews of guests and admins.'),
  ],
  license: 'entra-governance',
  async read({ graph }) {
    const definitions = await all(graph, path);
    const found: Raw[] = [];
    const instances = eachList(graph, definitions, ({ id }) => `${path}/${key(id)}/instances`);
    for await (const { item, records: runs } of instances) found.push({ ...item, instances: runs });
    return { accessReviews: found };
  },
  async write(clients, change) {
    if (change.operation === 'set') throw cannot(change);
    await writeTo(clients, change, { path, create: definition });
  },
});
