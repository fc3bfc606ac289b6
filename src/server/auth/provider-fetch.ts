import type { CustomFetch } from 'openid-client';
import { addressGuard } from '../../connectors/outbound/guarded-address.ts';
import { type HostMap, targetOf } from '../../connectors/http/hosts.ts';
import { createWire } from '../../connectors/http/wire.ts';

const timeOuts = { connect: 10_000, headers: 15_000, idle: 10_000, total: 30_000 };

interface ProviderReach {
  /** The proxy and its exceptions, in the form of the environment variables. */
  proxy?: { HTTPS_PROXY?: string; NO_PROXY?: string };
  /** Where hosts are reached instead, in tests. */
  hostMap?: HostMap;
}

/**
 * How the identity provider is reached: https alone, redirects are answers, at most 1 MB. It may live in the own network
 * (AD FS does); a metadata service of a cloud is never called, whatever the provider's description says.
 */
export function providerFetch({ proxy, hostMap }: ProviderReach): CustomFetch {
  const guard = addressGuard(true);
  const wire = createWire({ ...(proxy?.HTTPS_PROXY ? { proxy } : { lookup: guard.lookup }) });
  return async (text, { method, headers, body, signal }) => {
    const url = new URL(text);
    const call = `${method} of the identity provider`;
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (url.protocol !== 'https:' || guard.refuses(host)) throw new Error('The address may not be reached.');
    const target = hostMap ? targetOf(url, hostMap, 'login', call) : { host, port: Number(url.port || 443) };
    const sent = body === undefined || body === null ? undefined : await new Response(body).text();
    const {
      status,
      headers: got,
      body: content,
    } = await wire.exchange({
      ...{ service: 'login' as const, call, method, url, target, timeOuts, headers, maxBytes: 2 ** 20 },
      // Seldom asked: a connection that was kept would be closed by the other side.
      ...{ fresh: true, reads: method === 'GET', ...(signal && { signal }) },
      ...(sent !== undefined && { body: sent }),
    });
    const type = got['content-type'];
    return new Response(content.length > 0 ? new Uint8Array(content) : null, {
      status,
      headers: type === undefined ? {} : { 'content-type': type },
    });
  };
}
