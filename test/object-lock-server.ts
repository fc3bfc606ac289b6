import { createHash } from 'node:crypto';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Kept {
  bytes: Buffer;
  mode: string | undefined;
  until: string | undefined;
  held: boolean;
}

export interface ObjectLockServer {
  port: number;
  objects: Map<string, Kept>;
  /** Of the next requests, so many are answered with 503. */
  failing: number;
  /** Does what an attacker with the keys would: gives the status of the answer. */
  attack(method: 'DELETE' | 'PUT', path: string): Promise<number>;
  close(): Promise<void>;
}

/**
 * A store that enforces object lock, in the language of S3 and of Azure Blob: an object under a lock or hold is neither
 * removed nor written over, whoever asks. Paths are `/bucket/key`. It checks no signature.
 */
export async function startObjectLockServer(
  given: { now?: () => string; ignoresLocks?: boolean } = {},
): Promise<ObjectLockServer> {
  const now = given.now ?? (() => new Date().toISOString());
  const objects = new Map<string, Kept>();
  const bench = { objects, failing: 0 } as ObjectLockServer;

  const isLocked = ({ until, held }: Kept) => held || (until !== undefined && until > now());
  const handle = (request: IncomingMessage, body: Buffer, response: ServerResponse): void => {
    const url = new URL(request.url!, 'http://store');
    const path = decodeURIComponent(url.pathname);
    const { headers, method } = request;
    const isAzure = headers['x-ms-version'] !== undefined;
    const say = (status: number, code = '', more: Record<string, string> = {}) => {
      const text = status < 300 || method === 'HEAD' ? '' : `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`;
      response.writeHead(status, {
        'content-type': 'application/xml',
        ...(code && { 'x-ms-error-code': code }),
        ...more,
      });
      response.end(text);
    };
    if (bench.failing > 0) {
      bench.failing -= 1;
      say(503, 'ServerBusy');
      return;
    }
    const kept = objects.get(path);
    const param = (name: string) => url.searchParams.get(name);
    if (method === 'GET' && (param('list-type') === '2' || param('comp') === 'list')) {
      const root = path.endsWith('/') ? path : `${path}/`;
      const found = [...objects]
        .filter(([key]) => key.startsWith(`${root}${param('prefix') ?? ''}`))
        .sort(([a], [b]) => (a < b ? -1 : 1));
      const rows = found.map(([key, { bytes }]) => {
        const name = key.slice(root.length);
        return isAzure
          ? `<Blob><Name>${name}</Name><Properties><Content-Length>${bytes.length}</Content-Length></Properties></Blob>`
          : `<Contents><Key>${name}</Key><Size>${bytes.length}</Size></Contents>`;
      });
      response.writeHead(200, { 'content-type': 'application/xml' });
      response.end(
        isAzure
          ? `<?xml version="1.0"?><EnumerationResults ServiceEndpoint="x" ContainerName="y"><Blobs>${rows.join('')}</Blobs><NextMarker/></EnumerationResults>`
          : `<?xml version="1.0"?><ListBucketResult><IsTruncated>false</IsTruncated>${rows.join('')}</ListBucketResult>`,
      );
      return;
    }
    if (method === 'PUT' && (url.searchParams.has('legal-hold') || param('comp') === 'legalhold')) {
      if (!kept) return say(404, 'NoSuchKey');
      kept.held = body.toString().includes('>ON<') || headers['x-ms-legal-hold'] === 'true';
      return say(200, '', { 'x-ms-legal-hold': String(kept.held) });
    }
    if (method === 'PUT') {
      if (kept && headers['if-none-match'] === '*') return say(isAzure ? 409 : 412, 'BlobAlreadyExists');
      if (kept && isLocked(kept)) return say(isAzure ? 409 : 403, 'BlobImmutableDueToPolicy');
      const sum = headers['x-amz-checksum-sha256'];
      if (sum !== undefined && sum !== createHash('sha256').update(body).digest('base64')) return say(400, 'BadDigest');
      const until = headers['x-amz-object-lock-retain-until-date'] ?? headers['x-ms-immutability-policy-until-date'];
      const mode = headers['x-amz-object-lock-mode'] ?? headers['x-ms-immutability-policy-mode'];
      objects.set(path, {
        bytes: body,
        mode: given.ignoresLocks ? undefined : mode?.toString(),
        until: given.ignoresLocks || until === undefined ? undefined : new Date(until.toString()).toISOString(),
        held: false,
      });
      return say(isAzure ? 201 : 200, '', { etag: '"1"', 'last-modified': new Date().toUTCString() });
    }
    if (!kept) return say(404, isAzure ? 'BlobNotFound' : 'NoSuchKey');
    if (method === 'DELETE') {
      if (isLocked(kept)) return say(isAzure ? 409 : 403, isAzure ? 'BlobImmutableDueToPolicy' : 'AccessDenied');
      objects.delete(path);
      return say(204);
    }
    const { until, mode, held, bytes } = kept;
    const asDate = until === undefined ? '' : new Date(until).toUTCString();
    response.writeHead(200, {
      'content-length': bytes.length,
      'last-modified': new Date().toUTCString(),
      etag: '"1"',
      ...(isAzure
        ? {
            'x-ms-blob-type': 'BlockBlob',
            'x-ms-legal-hold': String(held),
            ...(until && { 'x-ms-immutability-policy-until-date': asDate, 'x-ms-immutability-policy-mode': mode! }),
          }
        : {
            'x-amz-object-lock-legal-hold': held ? 'ON' : 'OFF',
            ...(until && { 'x-amz-object-lock-retain-until-date': until, 'x-amz-object-lock-mode': mode! }),
          }),
    });
    response.end(method === 'HEAD' ? undefined : bytes);
  };

  const server = http.createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => handle(request, Buffer.concat(pieces), response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  bench.port = (server.address() as AddressInfo).port;
  bench.attack = async (method, path) => {
    const body = method === 'PUT' ? { body: 'other' } : {};
    const { status } = await fetch(`http://127.0.0.1:${bench.port}${path}`, { method, ...body });
    return status;
  };
  bench.close = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return bench;
}
