import { WardlineError } from '../../../core/errors.ts';
import { plainText } from '../../../core/shape.ts';
import { isConnectorError } from '../../http/errors.ts';
import { type AzureClient, defineResource } from '../../resource.ts';
import { azureOf, listOf } from './reading.ts';

/** API versions are from memory [M]. */
const versions = {
  subscriptions: '2022-12-01',
  queryRules: '2023-12-01',
  workspaces: '2023-09-01',
  sentinelRules: '2024-03-01',
};

/** A workspace without Sentinel answers with an error [M]; it has no Sentinel rules. */
async function sentinelRules(azure: AzureClient, workspace: string): Promise<Record<string, unknown>[]> {
  try {
    return await listOf(azure, `${workspace}/providers/Microsoft.SecurityInsights/alertRules`, versions.sentinelRules);
  } catch (error) {
    if (isConnectorError(error, 'not-found', 'bad-request')) return [];
    throw error;
  }
}

/**
 * Alert rules of Azure Monitor and Sentinel in the subscriptions that the app may see. None that it may see is no
 * answer: the section stays uncollected, since rules may exist elsewhere.
 */
export const signInAlertRules = defineResource({
  id: 'azure.sign-in-alert-rules',
  sections: ['signInAlertRules'],
  api: 'azure',
  scopes: [],
  async read(clients) {
    const azure = azureOf(clients);
    const subscriptions = await listOf(azure, '/subscriptions', versions.subscriptions);
    if (subscriptions.length === 0)
      throw new WardlineError(
        'not-found',
        'the app sees no Azure subscription. Where there is one, give the app Monitoring Reader there.',
      );
    const rules: Record<string, unknown>[] = [];
    for (const { subscriptionId } of subscriptions) {
      const root = `/subscriptions/${encodeURIComponent(plainText(subscriptionId))}/providers`;
      rules.push(...(await listOf(azure, `${root}/Microsoft.Insights/scheduledQueryRules`, versions.queryRules)));
      const workspaces = await listOf(azure, `${root}/Microsoft.OperationalInsights/workspaces`, versions.workspaces);
      for (const { id } of workspaces) rules.push(...(await sentinelRules(azure, plainText(id))));
    }
    return { signInAlertRules: rules };
  },
});
