import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ConnectorError } from '../http/errors.ts';
import type { GraphClient } from '../resource.ts';
import { tenantSize } from './tenant-size.ts';

const sku = (consumedUnits: unknown, ...plans: string[]) => ({
  consumedUnits,
  servicePlans: plans.map((servicePlanName) => ({ servicePlanName })),
});
const graph = (count: unknown, skus: Record<string, unknown>[]) =>
  ({
    get: async () => {
      if (count instanceof Error) throw count;
      return count;
    },
    async *list() {
      yield* skus;
    },
  }) as unknown as GraphClient;

describe('the size of a tenant', () => {
  it('is its users, and its licenses that hold SharePoint', async () => {
    const skus = [
      sku(900, 'SHAREPOINTENTERPRISE', 'EXCHANGE_S_ENTERPRISE'),
      sku(50, 'AAD_PREMIUM'),
      sku(100, 'SHAREPOINTWAC'),
    ];
    assert.deepEqual(await tenantSize(graph(1200, skus)), { users: 1200, licenses: 1000 });
  });

  it('is left out where Graph does not tell it, for then the smallest limits count', async () => {
    const refused = new ConnectorError('forbidden', { service: 'graph', call: 'GET /users/$count' });
    assert.deepEqual(await tenantSize(graph(refused, [])), { licenses: 0 });
    assert.deepEqual(await tenantSize(graph('a page', [sku('many', 'SHAREPOINTENTERPRISE')])), {});
    const stopped = new ConnectorError('cancelled', { service: 'graph', call: 'GET /users/$count' });
    await assert.rejects(tenantSize(graph(stopped, [])), { code: 'cancelled' });
  });
});
