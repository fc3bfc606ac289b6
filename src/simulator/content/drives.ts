import { isPlainObject, plainText } from '../../core/shape.ts';
import { cloudHosts } from '../hosts.ts';
import { guidOf } from '../random.ts';
import type { State } from '../state.ts';
import type { Entity } from '../store.ts';
import type { Tenant } from '../tenant.ts';

/** A site as Graph shows it; `url` in small letters is how its drives find it. */
export interface Site {
  id: string;
  url: string;
  title: string;
  personal: boolean;
  entity: Entity;
}

type Reads = Pick<State, 'get' | 'list' | 'tenant'>;

const known = new WeakMap<Tenant, { writes: number; sites: Site[] }>();

/** All sites of the tenant: the root, what the admin API lists, and the personal site behind each OneDrive. */
export function sitesOf(state: Reads): Site[] {
  const writes = state.tenant.store.writes.length;
  const last = known.get(state.tenant);
  if (last?.writes === writes) return last.sites;
  const sites = foundSites(state);
  known.set(state.tenant, { writes, sites });
  return sites;
}

function foundSites(state: Reads): Site[] {
  const { tenant } = state;
  const root = `https://${rootHost(tenant)}`;
  const listed = state.list('sites').map((site) => ({
    url: plainText(site['Url']),
    title: plainText(site['Title']),
    id: plainText(site['SiteId'] ?? ''),
    changed: plainText(site['LastContentModifiedDate'] ?? ''),
  }));
  if (!listed.some(({ url }) => url.toLowerCase() === root))
    listed.unshift({ url: root, title: tenant.name, id: '', changed: '' });
  const personal = state.list('oneDrives').map((drive) => ({
    url: plainText(drive['webUrl']).replace(/\/Documents$/, ''),
    title: plainText(ownerOf(drive)?.['displayName'] ?? 'OneDrive'),
    id: '',
    changed: '',
  }));
  return [...listed.map((site) => siteOf(tenant, site, false)), ...personal.map((site) => siteOf(tenant, site, true))];
}

function siteOf(
  tenant: Tenant,
  { url, title, id, changed }: { url: string; title: string; id: string; changed: string },
  personal: boolean,
): Site {
  const { hostname, pathname } = new URL(url);
  const isRoot = pathname === '/' && !personal;
  const collection = id || guidOf(`${tenant.id} ${isRoot ? 'root' : url.toLowerCase()} site collection`);
  // Ids are the host, the site collection and the site: `larkmeadow.sharepoint.com,GUID,GUID`.
  const key = `${hostname},${collection},${guidOf(`${tenant.id} ${isRoot ? 'root' : url.toLowerCase()} site`)}`;
  return {
    id: key,
    url: url.toLowerCase().replace(/\/$/, ''),
    title,
    personal,
    entity: {
      id: key,
      createdDateTime: '2026-06-16T15:00:00Z',
      lastModifiedDateTime: /^\d{4}-.*Z$/.test(changed) ? changed : '2026-06-16T15:00:00Z',
      displayName: title,
      name: isRoot ? '' : (pathname.split('/').at(-1) ?? ''),
      isPersonalSite: personal,
      ...(isRoot && { root: {} }),
      siteCollection: { hostname, ...(isRoot && { root: {} }) },
      webUrl: url.replace(/\/$/, ''),
    },
  };
}

export function rootHost({ cloud, prefix }: Tenant): string {
  return `${prefix}.${cloudHosts[cloud].sharepoint}`;
}

/** `drives` of a seed are libraries; every site has at least Documents, every person with a OneDrive that. */
export function drivesOf(state: Reads): Entity[] {
  const stored = state.list('drives');
  const found = sitesOf(state).filter(
    ({ personal, url }) => !personal && !stored.some((drive) => drive['site'] === url),
  );
  const libraries = [...stored, ...found.map((site) => libraryOf(site, 'Documents'))];
  return [...libraries.map((drive) => withGrants(state, drive)), ...state.list('oneDrives').map(oneDrive)];
}

export function oneDrive(drive: Entity): Entity {
  return {
    driveType: 'business',
    name: 'OneDrive',
    createdDateTime: '2026-06-16T15:00:00Z',
    lastModifiedDateTime: '2026-11-20T15:00:00Z',
    ...drive,
    site: plainText(drive['webUrl'])
      .replace(/\/Documents$/, '')
      .toLowerCase(),
  };
}

/** A document library of a site. The first one of a site is Documents, at `Shared Documents`. */
export function libraryOf(site: Pick<Site, 'url' | 'title'>, name: string): Entity {
  const place = name === 'Documents' ? 'Shared%20Documents' : encodeURIComponent(name);
  return {
    id: `b!${Buffer.from(guidOf(`${site.url} ${name}`)).toString('base64url')}`,
    createdDateTime: '2026-06-16T15:00:00Z',
    lastModifiedDateTime: '2026-11-20T15:00:00Z',
    driveType: 'documentLibrary',
    name,
    description: '',
    owner: { group: { displayName: `${site.title} Owners`, id: guidOf(`${site.url} owners`) } },
    quota: { deleted: 0, remaining: 27_487_790_694_400, state: 'normal', total: 27_487_790_694_400, used: 0 },
    webUrl: `${site.url}/${place}`,
    site: site.url,
    siteTitle: site.title,
  };
}

/** `grants`: who has rights on the whole site beside its groups, as the admin API has it now. */
function withGrants(state: Reads, drive: Entity): Entity {
  const site = state.get('sites', plainText(drive['site']));
  const given = Array.isArray(site?.['Permissions']) ? (site['Permissions'] as Entity[]) : [];
  // 8 is a group of the site: its own are always there.
  return { ...drive, grants: given.filter(({ PrincipalType }) => PrincipalType !== 8) };
}

export function driveOf(state: Reads, id: string): Entity | undefined {
  const stored = state.get('drives', id);
  if (stored) return withGrants(state, stored);
  const personal = state.get('oneDrives', id);
  if (personal) return oneDrive(personal);
  return drivesOf(state).find((drive) => plainText(drive['id']) === id);
}

/** The person whose OneDrive it is. */
export function ownerOf(drive: Entity): Entity | undefined {
  const user = isPlainObject(drive['owner']) ? drive['owner']['user'] : undefined;
  return isPlainObject(user) ? user : undefined;
}
