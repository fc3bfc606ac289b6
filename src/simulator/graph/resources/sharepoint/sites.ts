import { cloudHosts } from '../../../hosts.ts';
import { guidOf } from '../../../random.ts';
import { readOnly } from '../../../properties.ts';
import type { Entity } from '../../../store.ts';
import type { Tenant } from '../../../tenant.ts';
import { defineGraphSingleton } from '../../resource.ts';

/** The tenant's first site, which every tenant has; by its host name SharePoint's own API is found. */
export const rootSite = defineGraphSingleton({
  path: '/sites/root',
  type: 'site',
  state: 'rootSite',
  methods: ['get'],
  family: 'files',
  roles: { read: ['Sites.Read.All', 'Sites.ReadWrite.All', 'Sites.Manage.All', 'Sites.FullControl.All'] },
  load: ({ tenant }) => [root(tenant)],
  properties: {
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
  },
});

/** Ids are the host, the site collection and the site: `larkmeadow.sharepoint.com,GUID,GUID`. */
function root({ id, name, cloud, prefix }: Tenant): Entity {
  const hostname = `${prefix}.${cloudHosts[cloud].sharepoint}`;
  return {
    id: `${hostname},${guidOf(`${id} root site collection`)},${guidOf(`${id} root site`)}`,
    createdDateTime: '2026-06-16T15:00:00Z',
    lastModifiedDateTime: '2026-06-16T15:00:00Z',
    displayName: name,
    name: '',
    isPersonalSite: false,
    root: {},
    siteCollection: { hostname, root: {} },
    webUrl: `https://${hostname}`,
  };
}
