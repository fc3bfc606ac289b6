import { now } from '../../core/clock.ts';
import { type ContentStore, leastExposure } from '../../core/content.ts';
import type { ContentPage, ContentSource } from '../../core/content-reader.ts';
import type { ContentKeeper } from '../../engine/tenant-scan-keeper.ts';
import { folderProgress, moveContentFolder, putContentFolders, settleFolders } from '../../store/content-folders.ts';
import { itemsIn, loseItems, loseUnlisted, putListedItems } from '../../store/content-listed.ts';
import { countPending, labelItem, pendingItems, saveVerdict, unlabeledItems } from '../../store/content-verdicts.ts';
import type { ContentSeal } from '../../store/content-sealing.ts';
import { dropShares, putShares, settleExposure, wantShares, wantedShares } from '../../store/content-shares.ts';
import {
  getContentStore,
  listContentStores,
  loseContentStores,
  moveContentStore,
  putContentStore,
} from '../../store/content-stores.ts';
import type { Store } from '../../store/open.ts';
import { type TenantScope, withTenant } from '../../store/scope.ts';

/** Rows read at once. */
const some = 200;

/**
 * What a scan of a tenant keeps, in the store. `settings` tells under which words, limits and key items were examined:
 * what was examined under others is read again. Each call is one transaction.
 */
export function storeKeeper(store: Store, tenant: string, seal: ContentSeal, settings: string): ContentKeeper {
  const within = <T>(act: (scope: TenantScope) => Promise<T>): Promise<T> => withTenant(store, tenant, act);
  return {
    open: (source) => within((scope) => opened(scope, source, settings)),
    page: (source, page, hold) => within((scope) => keepPage(scope, seal, source, page, hold)),
    goOn: (source, page) => within((scope) => keepLink(scope, source, page)),
    settle: ({ id, kind }) =>
      within(async (scope) => {
        await settleFolders(scope, id);
        await settleExposure(scope, id, leastExposure(kind), now());
      }),
    pending: (id, after) => within((scope) => pendingItems(scope, seal, { store: id, settings, after, limit: some })),
    countPending: (id, largest) => within((scope) => countPending(scope, id, settings, largest)),
    verdict: (item, verdict, more) =>
      within((scope) => saveVerdict(scope, seal, item, verdict, { settings, at: now(), ...more })),
    gone: (item) => within((scope) => loseItems(scope, item.store, [item.id], now())),
    wantedShares: (id, after) => within((scope) => wantedShares(scope, id, { after, limit: some })),
    shares: (id, item, shares) => within((scope) => putShares(scope, seal, { store: id, item }, shares, now())),
    unlabeled: (id, after) => within((scope) => unlabeledItems(scope, seal, { store: id, after, limit: some })),
    label: (item, label) => within((scope) => labelItem(scope, item, label)),
    close: ({ id }, state, detail) =>
      within((scope) =>
        moveContentStore(scope, id, { state, detail, ...(state === 'scanned' && { settings, scannedAt: now() }) }),
      ),
    known: () =>
      within(async (scope) =>
        (await listContentStores(scope)).filter(({ state }) => state !== 'gone').map(({ id }) => id),
      ),
    lose: (ids) => within((scope) => loseContentStores(scope, ids, now())),
  };
}

async function opened(scope: TenantScope, { stores, problem }: ContentSource, settings: string) {
  const links: (string | null)[] = [];
  for (const one of stores) {
    await putContentStore(scope, one, now());
    if (!problem) await moveContentStore(scope, one.id, { state: 'scanning', detail: '' });
    const { deltaLink } = (await getContentStore(scope, one.id))!;
    // Messages of Teams come with their list alone: what is to be examined again asks for all of it.
    const again = isInline(one) && (await countPending(scope, one.id, settings)).items > 0;
    links.push(again ? null : deltaLink);
  }
  const folders = new Map<string, string>();
  for (const { id, deltaLink } of await folderProgress(scope, stores[0]!.id))
    if (deltaLink !== null) folders.set(id, deltaLink);
  // One list serves all stores of a source, so it goes on where the last of them is.
  const known = links.filter((link) => link !== null);
  return { ...(known.length === links.length && { link: known.toSorted()[0]! }), folders };
}

function isInline({ kind }: ContentStore): boolean {
  return kind === 'channel' || kind === 'chats';
}

async function keepPage(
  scope: TenantScope,
  seal: ContentSeal,
  source: ContentSource,
  page: ContentPage,
  hold: boolean,
): Promise<void> {
  const { within: folder, fromScratch } = page;
  for (const one of source.stores) {
    const before =
      folder === undefined ? (await getContentStore(scope, one.id))!.round : await roundOf(scope, one.id, folder);
    const round = before + (fromScratch ? 1 : 0);
    if (fromScratch && folder === undefined) await moveContentStore(scope, one.id, { round });
    if (fromScratch && folder !== undefined) await moveContentFolder(scope, one.id, folder, { round });
    await keepFolders(scope, seal, one, page, round);
    const items = page.items.filter((item) => (item.store ?? source.stores[0]!.id) === one.id);
    await putListedItems(scope, seal, { store: one.id, round, least: leastExposure(one.kind) }, items);
    if (one.id.startsWith('drive:')) await keepSharing(scope, one.id, [...page.folders, ...items]);
    await loseItems(scope, one.id, page.removed, now(), folder);
    if (page.end) await loseUnlisted(scope, { store: one.id, round, ...(folder !== undefined && { folder }) }, now());
  }
  if (!hold) await keepLink(scope, source, page);
}

async function keepFolders(
  scope: TenantScope,
  seal: ContentSeal,
  { id }: ContentStore,
  { folders, allFolders }: ContentPage,
  round: number,
): Promise<void> {
  // Mail folders count their own rounds.
  await putContentFolders(scope, seal, id, folders, allFolders ? undefined : round);
  if (!allFolders) return;
  const listed = new Set(folders.map((folder) => folder.id));
  const lost = (await folderProgress(scope, id)).filter((folder) => !listed.has(folder.id));
  for (const folder of lost) await loseItems(scope, id, [folder.id, ...(await itemsIn(scope, id, folder.id))], now());
}

async function keepSharing(
  scope: TenantScope,
  store: string,
  listed: readonly { id: string; shared?: boolean }[],
): Promise<void> {
  const ids = (shared: boolean) => listed.filter((one) => (one.shared ?? false) === shared).map(({ id }) => id);
  await wantShares(scope, store, ids(true));
  await dropShares(scope, store, ids(false), now());
}

async function keepLink(scope: TenantScope, { stores }: ContentSource, { within, link }: ContentPage): Promise<void> {
  if (link === undefined) return;
  for (const { id } of stores)
    if (within === undefined) await moveContentStore(scope, id, { deltaLink: link });
    else await moveContentFolder(scope, id, within, { deltaLink: link });
}

async function roundOf(scope: TenantScope, store: string, folder: string): Promise<number> {
  return (await folderProgress(scope, store)).find(({ id }) => id === folder)?.round ?? 0;
}
