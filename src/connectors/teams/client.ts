import { randomUUID } from 'node:crypto';
import { isPlainObject } from '../../core/shape.ts';
import { type CallSettings, callJson, objectOf, recordsOf } from '../http/call.ts';
import { ConnectorError } from '../http/errors.ts';
import { limitsOf } from '../http/limits.ts';
import type { TeamsClient } from '../resource.ts';

export interface TeamsSettings extends CallSettings {
  /** `api.interfaces.records.teams.microsoft.com`. */
  host: string;
  tenantId: string;
}

const tenantCall = 'GET Teams.Tenant/tenants';

/** Federation lives in an older service behind the same host, which is told by headers where to look. */
const federation = new Set(['TenantFederationSettings', 'TeamsAcsFederationConfiguration']);

/**
 * The service that the Teams admin center and the PowerShell module talk to. Microsoft does not document it, so it is
 * used only when the organization switched it on; paths and headers are as monkey365, ScubaGear and CIPP use them, and
 * nothing here was tried on a tenant [M]. Every call throws ConnectorError.
 */
export function createTeamsClient(settings: TeamsSettings): TeamsClient {
  const { service, host, tenantId } = settings;

  const tenantBy = async (headers: Readonly<Record<string, string>>): Promise<Record<string, unknown>> =>
    objectOf(await request('GET', 'Teams.Tenant/tenants', tenantCall, headers), {
      service,
      call: tenantCall,
      wanted: 'an object',
    });

  const headersFor = async (
    type: string,
    writes: boolean,
  ): Promise<{ headers: Record<string, string>; query: string }> => {
    const headers: Record<string, string> = {
      'x-ms-tenant-id': tenantId,
      'x-ms-correlation-id': randomUUID(),
      'x-authz-scope': 'tenant',
    };
    if (!writes || !federation.has(type)) return { headers, query: '' };
    const call = tenantCall;
    const found = discovered(await tenantBy(headers));
    if (!found)
      throw new ConnectorError('unexpected-shape', { service, call, detail: 'Wanted the service for federation.' });
    return {
      headers: {
        ...headers,
        'x-ms-target-uri': `https://${found.endpoint}/OcsPowershellWebservice`,
        'x-ms-forest': found.forest,
      },
      query: `?adminDomain=${encodeURIComponent(found.domain)}`,
    };
  };

  const request = async (
    method: 'GET' | 'PUT',
    path: string,
    call: string,
    headers: Readonly<Record<string, string>>,
    json?: unknown,
  ): Promise<unknown> => {
    const limits = limitsOf(service, { id: tenantId }, method, path);
    return (await callJson(settings, { method, url: `https://${host}/${path}`, call, limits, headers, json })).body;
  };

  return {
    tenant: async () => tenantBy((await headersFor('Tenant', false)).headers),

    async get(policyType, identity) {
      const call = `GET ${nameOf(policyType)}`;
      const { headers } = await headersFor(policyType, false);
      const body = await request('GET', addressOf(policyType, identity), call, headers);
      return recordsOf(isPlainObject(body) ? [body] : body, { service, call, wanted: 'a list of configurations' });
    },

    /** The service merges: only what is given changes. A `Key` that the configuration carries is given back with it. */
    async set(policyType, identity, values) {
      const call = `PUT ${nameOf(policyType)}`;
      const { headers, query } = await headersFor(policyType, true);
      const address = addressOf(policyType, identity) + query;
      const current = await request('GET', address, `GET ${policyType}`, headers);
      const key = isPlainObject(current) ? current['Key'] : undefined;
      await request(
        'PUT',
        address,
        call,
        headers,
        key === undefined ? values : { Identity: identity, Key: key, ...values },
      );
    },
  };
}

function nameOf(policyType: string): string {
  if (/^[A-Z][A-Za-z]+$/.test(policyType)) return policyType;
  throw new ConnectorError('bad-request', {
    service: 'teams',
    call: 'configurations',
    detail: 'Wanted a configuration type.',
  });
}

function addressOf(policyType: string, identity: string | undefined): string {
  const whole = `Skype.Policy/configurations/${policyType}`;
  return identity === undefined ? whole : `${whole}/configuration/${encodeURIComponent(identity)}`;
}

/** Where federation is kept for this tenant. We never connect there: the host passes it on. */
function discovered(tenant: Record<string, unknown>): { endpoint: string; forest: string; domain: string } | undefined {
  const discovery = isPlainObject(tenant['serviceDiscovery']) ? tenant['serviceDiscovery'] : {};
  const endpoints = isPlainObject(discovery['Endpoints']) ? discovery['Endpoints'] : {};
  const headers = isPlainObject(discovery['Headers']) ? discovery['Headers'] : {};
  const domains: unknown[] = Array.isArray(tenant['verifiedDomains']) ? tenant['verifiedDomains'] : [];
  const names = domains.flatMap((domain) =>
    isPlainObject(domain) && typeof domain['name'] === 'string' ? [domain['name']] : [],
  );
  const endpoint = endpoints['AdminServiceEndpoint'];
  const forest = headers['X-MS-Forest'];
  const domain = names.find((name) => /^[^.]+\.onmicrosoft\.[a-z]+$/.test(name));
  if (typeof endpoint !== 'string' || !/^[\w.-]+$/.test(endpoint) || typeof forest !== 'string' || !domain)
    return undefined;
  return { endpoint, forest, domain };
}
