import { parseDuration, isoTime } from '../../../clock.ts';
import { guidOf } from '../../../random.ts';
import type { Entity } from '../../../store.ts';
import { GraphError } from '../../errors.ts';
import type { GraphContext } from '../../resource.ts';

/** Labels of a file; what cannot be opened for them is refused with 423 (m365-api §2). */
export function extractLabels(context: GraphContext, item: Entity): unknown {
  const refusal = item['labelRefusal'];
  if (typeof refusal === 'string')
    throw new GraphError(423, refusal, 'The sensitivity label of the file cannot be read.');
  if (item['file'] === undefined) throw new GraphError(400, 'invalidRequest', 'The item is not a file.');
  const labels = (item['labels'] as readonly string[] | undefined) ?? [];
  return {
    '@odata.context': `https://${context.request.host.name}/${context.version}/$metadata#microsoft.graph.extractSensitivityLabelsResult`,
    labels: labels.map((sensitivityLabelId) => ({
      sensitivityLabelId,
      assignmentMethod: 'standard',
      tenantId: context.tenant.id,
    })),
  };
}

/** How often and by how many a file was opened. `views` of an item are moments and people: assumption item-analytics. */
export function analytics(context: GraphContext, item: Entity, span: 'allTime' | 'lastSevenDays'): Entity {
  const from = span === 'allTime' ? '' : isoTime(context.world.clock.now() - parseDuration('7d'));
  const views = ((item['views'] as readonly { at: string; by: string }[] | undefined) ?? []).filter(
    ({ at }) => at >= from,
  );
  return {
    '@odata.context': `https://${context.request.host.name}/${context.version}/$metadata#itemActivityStat/$entity`,
    id: guidOf(`${String(item['id'])} ${span}`),
    ...(span === 'lastSevenDays' && { startDateTime: from, endDateTime: context.state.now }),
    access: { actionCount: views.length, actorCount: new Set(views.map(({ by }) => by)).size },
    isTrending: false,
  };
}
