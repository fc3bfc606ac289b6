import type { Share } from '../content/permissions.ts';
import { guidOf } from '../random.ts';
import type { Entity } from '../store.ts';

export interface LinkUse {
  /** Address of the site, and of what the link is on. */
  site: string;
  url: string;
  share: Share;
}

/** AnonymousLinkCreated and AnonymousLinkUsed, oldest first, in the form of the unified log (type 14): assumption sharing-records. */
export function linkUses(tenant: string, uses: readonly LinkUse[]): Entity[] {
  const record = (operation: string, at: string, user: string, ip: string, { site, url }: LinkUse): Entity => {
    const file = url.split('/').at(-1)!;
    return {
      CreationTime: at.slice(0, 19),
      Id: guidOf(`${tenant} ${operation} ${url} ${at}`),
      Operation: operation,
      OrganizationId: tenant,
      RecordType: 14,
      UserKey: user,
      // Regular; nobody signed in for a link that is open.
      UserType: user === 'anonymous' ? 4 : 0,
      Version: 1,
      Workload: 'SharePoint',
      ClientIP: ip,
      UserId: user,
      EventSource: 'SharePoint',
      ItemType: file.includes('.') ? 'File' : 'Folder',
      ListItemUniqueId: guidOf(`${url} list item`),
      Site: guidOf(`${site} site`),
      ObjectId: url,
      SiteUrl: `${site}/`,
      SourceFileExtension: file.includes('.') ? file.split('.').at(-1) : '',
      SourceFileName: file,
      SourceRelativeUrl: url
        .slice(site.length + 1)
        .split('/')
        .slice(0, -1)
        .join('/'),
      UniqueSharingId: guidOf(`${url} link`),
    };
  };
  return uses
    .flatMap((use) => [
      record('AnonymousLinkCreated', use.share.at, use.share.by, '192.0.2.10', use),
      ...(use.share.lastUsed === undefined
        ? []
        : [record('AnonymousLinkUsed', use.share.lastUsed, 'anonymous', '198.51.100.77', use)]),
    ])
    .sort((a, b) => (String(a['CreationTime']) < String(b['CreationTime']) ? -1 : 1));
}
