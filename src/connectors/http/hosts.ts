import { ConnectorError, type Service } from './errors.ts';

/** The hosts that may get an API's requests, and so its tokens. */
export interface HostRule {
  /** Whole host names in lower case. */
  hosts: readonly string[];
  /** `.ps.compliance.protection.outlook.com`: one more label before it makes a regional host. Begins with a dot. */
  suffixes?: readonly string[];
}

/**
 * Where a host's requests go instead: the tenant simulator. Path and Host header stay; only the address differs.
 * While there is a map, hosts that it does not name are refused: a rehearsal never reaches Microsoft.
 */
export type HostMap = readonly HostMapping[];

export interface HostMapping {
  /** A host name, `*.suffix`, or `*` for all. The first that fits counts. */
  host: string;
  /** `https://127.0.0.1:8443`: scheme, host and port. */
  address: string;
  /** PEM certificates that are trusted for this address and nowhere else. */
  ca?: string;
}

/** Where a request really goes. */
export interface Target {
  host: string;
  port: number;
  mapping?: HostMapping;
}

/** True for an https URL on port 443 without user name whose host is allowed. */
export function isAllowed(url: URL, rule: HostRule): boolean {
  if (url.protocol !== 'https:' || url.port !== '' || url.username !== '' || url.password !== '') return false;
  const host = url.hostname;
  return rule.hosts.includes(host) || (rule.suffixes ?? []).some((suffix) => isOneLabelBelow(host, suffix));
}

function isOneLabelBelow(host: string, suffix: string): boolean {
  return host.endsWith(suffix) && /^[a-z0-9-]+$/.test(host.slice(0, -suffix.length));
}

/** The URL, when the rule allows it; throws `host-not-allowed` for any other, before anything is sent. */
export function allowedUrl(text: string, rule: HostRule, service: Service, call: string): URL {
  if (URL.canParse(text)) {
    const url = new URL(text);
    if (isAllowed(url, rule)) return url;
  }
  throw new ConnectorError('host-not-allowed', { service, call });
}

/** Throws `host-not-allowed` for a host that the map does not name. */
export function targetOf(url: URL, map: HostMap | undefined, service: Service, call: string): Target {
  if (!map) return { host: url.hostname, port: 443 };
  const mapping = map.find(({ host }) => fits(url.hostname, host.toLowerCase()));
  if (!mapping)
    throw new ConnectorError('host-not-allowed', { service, call, detail: 'The host mapping has no place for it.' });
  const address = new URL(mapping.address);
  if (address.protocol !== 'https:' || address.pathname !== '/')
    throw new ConnectorError('host-not-allowed', { service, call, detail: 'A mapped address is `https://host:port`.' });
  return { host: address.hostname.replace(/^\[|\]$/g, ''), port: Number(address.port || 443), mapping };
}

function fits(host: string, pattern: string): boolean {
  if (pattern === '*') return true;
  return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern;
}
