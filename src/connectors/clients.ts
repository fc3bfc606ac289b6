import type { Cloud } from '../core/snapshot.ts';
import type { ContentReader } from '../core/content-reader.ts';
import { createAzureClient } from './azure/client.ts';
import { createContentReader } from './content/reader.ts';
import { httpsResolver } from './dns/over-https.ts';
import type { Certificate } from './entra-token/certificate.ts';
import { certificateSignIn } from './entra-token/client-credentials.ts';
import { type Audience, audienceOf, cloudHosts } from './entra-token/clouds.ts';
import { missingRoles } from './entra-token/roles.ts';
import { createTokenSource } from './entra-token/token-source.ts';
import { createCmdletClient } from './exchange-online/client.ts';
import { createGraphClient } from './graph/client.ts';
import { createActivityClient } from './management-activity/client.ts';
import type { AccessToken, CallSettings, TokenSource } from './http/call.ts';
import { ConnectorError } from './http/errors.ts';
import type { LimitedTenant } from './http/limits.ts';
import { type Transport, type TransportOptions, createTransport } from './http/transport.ts';
import type { Api, Clients, Scope } from './resource.ts';
import { createSharePointClient } from './sharepoint/client.ts';
import { createTeamsClient } from './teams/client.ts';

const address =
  "Optional, beside SharePoint's own permission: Microsoft Graph tells only with it where the tenant's SharePoint is.";

/** What the clients themselves call, whichever resource is read or written. */
export const clientScopes: readonly Scope[] = [
  { api: 'graph', role: 'Sites.Read.All', registration: 'read-settings', why: address },
  { api: 'graph', role: 'Sites.Read.All', registration: 'change', why: address },
];

export interface ClientOptions extends Omit<TransportOptions, 'proxy'> {
  cloud: Cloud;
  /** The directory ID, a GUID. */
  tenantId: string;
  /** An app registration with its certificate, or a ready source of tokens (a signed-in person). */
  signIn: { clientId: string; certificate: Certificate; chain?: boolean } | { tokens: TokenSource };
  /**
   * Outbound proxy, as an address (`http://proxy:3128`) or in the form of the environment variables.
   * Absent: what HTTPS_PROXY and NO_PROXY say; false: none.
   */
  proxy?: string | { HTTPS_PROXY?: string; NO_PROXY?: string } | false;
  /** Use the undocumented Teams configuration service. */
  teams?: boolean;
  /** What Exchange remarks beside a result. It may name objects of the tenant. */
  warn?: (cmdlet: string, warning: string) => void;
  /** A transport that exists already, for a person who signed in through it; the transport options are then its own. */
  transport?: Transport;
}

export interface ConnectedClients extends Clients {
  azure: NonNullable<Clients['azure']>;
  /** What people store in the tenant. `bandwidth`: bytes a second that downloads may take. */
  content(options?: { bandwidth?: number }): ContentReader;
  /** The token for an API, to compare its roles with what is needed. SharePoint's is known after the first call. */
  token(api: Api): Promise<AccessToken>;
  /** The scopes that the tokens of their APIs do not carry. Signs in to each API that is named. */
  missing(scopes: readonly Scope[]): Promise<Scope[]>;
  /** Larger tenants are allowed more calls: tell how many users and licenses it has as soon as that is known. */
  resize(size: Omit<LimitedTenant, 'id'>): void;
  close(): void;
}

