import type { SectionData, Snapshot } from '../core/snapshot.ts';
import type { KnownStore } from './inventory-item.ts';

/** Whether everybody of the organization can let themselves in. `unknown`: its group was not read. */
export type TeamAccess = 'public' | 'private' | 'unknown';

type Read = { [K in 'groups' | 'sites']?: Pick<Snapshot['sections'][K], 'status'> & { data?: SectionData<K> } };

/**
 * Tells for a library or channel whether the Microsoft 365 group behind it is public. Undefined for what belongs to no
 * group: a mailbox, a OneDrive, a site of its own. `sections` are those of the newest snapshot, or none.
 */
export function teamAccess(
  sections: Read | undefined,
): (store: Pick<KnownStore, 'id' | 'kind' | 'site'>) => TeamAccess | undefined {
  const visibility = new Map(
    sections?.groups?.data?.map(({ id, visibility: open }) => [id?.toLowerCase(), open?.toLowerCase()]),
  );
  const groups = new Map(sections?.sites?.data?.map(({ url, groupId }) => [urlKey(url), groupId?.toLowerCase()]));
  return ({ id, kind, site }) => {
    if (kind !== 'library' && kind !== 'channel') return undefined;
    const group =
      kind === 'channel' ? id.slice('channel:'.length).split('/')[0]!.toLowerCase() : groups.get(urlKey(site));
    if (group === undefined) return 'unknown';
    if (/^[0-]*$/.test(group)) return undefined;
    const open = visibility.get(group);
    if (open === 'public') return 'public';
    return open === 'private' || open === 'hiddenmembership' ? 'private' : 'unknown';
  };
}

function urlKey(url: string | null | undefined): string {
  return (url ?? '').trim().toLowerCase().replace(/\/+$/, '');
}
