import type { Link } from './links.ts';

/** One share to end, with what comes of it. Data: nothing here writes. */
export interface Revocation {
  store: string;
  item: string;
  share: string;
  /** The Microsoft Graph call. */
  call: string;
  summary: string;
  notice: string;
  undo: string;
}

const titles: Readonly<Record<Link['kind'], string>> = {
  anonymous: 'Anyone link',
  organization: 'link for everyone here',
  specific: 'link for named people',
  guest: "guest's right",
  member: "colleague's right",
};

/** What ends the shares. A right that an item has from its folder is not among the links: it is ended at the folder. */
export function revocations(links: readonly Link[]): Revocation[] {
  return links.map((link): Revocation => {
    const drive = link.store.replace(/^drive:/, '');
    const isLink = link.kind === 'anonymous' || link.kind === 'organization' || link.kind === 'specific';
    return {
      ...{ store: link.store, item: link.item, share: link.id },
      call: `DELETE /drives/${encodeURIComponent(drive)}/items/${encodeURIComponent(link.item)}/permissions/${encodeURIComponent(link.id)}`,
      summary: `End the ${titles[link.kind]}${link.behind.phi > 0 ? ` to ${link.behind.phi === 1 ? 'one item' : `${link.behind.phi} items`} with PHI` : ''}`,
      notice: isLink
        ? 'Whoever still follows the link gets an error page.'
        : 'Who had the right finds the file gone from what is shared with them.',
      undo: isLink
        ? 'Cannot be undone: a new link has another address, so everybody who needs it must be sent the new one.'
        : 'The right can be given again to the same person.',
    };
  });
}
