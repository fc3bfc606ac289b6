import { defineResource } from '../../resource.ts';
import { all, records } from './reading.ts';
import { toRead } from './scope.ts';

/** Read before everything else: licenses decide what the other resources ask for. */
export const subscribedSkus = defineResource({
  id: 'graph.subscribed-skus',
  sections: ['servicePlans', 'subscribedSkus'],
  api: 'graph',
  scopes: [toRead('LicenseAssignment.Read.All', 'To know what the tenant is licensed for before anything is judged.')],
  async read({ graph }) {
    const skus = await all(graph, '/subscribedSkus');
    // A plan of a subscription that has ended is not a license; "Warning" is the grace period after the end.
    const alive = skus.filter((sku) => !/^(Suspended|Deleted|LockedOut)$/i.test(String(sku['capabilityStatus'])));
    return { servicePlans: alive.flatMap((sku) => records(sku['servicePlans'])), subscribedSkus: skus };
  },
});
