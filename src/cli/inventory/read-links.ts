import { normalizeRecord } from '../../connectors/audit-records/normalize.ts';
import {
  BehindCount,
  type Link,
  type LinkRecord,
  bySeverity,
  linkHistory,
  linkOf,
  linkOperations,
} from '../../engine/links.ts';
import { type GuestSignIns, guestSignIns } from '../../engine/guest-sign-ins.ts';
import { fileLogSpan } from '../../store/content-inventory.ts';
import { itemPaths } from '../../store/content-paths.ts';
import type { ContentSeal } from '../../store/content-sealing.ts';
import { listContentScans } from '../../store/content-scans.ts';
import { type StoredShare, listShares } from '../../store/content-shares.ts';
import { listContentStores } from '../../store/content-stores.ts';
import type { EventLogPlace } from '../../store/events/log-place.ts';
import { readPlaces } from '../../store/events/read-records.ts';
import type { Store } from '../../store/open.ts';
import { withTenant } from '../../store/scope.ts';
import { listSnapshots, loadSnapshot } from '../../store/snapshots.ts';
import { itemsOf } from './read.ts';

export interface LinkWithPath extends Link {
  /** Of the file or folder, within its store. */
  path: string;
}

export interface TenantLinks {
  links: LinkWithPath[];
  /** All that were made on an item itself, of colleagues and owners too. */
  shares: readonly StoredShare[];
  scanned: boolean;
  /** When the newest scan ended or, while it runs, began. */
  scannedAt: string;
  log?: { from: string; to: string };
  /** Stores whose links are not, or not all, known. */
  unread: { name: string; detail: string }[];
}

/** Every link and grant that was made on a file or folder itself, with what lies behind it. */
export async function readLinks(
  store: Store,
  tenant: string,
  { at, seal, place, all }: { at: string; seal: ContentSeal; place: EventLogPlace; all: boolean },
): Promise<TenantLinks> {
  const { stores, shares, log, scans } = await withTenant(store, tenant, async (scope) => ({
    stores: (await listContentStores(scope)).filter(({ state }) => state !== 'gone'),
    shares: await listShares(scope, seal),
    log: await fileLogSpan(scope),
    scans: await listContentScans(scope, 1),
  }));
  const wanted = shares.filter(
    ({ inherited, kind, access, outside }) =>
      !inherited && (all || outside || (kind !== 'member' && access !== 'owner')),
  );
  const history = linkHistory(await linkRecords(place));
  const paths = await withTenant(store, tenant, (scope) => itemPaths(scope, seal, wanted));
  const guests = wanted.some(({ kind, outside }) => kind === 'guest' || outside)
    ? await signInsOf(store, tenant)
    : undefined;
  const links: LinkWithPath[] = [];
  for (const [id, some] of Map.groupBy(wanted, (share) => share.store)) {
    const known = stores.find((one) => one.id === id);
    if (!known) continue;
    const behind = new BehindCount(new Set(some.map(({ item }) => item)));
    for await (const item of itemsOf(store, tenant, id)) behind.add(item);
    for (const share of some) {
      const path = paths.get(`${id}/${share.item}`) ?? '';
      const url = known.url !== null && path !== '' ? `${known.url}/${path}` : undefined;
      const link = linkOf(share, known, behind.of(share.item), { url, history, guests, at, ...(log && { log }) });
      links.push({ ...link, path });
    }
  }
  return {
    links: links.sort(bySeverity),
    shares: shares.filter(({ inherited }) => !inherited),
    scanned: scans.length > 0,
    scannedAt: scans[0]?.endedAt ?? scans[0]?.startedAt ?? at,
    ...(log && { log }),
    unread: stores.filter(({ state, kind }) => state !== 'scanned' && (kind === 'library' || kind === 'onedrive')),
  };
}

/** Of the newest collection, where it read the accounts. */
async function signInsOf(store: Store, tenant: string): Promise<GuestSignIns | undefined> {
  return withTenant(store, tenant, async (scope) => {
    const found = (await listSnapshots(scope)).find(({ state }) => state === 'complete');
    const section = found && (await loadSnapshot(scope, found.id)).sections.users;
    return section?.status === 'read' ? guestSignIns(section.data, section.readAt) : undefined;
  });
}

/** What the log tells of links. Only addresses and times leave the records. */
async function linkRecords(place: EventLogPlace): Promise<LinkRecord[]> {
  const found: LinkRecord[] = [];
  for (const operation of linkOperations) {
    for (let after: string | undefined; ;) {
      const page = await place.index.search({ operation, limit: 500, ...(after !== undefined && { after }) });
      for (const [index, { record }] of readPlaces(place, page.rows).entries()) {
        // Audit searches name it otherwise than the feed does.
        const event = normalizeRecord(record);
        const url = typeof event === 'string' ? undefined : event.object;
        if (url !== undefined) found.push({ operation, url, at: page.rows[index]!.at });
      }
      after = page.next;
      if (after === undefined) break;
    }
  }
  return found;
}
