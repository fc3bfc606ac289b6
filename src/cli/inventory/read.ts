import type { Organization } from '../../core/organization.ts';
import type { Strength } from '../../core/phi.ts';
import { type Inventory, InventoryCount, type StoreInventory, byRisk, storeInventory } from '../../engine/inventory.ts';
import { type KnownItem, isPhi } from '../../engine/inventory-item.ts';
import { teamAccess } from '../../engine/public-stores.ts';
import { PlacementCheck, type PlacementFinding, purposeOf } from '../../engine/placement.ts';
import { countedItems } from '../../store/content-inventory.ts';
import { contentDetail } from '../../store/content-items.ts';
import type { ContentSeal } from '../../store/content-sealing.ts';
import { type StoredScan, listContentScans } from '../../store/content-scans.ts';
import { type StoredStore, listContentStores } from '../../store/content-stores.ts';
import type { Store } from '../../store/open.ts';
import { withTenant } from '../../store/scope.ts';
import { listSnapshots, loadSnapshot } from '../../store/snapshots.ts';

const pageSize = 1000;
const rank: readonly Strength[] = ['weak', 'likely', 'certain'];

/** Everything that is kept of a tenant's content, counted. */
export interface TenantContent {
  total: Inventory;
  stores: StoreInventory[];
  placement: PlacementFinding[];
  /** Stores closed to PHI, and how many of their items nobody could read. */
  closed: { stores: number; unread: number };
  /** Newest first. */
  scans: StoredScan[];
}

/** Counts what the scans kept; reads no name. `seal`: also open each item with PHI for how sure its matches are. */
export async function readContent(
  store: Store,
  tenant: string,
  {
    at,
    organization,
    wanted,
    seal,
  }: {
    at: string;
    organization: Organization;
    wanted?: (store: StoredStore) => boolean;
    seal?: ContentSeal;
  },
): Promise<TenantContent> {
  const { known, scans } = await withTenant(store, tenant, async (scope) => ({
    known: (await listContentStores(scope)).filter((one) => one.state !== 'gone' && (wanted?.(one) ?? true)),
    scans: await listContentScans(scope),
  }));
  const teamOf = teamAccess(await newestSections(store, tenant));
  const total = new InventoryCount(at);
  const content: Omit<TenantContent, 'total'> = { stores: [], placement: [], closed: { stores: 0, unread: 0 }, scans };
  for (const one of known) {
    const own = new InventoryCount(at);
    const check = new PlacementCheck(one, organization);
    for await (const item of itemsOf(store, tenant, one.id, seal)) {
      for (const count of [total, own]) count.add(item);
      check.add(item);
    }
    check.end();
    content.placement.push(...check.findings);
    if (check.closed) {
      content.closed.stores++;
      content.closed.unread += check.unread;
    }
    content.stores.push(
      storeInventory(one, own.inventory, { purpose: purposeOf(one, organization), team: teamOf(one) }),
    );
  }
  content.stores.sort(byRisk);
  return { ...content, total: total.inventory };
}

/** The groups and sites of the newest snapshot; undefined where the tenant was not collected. */
async function newestSections(store: Store, tenant: string): Promise<Parameters<typeof teamAccess>[0]> {
  return withTenant(store, tenant, async (scope) => {
    const found = (await listSnapshots(scope)).find(({ state }) => state === 'complete');
    return found && (await loadSnapshot(scope, found.id)).sections;
  });
}

/** The items of a store, page after page. */
export async function* itemsOf(
  store: Store,
  tenant: string,
  id: string,
  seal?: ContentSeal,
): AsyncGenerator<KnownItem & { folders: string[] }> {
  for (let after = ''; ;) {
    const page = await withTenant(store, tenant, async (scope) => {
      const items: (KnownItem & { folders: string[] })[] = await countedItems(scope, id, { after, limit: pageSize });
      if (!seal) return items;
      for (const item of items) {
        if (!isPhi(item)) continue;
        const detail = await contentDetail(scope, seal, id, item.id);
        const strengths: Record<string, Strength> = {};
        for (const { detector, strength } of detail?.matches ?? [])
          if (rank.indexOf(strength) > rank.indexOf(strengths[detector] ?? 'weak') || !strengths[detector])
            strengths[detector] = strength;
        item.strengths = strengths;
      }
      return items;
    });
    yield* page;
    if (page.length < pageSize) return;
    after = page.at(-1)!.id;
  }
}
