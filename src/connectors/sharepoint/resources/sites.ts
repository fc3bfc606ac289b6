import { WardlineError } from '../../../core/errors.ts';
import { asList, isPlainObject, plainText } from '../../../core/shape.ts';
import { fieldOf, pooled } from '../../exchange-online/resources/records.ts';
import { ConnectorError, isConnectorError } from '../../http/errors.ts';
import { type SharePointClient, defineRecords } from '../../resource.ts';
import { createSite } from './new-site.ts';
import { changeScope, readScope } from './scopes.ts';
import { propertiesOf } from './tenant.ts';
import type { Value } from './values.ts';

type Raw = Record<string, unknown>;

/** Sites at a time; SharePoint's own limit is kept by the transport. */
const lanes = 6;

export const sites = defineRecords({
  id: 'sharepoint.sites',
  sections: ['sites'],
  api: 'sharepoint',
  scopes: [readScope, changeScope],
  async *records({ sharepoint }, { signal, about }) {
    const listed = await sharepoint.get('SPO.Tenant/sites');
    if (!Array.isArray(listed) || !listed.every(isPlainObject))
      throw new ConnectorError('unexpected-shape', {
        service: 'sharepoint',
        call: 'GET _api/SPO.Tenant/sites',
        detail: 'Wanted a list of sites.',
      });
    // A change is about one site: the permissions of all others need not be asked for.
    const url = about?.['url'];
    const asked = typeof url === 'string' ? listed.filter((site) => plainText(fieldOf(site, 'url')) === url) : listed;
    const found = pooled<Raw, Raw | undefined>(asked, lanes, async (site) => {
      signal?.throwIfAborted();
      return siteOf(sharepoint, site);
    });
    for await (const site of found) if (site) yield site;
  },
  async write({ sharepoint }, change) {
    if (change.operation === 'create') return createSite(sharepoint, change);
    const url = change.match?.['url'];
    if (change.operation !== 'set' || typeof url !== 'string' || url === '')
      throw new WardlineError('not-permitted', 'Only the settings of a site that exists can be written.');
    const { membersCanShare, permissions, ...values } = change.values ?? {};
    if (permissions !== undefined)
      throw new WardlineError('not-permitted', "A site's permissions are written one by one.", byHand);
    const properties = scalarsOf(propertiesOf({ ...change, values }));
    if (membersCanShare !== undefined && typeof membersCanShare !== 'boolean')
      throw new WardlineError('not-permitted', 'Whether members can share is true or false.');
    if (Object.keys(properties).length > 0) await sharepoint.setSite(url, properties);
    // It belongs to the site's own web, which the admin API does not write [M].
    if (membersCanShare !== undefined)
      await sharepoint.sendTo(url, 'MERGE', 'web', { body: { MembersCanShare: membersCanShare }, repeatable: true });
  },
});

/** No property of a site is a list. */
function scalarsOf(properties: Readonly<Record<string, Value>>): Record<string, string | number | boolean> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [name, typeof value === 'object' ? value.join(' ') : value]),
  );
}

const byHand = 'Run Remove-SPOUser -Site <site> -LoginName <login> for each login that the finding names.';

/** A site with the properties of its web; undefined when it was deleted meanwhile. */
async function siteOf(client: SharePointClient, listed: Raw): Promise<Raw | undefined> {
  const url = plainText(fieldOf(listed, 'url'));
  if (url === '') return listed;
  try {
    const site = fieldOf(listed, 'sharingCapability') === undefined ? await detailed(client, url, listed) : listed;
    return { ...site, ...(await webOf(client, url)) };
  } catch (error) {
    if (isConnectorError(error, 'not-found')) return undefined;
    throw error;
  }
}

/** A list may give names only; what it leaves out is asked for singly. */
async function detailed(client: SharePointClient, url: string, listed: Raw): Promise<Raw> {
  const quoted = encodeURIComponent(`'${url.replaceAll("'", "''")}'`);
  const answer = await client.get(`SPO.Tenant/GetSitePropertiesByUrl(url=@u,includeDetail=true)?@u=${quoted}`);
  return isPlainObject(answer) ? { ...listed, ...answer } : listed;
}

/** A locked site refuses, and so does one in another geography: then nobody can tell, and nothing is put in its place. */
async function webOf(client: SharePointClient, url: string): Promise<Raw> {
  try {
    const web = await client.getFrom(url, 'web?$select=MembersCanShare');
    const path = 'web/roleassignments?$expand=Member/Users,RoleDefinitionBindings';
    const assignments = await client.getFrom(url, path);
    return {
      ...(isPlainObject(web) && { membersCanShare: fieldOf(web, 'membersCanShare') }),
      ...(Array.isArray(assignments) && { permissions: assignments.filter(isPlainObject).map(permissionOf) }),
    };
  } catch (error) {
    if (isConnectorError(error, 'forbidden', 'host-not-allowed')) return {};
    throw error;
  }
}

function permissionOf(assignment: Raw): Raw {
  const member = fieldOf(assignment, 'member');
  const bindings = fieldOf(assignment, 'roleDefinitionBindings');
  const users = isPlainObject(member) ? fieldOf(member, 'users') : undefined;
  return {
    ...(isPlainObject(member) && principalOf(member)),
    // What was not given stays unknown: it must not look as if nobody had a right.
    ...(Array.isArray(bindings) && {
      roles: asList(bindings)
        .filter(isPlainObject)
        .map((role) => fieldOf(role, 'name')),
    }),
    ...(Array.isArray(users) && { members: users.filter(isPlainObject).map(principalOf) }),
  };
}

function principalOf(raw: Raw): Raw {
  return {
    loginName: fieldOf(raw, 'loginName'),
    title: fieldOf(raw, 'title'),
    principalType: fieldOf(raw, 'principalType'),
  };
}
