import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { plainText } from '../../core/shape.ts';
import type { GraphContext } from '../graph/resource.ts';
import type { Request, Response } from '../http.ts';
import { decodeToken, encodeToken } from '../opaque.ts';
import { guidOf } from '../random.ts';
import type { Entity } from '../store.ts';
import type { World } from '../world.ts';

const key = randomBytes(32);
/** Minutes that an address holds: assumption download-address. */
const life = 5 * 60_000;
const page = '/_layouts/15/download.aspx';

/** An address on SharePoint's host that gives the bytes to whoever has it, for a short time. */
export function downloadUrl({ tenant, world }: GraphContext, drive: Entity, item: Entity, bytes?: string): string {
  const id = plainText(item['id']);
  const token = encodeToken({
    tenant: tenant.id,
    drive: drive['id'],
    item: id,
    ...(bytes !== undefined && { bytes }),
    until: world.clock.now() + life,
  });
  const site = plainText(drive['site']).replace(/^https:\/\//, '');
  const query = new URLSearchParams({
    UniqueId: guidOf(`tag ${id}`),
    Translate: 'false',
    tempauth: `v1.${token}.${signature(token)}`,
    ApiVersion: '2.0',
  });
  return `https://${site}${page}?${query.toString()}`;
}

function signature(token: string): string {
  return createHmac('sha256', key).update(token).digest('base64url');
}

export function isDownload({ path }: Request): boolean {
  return path.endsWith(page);
}

/**
 * The bytes. A request that brings a token is refused with 401: the address is its own proof, and a client that sends
 * its token along gives it to a host that did not ask.
 */
export function download(world: World, request: Request): Response {
  const refused = (status: number, message: string): Response => ({ status, body: `${status} ${message}` });
  if (request.headers['authorization'] !== undefined)
    return refused(401, 'UNAUTHORIZED: the address carries its own authorization.');
  if (request.method !== 'GET' && request.method !== 'HEAD') return refused(405, 'METHOD NOT ALLOWED');
  const [, token = '', given = ''] = /^v1\.([\w-]+)\.([\w-]+)$/.exec(request.query.get('tempauth') ?? '') ?? [];
  const wanted = Buffer.from(signature(token));
  const found = Buffer.from(given);
  const claims = wanted.length === found.length && timingSafeEqual(wanted, found) ? decodeToken(token) : undefined;
  const tenant = claims && world.tenants.get(plainText(claims['tenant']));
  if (!claims || !tenant || tenant.prefix !== request.host.prefix || Number(claims['until']) < world.clock.now())
    return refused(401, 'UNAUTHORIZED: the address has expired.');
  const item = tenant.store.get(`driveItems/${plainText(claims['drive'])}`, plainText(claims['item']));
  if (!item) return refused(404, 'FILE NOT FOUND');
  const name = claims['bytes'] ?? item['bytes'];
  return ranged(request, tenant.content.bytes(plainText(name)), item);
}

/** One range as RFC 9110 has it; several are answered with the whole. */
function ranged(request: Request, bytes: Buffer, item: Entity): Response {
  const headers = {
    'content-type': 'application/octet-stream',
    'accept-ranges': 'bytes',
    etag: plainText(item['eTag']),
    'cache-control': 'private, max-age=0',
  };
  const asked = /^bytes=(\d*)-(\d*)$/.exec(request.headers['range'] ?? '');
  if (!asked || (asked[1] === '' && asked[2] === '')) return { status: 200, headers, body: bytes };
  const from = asked[1] === '' ? Math.max(0, bytes.length - Number(asked[2])) : Number(asked[1]);
  const to = asked[1] === '' || asked[2] === '' ? bytes.length - 1 : Math.min(Number(asked[2]), bytes.length - 1);
  if (from >= bytes.length || from > to)
    return { status: 416, headers: { 'content-range': `bytes */${bytes.length}` }, body: '' };
  return {
    status: 206,
    headers: { ...headers, 'content-range': `bytes ${from}-${to}/${bytes.length}` },
    body: bytes.subarray(from, to + 1),
  };
}
