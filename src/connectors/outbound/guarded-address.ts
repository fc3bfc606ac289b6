import { lookup as systemLookup } from 'node:dns';
import { BlockList, type LookupFunction, isIP, isIPv6 } from 'node:net';

/**
 * Whom an address that an organization wrote down may lead to. `private` may be allowed by name; `never` holds what no
 * receiver lives at: link-local with the metadata services of clouds, multicast, forms that hide another address.
 */
type Reach = 'public' | 'private' | 'never';

type Net = readonly [net: string, bits: number];
const listOf = (nets: readonly Net[], family: 'ipv4' | 'ipv6'): BlockList => {
  const list = new BlockList();
  for (const [net, bits] of nets) list.addSubnet(net, bits, family);
  return list;
};

const never4 = listOf(
  [
    ['0.0.0.0', 8],
    ['169.254.0.0', 16],
    // Metadata of Alibaba and the wire server of Azure lie outside the link-local range.
    ['100.100.100.200', 32],
    ['168.63.129.16', 32],
    ['192.0.0.0', 24],
    ['224.0.0.0', 3],
  ],
  'ipv4',
);
const private4 = listOf(
  [
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['172.16.0.0', 12],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
  ],
  'ipv4',
);
const never6 = listOf(
  [
    ['::', 128],
    ['fe80::', 10],
    ['ff00::', 8],
    // Metadata of Amazon's and Google's clouds.
    ['fd00:ec2::', 32],
    ['fd20:ce::', 32],
    // Addresses that hold an IPv4 address: translated, mapped in other ways, 6to4, Teredo.
    ['64:ff9b::', 96],
    ['64:ff9b:1::', 48],
    ['2002::', 16],
    ['2001::', 32],
    ['::ffff:0:0:0', 96],
  ],
  'ipv6',
);
const private6 = listOf(
  [
    ['::1', 128],
    ['fc00::', 7],
    ['fec0::', 10],
  ],
  'ipv6',
);

/** Where an IP address lies. */
export function reachOf(ip: string): Reach {
  const four = fourIn(ip);
  if (four !== undefined) return reachOf(four);
  if (isIPv6(ip)) return never6.check(ip, 'ipv6') ? 'never' : private6.check(ip, 'ipv6') ? 'private' : 'public';
  return never4.check(ip, 'ipv4') ? 'never' : private4.check(ip, 'ipv4') ? 'private' : 'public';
}

/** The IPv4 address inside an IPv4-mapped or IPv4-compatible IPv6 address, in either spelling. */
function fourIn(ip: string): string | undefined {
  if (!isIPv6(ip)) return undefined;
  // The URL parser writes the shortest form: [::ffff:127.0.0.1] is ::ffff:7f00:1.
  const canonical = new URL(`http://[${ip.replace(/%.*$/, '')}]`).hostname.slice(1, -1);
  const [, high, low] = /^::(?:ffff:)?([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical) ?? [];
  if (high === undefined || low === undefined) return undefined;
  const [a, b] = [parseInt(high, 16), parseInt(low, 16)];
  return `${a >> 8}.${a & 255}.${b >> 8}.${b & 255}`;
}

export interface AddressGuard {
  /** True for a host that is an IP address which may not be reached. Names are judged by `lookup`. */
  refuses(host: string): boolean;
  /**
   * For a socket's `lookup`: gives only addresses that were judged, so that the address that was looked at is the one
   * that is connected to, whatever the name resolves to a moment later. One bad address spoils the name.
   */
  lookup: LookupFunction;
}

/** Code of the error for an address that may not be reached. */
export const addressRefused = 'WARDLINE_ADDRESS_REFUSED';

export function addressGuard(allowPrivate: boolean, resolve: typeof systemLookup = systemLookup): AddressGuard {
  const isRefused = (ip: string) => {
    const reach = reachOf(ip);
    return reach === 'never' || (reach === 'private' && !allowPrivate);
  };
  return {
    refuses: (host) => isIP(host) !== 0 && isRefused(host),
    lookup(host, options, done) {
      resolve(host, { ...options, all: true }, (error, found) => {
        const addresses = error ? [] : found;
        if (error) done(error, '');
        else if (addresses.length === 0 || addresses.some(({ address }) => isRefused(address)))
          done(Object.assign(new Error('The address may not be reached.'), { code: addressRefused }), '');
        else if (options.all) done(null, addresses);
        else done(null, addresses[0]!.address, addresses[0]!.family);
      });
    },
  };
}

/** True for a name or address of this machine. */
export function isLoopback(host: string): boolean {
  const bare = host.toLowerCase().replace(/^\[|\]$/g, '');
  return bare === 'localhost' || bare === '::1' || /^127(?:\.\d{1,3}){3}$/.test(bare);
}
