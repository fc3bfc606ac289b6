import { isPlainObject } from '../../core/shape.ts';
import { isConnectorError } from '../http/errors.ts';
import type { LimitedTenant } from '../http/limits.ts';
import type { GraphClient } from '../resource.ts';

/**
 * How many users and SharePoint licenses the tenant has, for Microsoft's limits grow with both. What Graph does not
 * tell is left out, and counts as the smallest.
 */
export async function tenantSize(graph: GraphClient): Promise<Omit<LimitedTenant, 'id'>> {
  const [users, licenses] = await Promise.all([
    known(async () => {
      const headers = { ConsistencyLevel: 'eventual' };
      return Number(await graph.get('/users/$count', { headers }));
    }),
    known(async () => {
      let units = 0;
      for await (const sku of graph.list('/subscribedSkus'))
        if (holdsSharePoint(sku)) units += Number(sku['consumedUnits']);
      return units;
    }),
  ]);
  return { ...(users !== undefined && { users }), ...(licenses !== undefined && { licenses }) };
}

async function known(ask: () => Promise<number>): Promise<number | undefined> {
  try {
    const count = await ask();
    return Number.isSafeInteger(count) && count >= 0 ? count : undefined;
  } catch (error) {
    if (isConnectorError(error) && error.code !== 'cancelled') return undefined;
    throw error;
  }
}

function holdsSharePoint(sku: Record<string, unknown>): boolean {
  const plans = sku['servicePlans'];
  return (
    Array.isArray(plans) &&
    plans.some((plan: unknown) => isPlainObject(plan) && String(plan['servicePlanName']).startsWith('SHAREPOINT'))
  );
}
