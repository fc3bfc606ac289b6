import { isIP } from 'node:net';

/**
 * The address that a request came from. `X-Forwarded-For` is read only as far as own proxies wrote it, from the right:
 * what stands before that anybody can write.
 */
export function clientAddress(socket: string | undefined, forwarded: string | undefined, proxies: number): string {
  const chain = [...(forwarded ?? '').split(',').map((part) => part.trim()), socket ?? ''].filter(Boolean);
  const at = chain[Math.max(0, chain.length - 1 - proxies)] ?? '';
  const bare = at.replace(/^::ffff:(?=\d+\.)/, '');
  return isIP(bare) ? bare : 'unknown';
}
