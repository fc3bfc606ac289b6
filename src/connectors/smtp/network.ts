import { Resolver } from 'node:dns/promises';
import { BlockList, isIPv6 } from 'node:net';
import type { MailAddress } from './session.ts';

/** A TLSA record of DANE (RFC 6698). */
export interface Tlsa {
  usage: number;
  selector: number;
  match: number;
  data: Buffer;
}

/** What a probe asks of the network. Every question gives an empty list when the name has no such record. */
export interface MailNetwork {
  mx(domain: string): Promise<{ exchange: string; priority: number }[]>;
  txt(name: string): Promise<string[]>;
  tlsa(name: string): Promise<Tlsa[]>;
  /** Where the host answers SMTP. Addresses that are not public are left out. */
  addresses(host: string): Promise<MailAddress[]>;
}

/** The name has no such record; anything else is a broken query, which says nothing. */
const nothing = new Set(['ENOTFOUND', 'ENODATA']);

/** Public DNS by the machine's own name servers (or those given, `192.0.2.1:53`), and port 25. */
export function systemNetwork({
  servers,
  timeOut = 5_000,
}: { servers?: readonly string[]; timeOut?: number } = {}): MailNetwork {
  const resolver = new Resolver({ timeout: timeOut, tries: 2 });
  if (servers) resolver.setServers(servers);
  const ask = async <T>(question: Promise<T[]>): Promise<T[]> => {
    try {
      return await question;
    } catch (error) {
      if (error instanceof Error && 'code' in error && nothing.has(String(error.code))) return [];
      throw error;
    }
  };
  return {
    mx: async (domain) =>
      (await ask(resolver.resolveMx(domain))).map(({ exchange, priority }) => ({ exchange, priority })),
    txt: async (name) => (await ask(resolver.resolveTxt(name))).map((pieces) => pieces.join('')),
    tlsa: async (name) =>
      (await ask(resolver.resolveTlsa(name))).map(({ certUsage, selector, match, data }) => ({
        usage: certUsage,
        selector,
        match,
        data: Buffer.from(data),
      })),
    async addresses(host) {
      const [v4, v6] = await Promise.all([ask(resolver.resolve4(host)), ask(resolver.resolve6(host))]);
      return [...v4, ...v6].filter(isPublic).map((ip) => ({ ip, port: 25 }));
    },
  };
}

/** One list for each family: in a common one the IPv6 form of IPv4 addresses would stand for all of them. */
const four = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['224.0.0.0', 3],
] as const)
  four.addSubnet(net, bits, 'ipv4');
const six = new BlockList();
for (const [net, bits] of [
  ['::', 127],
  ['::ffff:0:0', 96],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  six.addSubnet(net, bits, 'ipv6');

/** A partner's DNS must not be able to point the probe at this network. */
export function isPublic(ip: string): boolean {
  return isIPv6(ip) ? !six.check(ip, 'ipv6') : !four.check(ip, 'ipv4');
}
