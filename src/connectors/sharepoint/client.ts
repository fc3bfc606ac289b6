import { isPlainObject } from '../../core/shape.ts';
import { type CallSettings, callJson, objectOf } from '../http/call.ts';
import { ConnectorError } from '../http/errors.ts';
import { type HostRule, allowedUrl } from '../http/hosts.ts';
import { type LimitedTenant, limitsOf } from '../http/limits.ts';
import { type CallFacts, pageFollower } from '../http/paging.ts';
import type { GraphClient, SharePointClient } from '../resource.ts';
import { type CsomSettings, setSiteProperties, setTenantProperties } from './client-csom.ts';

export interface SharePointSettings extends Omit<CallSettings, 'service' | 'resource' | 'hosts'> {
  tenant: LimitedTenant;
  /** The cloud's ending: `.sharepoint.com`. */
  ending: string;
  /** Knows the tenant's root site, and with it its name in SharePoint. */
  graph: GraphClient;
}

/** The host names of one tenant: `larkmeadow.sharepoint.com` and its admin and personal siblings. */
interface Names {
  admin: string;
  hosts: HostRule;
}

const service = 'sharepoint';

/**
 * SharePoint's own API: `_api` for what Graph lacks, CSOM for writing it. Every call throws ConnectorError. A token is
 * asked for per host, and only the tenant's own three hosts get one; the satellite hosts of a multi-geo tenant are
 * refused. App-only calls need a certificate, which is all that we sign in with [M].
 */
export function createSharePointClient(
  settings: SharePointSettings,
): SharePointClient & { /** What the admin host's token is asked for. */ resource(): Promise<string> } {
  let found: Promise<Names> | undefined;
  const names = async (): Promise<Names> => {
    found ??= findNames(settings);
    try {
      return await found;
    } catch (error) {
      found = undefined;
      throw error;
    }
  };
  const csom = async (): Promise<CsomSettings> => {
    const { admin, hosts } = await names();
    return {
      ...settings,
      service,
      hosts,
      resource: `https://${admin}`,
      address: `https://${admin}/_vti_bin/client.svc/ProcessQuery`,
    };
  };
  return {
    resource: async () => `https://${(await names()).admin}`,
    async get(path) {
      const { admin, hosts } = await names();
      return read({ ...settings, service, hosts, resource: `https://${admin}` }, `https://${admin}`, path);
    },
    async getFrom(site, path) {
      const { hosts } = await names();
      const { origin } = allowedUrl(site, hosts, service, callOf(path));
      return read({ ...settings, service, hosts, resource: origin }, site.replace(/\/+$/, ''), path);
    },
    async sendTo(site, method, path, { body, repeatable } = {}) {
      const { hosts } = await names();
      const call = callOf(path).replace('GET', method);
      const { origin } = allowedUrl(site, hosts, service, call);
      const answer = await callJson(
        { ...settings, service, hosts, resource: origin },
        {
          // SharePoint takes MERGE as a POST that says so; the entity may be of any version.
          method: method === 'MERGE' ? 'POST' : method,
          url: `${site.replace(/\/+$/, '')}/_api/${path.replace(/^\/+/, '')}`,
          call,
          limits: limitsOf(service, settings.tenant, 'POST', path),
          headers: {
            accept: 'application/json;odata=verbose',
            ...(method === 'MERGE' && { 'x-http-method': 'MERGE', 'if-match': '*' }),
          },
          ...(body !== undefined && { json: body }),
          ...(repeatable && { repeatable }),
        },
      );
      return isPlainObject(answer.body) && 'd' in answer.body ? unwrapped(answer.body['d']) : answer.body;
    },
    async setTenant(properties) {
      await setTenantProperties(await csom(), properties);
    },
    async setSite(site, properties) {
      const { hosts } = await names();
      allowedUrl(site, hosts, service, 'ProcessQuery SiteProperties');
      await setSiteProperties(await csom(), site, properties);
    },
  };
}

/** The admin host is the root site's with `-admin` behind its first label. */
async function findNames({ graph, ending }: SharePointSettings): Promise<Names> {
  const call = 'GET /sites/root';
  const root = objectOf(await graph.get('/sites/root?$select=siteCollection'), { service, call, wanted: 'a site' });
  const collection = isPlainObject(root['siteCollection']) ? root['siteCollection'] : {};
  const host = typeof collection['hostname'] === 'string' ? collection['hostname'].toLowerCase() : '';
  const label = host.slice(0, -ending.length);
  if (!host.endsWith(ending) || !/^[a-z0-9-]+$/.test(label))
    throw new ConnectorError('unexpected-shape', {
      service,
      call,
      detail: "Wanted the root site's host in the tenant's cloud.",
    });
  const admin = `${label}-admin${ending}`;
  return { admin, hosts: { hosts: [admin, host, `${label}-my${ending}`] } };
}

/** `GET _api/web/lists(…)`: what stands in parentheses is the tenant's. */
function callOf(path: string): string {
  const plain = path.replace(/\?.*$/s, '').replace(/\(.*\)/s, '(…)');
  return `GET _api/${/^[\w./()…]*$/.test(plain) ? plain : '{…}'}`;
}

async function read(settings: CallSettings & { tenant: LimitedTenant }, root: string, path: string): Promise<unknown> {
  const facts: CallFacts = { service, call: callOf(path) };
  const follow = pageFollower(facts);
  const entries: unknown[] = [];
  for (let url: string | undefined = `${root}/_api/${path.replace(/^\/+/, '')}`; url !== undefined;) {
    const { body } = await callJson(settings, {
      method: 'GET',
      url,
      call: facts.call,
      limits: limitsOf(service, settings.tenant, 'GET', path),
      headers: { accept: 'application/json;odata=verbose' },
    });
    const { d } = objectOf(body, { ...facts, wanted: 'an object with "d"' });
    const answer = objectOf(d, { ...facts, wanted: 'an object under "d"' });
    if (!Array.isArray(answer['results'])) return unwrapped(answer);
    entries.push(...(unwrapped(answer['results']) as unknown[]));
    url = follow(answer['__next'], answer['results'].length);
  }
  return entries;
}

/** Verbose OData as plain data: lists out of `{results}`, without `__metadata` and links to what was not asked for. */
function unwrapped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unwrapped);
  if (!isPlainObject(value)) return value;
  if (Array.isArray(value['results'])) return value['results'].map(unwrapped);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, inner]) => name !== '__metadata' && !(isPlainObject(inner) && '__deferred' in inner))
      .map(([name, inner]) => [name, unwrapped(inner)]),
  );
}
