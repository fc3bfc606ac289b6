import { type ContentDetail, type Exposure, exposures, widest } from '../../core/content.ts';
import type { ScanRecord } from '../../engine/scan-record.ts';
import { type ScanSummary, SummaryCount } from '../../engine/scan.ts';
import { type StoredItem, contentDetail, contentPeople, listContentItems } from '../../store/content-items.ts';
import type { ContentSeal } from '../../store/content-sealing.ts';
import { type StoredStore, listContentStores } from '../../store/content-stores.ts';
import type { Store } from '../../store/open.ts';
import { withTenant } from '../../store/scope.ts';

/** What is said of one item: as of a local file, and where it lies and who can open it. */
export interface TenantRecord extends Omit<ScanRecord, 'people'> {
  store: string;
  /** Of the file or message. */
  id: string;
  exposure: Exposure;
  label: string | null;
  owner: string | null;
}

export interface StoreSummary {
  store: StoredStore;
  summary: ScanSummary;
  /** The most open item that holds PHI; undefined without one. */
  exposure?: Exposure;
  earliestDate?: string;
}

export interface TenantInventory {
  summary: ScanSummary;
  stores: StoreSummary[];
  records: TenantRecord[];
}

/** The inventory of some stores as it was kept. `withDetail`: also the matches of each item. */
export async function inventoryOf(
  store: Store,
  tenant: string,
  seal: ContentSeal,
  asked: readonly string[],
  withDetail: boolean,
): Promise<TenantInventory> {
  const all = new SummaryCount();
  const stores: StoreSummary[] = [];
  const records: TenantRecord[] = [];
  const known = await withTenant(store, tenant, (scope) => listContentStores(scope));
  for (const one of known.filter(({ id }) => asked.includes(id))) {
    const own = new SummaryCount();
    const people = await peopleOf(store, tenant, one.id);
    let exposure: Exposure | undefined;
    let earliestDate: string | undefined;
    let after: Pick<StoredItem, 'store' | 'id'> | undefined;
    for (;;) {
      const page = await withTenant(store, tenant, async (scope) => {
        const found: { item: StoredItem; detail: ContentDetail | undefined }[] = [];
        for (const item of await listContentItems(scope, seal, { stores: [one.id], ...(after && { after }) }))
          found.push({ item, detail: withDetail ? await contentDetail(scope, seal, one.id, item.id) : undefined });
        return found;
      });
      for (const { item, detail } of page) {
        const record = recordOf(one, item, detail);
        records.push(record);
        for (const count of [all, own]) count.add({ ...record, people: people.get(item.id) ?? [] });
        if (item.class !== 'PHI' && item.class !== 'PHI_SENSITIVE') continue;
        exposure = widest([item.exposure], exposure);
        if (item.earliestDate !== null && item.earliestDate < (earliestDate ?? '9')) earliestDate = item.earliestDate;
      }
      after = page.at(-1)?.item;
      if (!after) break;
    }
    stores.push({
      store: one,
      summary: own.summary,
      ...(exposure && { exposure }),
      ...(earliestDate !== undefined && { earliestDate }),
    });
  }
  stores.sort((a, b) => weight(b) - weight(a) || exposureRank(b) - exposureRank(a));
  return { summary: all.summary, stores, records };
}

async function peopleOf(store: Store, tenant: string, id: string): Promise<Map<string, string[]>> {
  const tokens = await withTenant(store, tenant, (scope) => contentPeople(scope, { stores: [id] }));
  const byItem = new Map<string, string[]>();
  for (const { item, token } of tokens) byItem.set(item, [...(byItem.get(item) ?? []), token]);
  return byItem;
}

/** Where an item lies, as a person reads it. */
function placeOf({ url, kind, owner, name }: StoredStore, path: string): string {
  return `${url ?? `${kind}:${owner ?? name}`}/${path}`;
}

function recordOf(store: StoredStore, item: StoredItem, detail: ContentDetail | undefined): TenantRecord {
  const { matches = [], gaps = [], warnings = [], characters = 0, why = '' } = detail ?? {};
  const notRead = item.class === null;
  return {
    path: placeOf(store, item.path),
    class: item.class ?? 'UNREADABLE',
    patients: item.patients,
    ...((item.unreadable ?? notRead) && { unreadable: item.unreadable ?? 'no-access' }),
    matches: [...matches],
    counts: item.counts ?? {},
    ...(item.partial && { partial: true as const }),
    why: notRead ? 'It was not read yet.' : why,
    sensitive: item.sensitive ?? [],
    states: item.states ?? [],
    kind: item.kind ?? 'unknown',
    bytes: item.bytes,
    characters,
    gaps,
    warnings,
    ...(item.earliestDate !== null && { earliestDate: item.earliestDate }),
    store: store.id,
    id: item.id,
    exposure: item.exposure,
    label: item.label,
    owner: store.owner,
  };
}

function weight({ summary }: StoreSummary): number {
  return summary.classes.PHI + summary.classes.PHI_SENSITIVE;
}

function exposureRank({ exposure }: StoreSummary): number {
  return exposure ? exposures.indexOf(exposure) : -1;
}
