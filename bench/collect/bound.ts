import { isPlainObject } from '../../src/core/shape.ts';
import type { LimitedTenant } from '../../src/connectors/http/limits.ts';
import { limitsOf } from '../../src/connectors/http/limits.ts';

/** A request as the simulator logged it. */
export interface Logged {
  method: string;
  url: string;
  body?: unknown;
}

/** The least time, in seconds, that the requests under one limit can take. */
export interface Bound {
  name: string;
  calls: number;
  cost: number;
  seconds: number;
  why: string;
}

const services: readonly [RegExp, Parameters<typeof limitsOf>[0]][] = [
  [/^https:\/\/graph\./, 'graph'],
  [/^https:\/\/outlook\./, 'exchange'],
  [/compliance\.protection/, 'compliance'],
  [/\.sharepoint\.com/, 'sharepoint'],
  [/^https:\/\/login\./, 'login'],
  [/^https:\/\/management\./, 'azure'],
];

/**
 * The bounds of all limits, the longest first. For each limit the larger of two: the whole windows that pass when no
 * window holds more units than the limit, and the calls at `latency` milliseconds each, as many at a time as are allowed.
 * What must wait for something else (people before their sign-in methods) is not counted, so the bound is a little low.
 */
export function boundOf(requests: readonly Logged[], tenant: LimitedTenant, latency: number): Bound[] {
  const found = new Map<
    string,
    { calls: number; cost: number; tokens?: number; window?: number; concurrent?: number }
  >();
  for (const request of requests) {
    const seen = new Set<string>();
    for (const limit of limitsFor(request, tenant)) {
      const name = limit.key.slice(tenant.id.length + 1);
      const entry = found.get(name) ?? { calls: 0, cost: 0 };
      // The requests of a batch go as one call, and each takes its own units.
      if (!seen.has(name)) entry.calls += 1;
      seen.add(name);
      const { tokens, window, concurrent } = limit;
      found.set(name, {
        ...{ calls: entry.calls, cost: entry.cost + (limit.cost ?? 1) },
        ...(tokens !== undefined && window !== undefined && { tokens, window }),
        ...(concurrent !== undefined && { concurrent }),
      });
    }
  }
  const bounds = [...found].map(([name, { calls, cost, tokens, window, concurrent }]): Bound => {
    const byRate = tokens === undefined ? 0 : Math.floor((cost - 1) / tokens) * (window! / 1000);
    const byLatency = ((calls / (concurrent ?? 16)) * latency) / 1000;
    const rate = tokens === undefined ? '' : `${tokens} units in ${window! / 1000} s`;
    return byRate >= byLatency
      ? { name, calls, cost, seconds: byRate, why: rate }
      : { name, calls, cost, seconds: byLatency, why: `${concurrent ?? 16} calls at a time` };
  });
  return bounds.sort((a, b) => b.seconds - a.seconds);
}

function limitsFor({ method, url, body }: Logged, tenant: LimitedTenant) {
  const service = services.find(([host]) => host.test(url))?.[1];
  if (!service) return [];
  const path = url.replace(/^https:\/\/[^/]*\/(?:v1\.0|beta)?/, '/').replace(/^\/\//, '/');
  if (service !== 'graph' || !path.endsWith('$batch')) return limitsOf(service, tenant, method, path);
  const parts = isPlainObject(body) && Array.isArray(body['requests']) ? body['requests'].filter(isPlainObject) : [];
  return parts.flatMap((part) => limitsOf('graph', tenant, String(part['method']), String(part['url'])));
}