/** Clients of all APIs for one tenant, over one transport and one token per API. Nothing is sent until the first call. */
export function createClients(options: ClientOptions): ConnectedClients {
  const { cloud, tenantId } = options;
  // It becomes part of addresses.
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(tenantId))
    throw new ConnectorError('app-unknown', { service: 'login', call: 'connect', detail: 'The tenant ID is a GUID.' });
  const hosts = cloudHosts[cloud];
  const tenant: LimitedTenant = { id: tenantId };
  const transport = options.transport ?? createTransport({ ...options, proxy: proxyOf(options.proxy) });
  const { now } = transport.timer;
  const tokens = 'tokens' in options.signIn ? options.signIn.tokens : certificateTokens(options.signIn);

  function certificateTokens(signIn: { clientId: string; certificate: Certificate; chain?: boolean }): TokenSource {
    return createTokenSource(certificateSignIn({ ...signIn, transport, host: hosts.login, tenantId, now }), now);
  }

  const settings = <S extends Api>(
    api: S,
    { resource, hosts: rule }: Audience,
  ): CallSettings & { service: S; tenantId: string; tenant: LimitedTenant } => ({
    service: api,
    resource,
    hosts: rule,
    transport,
    tokens,
    now,
    tenantId,
    tenant,
    signal: options.signal,
  });
  const one = <S extends 'graph' | 'exchange' | 'compliance' | 'azure'>(api: S) => ({
    ...settings(api, audienceOf(api, hosts[api])),
    host: hosts[api],
  });

  const graph = createGraphClient(one('graph'));
  const sharepoint = createSharePointClient({
    transport,
    tokens,
    now,
    tenant,
    signal: options.signal,
    ending: hosts.sharepoint,
    graph,
  });

  const activityHost = hosts.managementActivity;
  const activityResource = hosts.managementActivityResource ?? (activityHost && `https://${activityHost}`);

  const token = async (api: Api): Promise<AccessToken> => tokens.token(await resourceOf(api));
  async function resourceOf(api: Api): Promise<string> {
    if (api === 'sharepoint') return sharepoint.resource();
    if (api === 'teams') return audienceOf('teams', '').resource;
    if (api !== 'management-activity') return audienceOf(api, hosts[api]).resource;
    if (activityResource) return activityResource;
    throw new ConnectorError('not-in-cloud', { service: api, call: 'token' });
  }

  return {
    graph,
    exchange: createCmdletClient({ ...one('exchange'), warn: options.warn }),
    compliance: createCmdletClient({ ...one('compliance'), warn: options.warn }),
    sharepoint,
    azure: createAzureClient(one('azure')),
    content: ({ bandwidth } = {}) =>
      createContentReader({
        ...one('graph'),
        graph,
        downloads: { hosts: [], suffixes: [hosts.sharepoint, ...(hosts.downloads ?? [])] },
        ...(bandwidth !== undefined && { bandwidth }),
      }),
    ...(activityHost &&
      activityResource && {
        activity: createActivityClient({
          ...settings('management-activity', { resource: activityResource, hosts: { hosts: [activityHost] } }),
          host: activityHost,
        }),
      }),
    ...(options.hostMap && { dns: httpsResolver(transport, options.signal) }),
    ...(options.teams && hosts.teams
      ? { teams: createTeamsClient({ ...settings('teams', audienceOf('teams', hosts.teams)), host: hosts.teams }) }
      : {}),
    token,
    async missing(scopes) {
      const apis = [...new Set(scopes.map(({ api }) => api))];
      const found = apis.map(async (api) =>
        missingRoles(
          await token(api),
          scopes.filter((scope) => scope.api === api),
        ),
      );
      return (await Promise.all(found)).flat();
    },
    resize: (size) => void Object.assign(tenant, size),
    close: () => transport.close(),
  };
}

/** The outbound proxy in the form of the environment variables; from the environment when nothing is given. */
export function proxyOf(given: ClientOptions['proxy']): TransportOptions['proxy'] {
  if (given === false) return undefined;
  if (typeof given === 'string') return { HTTPS_PROXY: given };
  if (given) return given;
  const { env } = process;
  const proxy = env['HTTPS_PROXY'] ?? env['https_proxy'];
  const except = env['NO_PROXY'] ?? env['no_proxy'];
  return proxy ? { HTTPS_PROXY: proxy, ...(except ? { NO_PROXY: except } : {}) } : undefined;
}
