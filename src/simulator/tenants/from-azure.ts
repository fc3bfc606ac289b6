import { plainText } from '../../core/shape.ts';
import { guidOf } from '../random.ts';
import type { Draft } from './draft.ts';

/**
 * The alert rules of a snapshot, back where Azure has them: in a subscription, those of Sentinel below a workspace. A
 * snapshot whose rules were read came from a tenant with a subscription, also when there were none.
 */
export function alertRules(draft: Draft): void {
  const rules = draft.section('signInAlertRules');
  if (!rules) return;
  const own = `/subscriptions/${guidOf(`${draft.tenantId} subscription`)}`;
  const subscribe = (path: string): void => {
    const subscriptionId = path.split('/')[2]!;
    draft.merge('azureSubscriptions', path, { id: path, subscriptionId, displayName: 'Azure', state: 'Enabled' });
  };
  if (rules.length === 0) subscribe(own);
  for (const [index, rule] of rules.entries()) {
    const name = plainText(rule.name ?? `rule-${index + 1}`);
    const given = plainText(rule.id);
    const id = /^\/subscriptions\/[^/]+\/.+/i.test(given)
      ? given
      : `${own}/resourceGroups/monitoring/providers/Microsoft.Insights/scheduledQueryRules/${name}`;
    subscribe(id.split('/').slice(0, 3).join('/'));
    const [, workspace] =
      /^(.+\/providers\/Microsoft\.OperationalInsights\/workspaces\/[^/]+)\/providers\/Microsoft\.SecurityInsights\//i.exec(
        id,
      ) ?? [];
    if (workspace)
      draft.merge('logAnalyticsWorkspaces', workspace, { id: workspace, name: workspace.split('/').at(-1) });
    draft.merge(workspace ? 'sentinelAlertRules' : 'scheduledQueryRules', id, { ...rule, id, name });
  }
}
