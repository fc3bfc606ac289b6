import { isPlainObject, plainText } from '../../core/shape.ts';
import { jsonOrNothing } from '../http/call.ts';
import type { Transport } from '../http/transport.ts';
import type { TxtResolver } from '../resource.ts';

/** Answers in JSON, whose form its operator documents: Status (RFC 1035), and Answer with type and data. */
const host = 'cloudflare-dns.com';
const txt = 16;

/**
 * DNS by HTTPS over the given transport, for a tenant whose hosts are mapped elsewhere: its names exist in the
 * simulator alone, and a rehearsal must not ask the real DNS. Throws as `node:dns` does: ENOTFOUND, ENODATA, ESERVFAIL.
 */
export function httpsResolver(transport: Transport, signal?: AbortSignal): TxtResolver {
  return {
    async resolveTxt(name) {
      const response = await transport.send({
        // DNS goes with Exchange, whose domains are asked for.
        service: 'exchange',
        call: 'GET TXT records',
        method: 'GET',
        url: `https://${host}/dns-query?name=${encodeURIComponent(name)}&type=TXT`,
        hosts: { hosts: [host] },
        headers: { accept: 'application/dns-json' },
        limits: [],
        signal,
      });
      const answer = response.status === 200 ? jsonOrNothing(response.body) : undefined;
      if (!isPlainObject(answer)) throw failed('ESERVFAIL');
      if (answer['Status'] === 3) throw failed('ENOTFOUND');
      if (answer['Status'] !== 0) throw failed('ESERVFAIL');
      const records = answer['Answer'] ?? [];
      // What cannot be understood says nothing of the name.
      if (!Array.isArray(records) || !records.every(isPlainObject)) throw failed('ESERVFAIL');
      const texts = records.filter(({ type }) => type === txt).map(({ data }) => piecesOf(plainText(data)));
      if (texts.length === 0) throw failed('ENODATA');
      return texts;
    },
  };
}

/** `"v=spf1 " "-all"` → its pieces; a text without quotation marks is one piece. */
function piecesOf(data: string): string[] {
  const quoted = [...data.matchAll(/"((?:[^"\\]|\\.)*)"/gs)].map(([, piece = '']) => piece.replace(/\\(.)/gs, '$1'));
  return quoted.length > 0 ? quoted : [data];
}

function failed(code: string): Error {
  return Object.assign(new Error('The DNS query failed.'), { code });
}
