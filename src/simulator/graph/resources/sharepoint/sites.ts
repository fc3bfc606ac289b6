import { type Site, drivesOf, rootHost, sitesOf } from '../../../content/drives.ts';
import { readOnly } from '../../../properties.ts';
import type { Entity } from '../../../store.ts';
import { GraphError, families, notFound } from '../../errors.ts';
import { type GraphContext, type GraphResource, defineGraphCollection, defineGraphSingleton } from '../../resource.ts';
import { pageOf } from './pages.ts';
import { driveProperties } from './drives.ts';

export const siteRoles = ['Sites.Read.All', 'Sites.ReadWrite.All', 'Sites.Manage.All', 'Sites.FullControl.All'];

const properties = {
  id: 'text',
  createdDateTime: readOnly('moment'),
  description: 'text',
  displayName: 'text',
  isPersonalSite: 'flag',
  lastModifiedDateTime: readOnly('moment'),
  name: 'text',
  root: 'any',
  siteCollection: { dataLocationCode: 'text', hostname: 'text', root: 'any' },
  webUrl: 'text',
} as const;

/** The tenant's first site, which every tenant has; by its host name SharePoint's own API is found. */
export const rootSite = defineGraphSingleton({
  path: '/sites/root',
  type: 'site',
  state: 'rootSite',
  methods: ['get'],
  family: 'files',
  roles: { read: siteRoles },
  load: ({ state }) => [sitesOf(state)[0]!.entity],
  properties,
});

/** Sites by id and by `{host}:/sites/{name}`. `getAllSites` is for applications and holds personal sites: assumption all-sites. */
export const sites: GraphResource = defineGraphCollection({
  path: '/sites',
  type: 'site',
  state: 'sites',
  methods: ['list', 'get'],
  family: 'files',
  roles: { read: siteRoles },
  page: { size: 200, max: 999 },
  keys: ['address', 'host'],
  load(context) {
    const search = context.request.query.get('search')?.replace(/^\*$/, '').toLowerCase();
    const found = sitesOf(context.state).filter(
      ({ title, personal }) => search === undefined || (!personal && title.toLowerCase().includes(search)),
    );
    return found.map((site) => addressed(context, site));
  },
  operations: [
    { path: '/getAllSites()', method: 'GET', roles: siteRoles, run: allSites },
    { path: '/getAllSites', method: 'GET', roles: siteRoles, run: allSites },
  ],
  properties,
});

function addressed({ tenant }: GraphContext, { url, entity }: Site): Entity {
  const { hostname, pathname } = new URL(url);
  const address = `${hostname}:${pathname}`;
  return { ...entity, address, ...(pathname === '/' && hostname === rootHost(tenant) && { host: hostname }) };
}

function allSites(context: GraphContext): unknown {
  if (context.caller.actor.kind === 'user') {
    const { code, message } = families.files.denied;
    throw new GraphError(403, code, message);
  }
  return pageOf(
    context,
    sites,
    sitesOf(context.state).map(({ entity }) => entity),
  );
}

/** The site of a path's `{site}`: by id, by address, or the root. */
export function siteNamed(context: GraphContext): Site {
  const wanted = context.parameters['site']!.toLowerCase();
  const all = sitesOf(context.state);
  const found =
    wanted === 'root' ? all[0] : all.find((site) => site.id.toLowerCase() === wanted || keysOf(site).includes(wanted));
  if (!found) throw notFound('files', wanted);
  return found;
}

function keysOf({ url }: Site): string[] {
  const { hostname, pathname } = new URL(url);
  return pathname === '/' ? [hostname, `${hostname}:/`] : [`${hostname}:${pathname}`];
}

/** Libraries of a site; of a personal site its OneDrive. */
export const siteDrives = defineGraphCollection({
  path: '/sites/{site}/drives',
  type: 'drive',
  state: 'drives',
  methods: ['list', 'get'],
  family: 'files',
  roles: { read: [...siteRoles, 'Files.Read.All', 'Files.ReadWrite.All'] },
  page: { size: 200, max: 999 },
  load: (context) => {
    const { url } = siteNamed(context);
    return drivesOf(context.state).filter((drive) => drive['site'] === url);
  },
  properties: driveProperties,
});

/** The library that a site begins with. */
export const siteDrive = defineGraphSingleton({
  path: '/sites/{site}/drive',
  type: 'drive',
  state: 'drives',
  methods: ['get'],
  family: 'files',
  roles: { read: [...siteRoles, 'Files.Read.All', 'Files.ReadWrite.All'] },
  load: (context) => {
    const { url } = siteNamed(context);
    return drivesOf(context.state).filter((drive) => drive['site'] === url);
  },
  properties: driveProperties,
});
