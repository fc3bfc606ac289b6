import * as contract from '../../api/inventory.ts';
import { itemsOf } from '../../cli/inventory/read.ts';
import { exposures } from '../../core/content.ts';
import { type KnownItem, isPhi, isUnread, riskOf } from '../../engine/inventory-item.ts';
import type { Inventory, StoreInventory } from '../../engine/inventory.ts';
import { contentDetail } from '../../store/content-items.ts';
import { itemPaths } from '../../store/content-paths.ts';
import type { StoredScan } from '../../store/content-scans.ts';
import { listShares } from '../../store/content-shares.ts';
import { listCredentials } from '../../store/credentials.ts';
import { withTenant } from '../../store/scope.ts';
import { contentOf, sealOf } from '../content.ts';
import { itemShown } from '../item-shown.ts';
import { RequestFault } from '../problem-of.ts';
import { implement } from '../route.ts';

/** Places of an item that are shown with its name. */
const mostPlaces = 200;

export const inventoryRoutes = [
  implement(contract.showInventory, async (call) => {
    const { server, tenant } = call;
    const { total, stores, placement, declared, scans } = await contentOf(call);
    const held = await withTenant(server.store, tenant, (scope) => listCredentials(scope));
    const violations = placement.filter(({ outcome }) => outcome === 'violation').length;
    return {
      scanned: scans.length > 0,
      connected: held.some(({ name }) => name === 'read-content'),
      total: countedOf(total),
      stores: stores.map(storeShown),
      placement: { declared, violations, review: placement.length - violations },
      scans: scans.map(scanShown),
    };
  }),

  implement(contract.listItems, async (call) => {
    const { server, tenant, query, at } = call;
    const { stores } = await contentOf(call);
    const found = stores.find(({ store }) => store.id === query.store);
    if (!found) throw new RequestFault('not-found', 'No scan has found such a store.');
    const least = exposures.indexOf(query.openTo ?? 'private');
    const chosen: KnownItem[] = [];
    for await (const item of itemsOf(server.store, tenant, query.store))
      if (wanted(item, query.show) && exposures.indexOf(item.exposure) >= least) chosen.push(item);
    chosen.sort((a, b) => riskOf(b, at) - riskOf(a, at) || b.patients - a.patients || (a.id < b.id ? -1 : 1));
    const page = chosen.slice(query.from, query.from + query.limit);
    const seal = sealOf(call);
    const items = await withTenant(server.store, tenant, async (scope) => {
      const shown = [];
      for (const item of page)
        shown.push(itemShown(item, await contentDetail(scope, seal, query.store, item.id), riskOf(item, at)));
      return shown;
    });
    return { store: storeShown(found), items, total: chosen.length };
  }),

  implement(contract.showNames, async (call) => {
    const { server, tenant, body } = call;
    const seal = sealOf(call);
    const stores = [...new Set(body.items.map(({ store }) => store))];
    // It is recorded before anything is shown, and whole: one entry names the store and each item.
    call.about(stores.join(' ').slice(0, 200), {
      items: body.items.length,
      ids: body.items
        .map(({ item }) => item)
        .join(' ')
        .slice(0, 4_000),
    });
    return withTenant(server.store, tenant, async (scope) => {
      const paths = await itemPaths(scope, seal, body.items);
      const shares = Map.groupBy(await listShares(scope, seal, { stores }), ({ store, item }) => `${store}/${item}`);
      const items = [];
      for (const { store, item } of body.items) {
        const key = `${store}/${item}`;
        const path = paths.get(key);
        if (path === undefined) continue;
        const detail = await contentDetail(scope, seal, store, item);
        items.push({
          ...{ store, item, path },
          places: (detail?.matches ?? []).slice(0, mostPlaces).map(({ place }) => place),
          shares: (shares.get(key) ?? []).map(({ id, grantees }) => ({ id, grantees })),
        });
      }
      return { items };
    });
  }),

  implement(contract.listPlacement, async (call) => {
    const { placement, stores, closed, scans, declared, rule } = await contentOf(call);
    const names = new Map(stores.map(({ store }) => [store.id, store.name]));
    return {
      scanned: scans.length > 0,
      ...(declared && { rule }),
      closed,
      storesNotRead: stores.filter(({ store }) => store.state !== 'scanned').length,
      items: placement.map((finding) => ({
        ...finding,
        class: finding.class ?? ('NOT_READ' as const),
        storeName: names.get(finding.store) ?? '',
      })),
    };
  }),
];

function wanted(item: KnownItem, show: 'phi' | 'unread' | 'all'): boolean {
  if (show === 'all') return true;
  return show === 'phi' ? isPhi(item) : isUnread(item) || item.partial;
}

function countedOf({ usually, widest, earliest, sensitive, detectors, ...counts }: Inventory) {
  return {
    ...counts,
    detectors,
    sensitive: { ...sensitive } as Record<string, number>,
    ...(usually && { usually }),
    ...(widest && { widest }),
    ...(earliest !== undefined && { earliest }),
  };
}

function storeShown({ store, service, purpose, team, ...counts }: StoreInventory) {
  const { id, kind, name, url, owner, state, detail, scannedAt } = store;
  return {
    ...countedOf(counts),
    ...{ id, kind, name, url, owner, state, detail, scannedAt, service },
    ...(purpose && { purpose }),
    ...(team && { team }),
  };
}

function scanShown({ startedAt, startedBy, endedAt, state, progress }: StoredScan) {
  const read = (progress as { doneItems?: unknown } | null)?.doneItems;
  return { startedAt, startedBy, endedAt, state, ...(typeof read === 'number' && { read }) };
}
