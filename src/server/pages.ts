import { readFileSync, readdirSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

interface Kept {
  type: string;
  plain: Uint8Array<ArrayBuffer>;
  packed: Uint8Array<ArrayBuffer> | undefined;
  /** Named by its content, so it never changes. */
  lasting: boolean;
}

/**
 * The console as it was built, from memory: what is not in the folder's list is not there, so no path leads out of it.
 * Every address that is no file is a page of the console.
 */
export function consolePages(folder: string | undefined): (request: Request) => Response {
  const files = folder === undefined ? new Map<string, Kept>() : read(folder);
  const start = files.get('/index.html');
  return (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'Only GET.');
    const { pathname } = new URL(request.url);
    // Ids in pages' addresses have dots too: `/t/…/findings/entra.mfa-for-all-users`.
    const isPage = !/^\/(?:assets\/.*|[^/]*\.[^/]*)$/.test(pathname);
    const file = files.get(pathname) ?? (isPage ? start : undefined);
    if (!file)
      return start
        ? plain(404, 'There is nothing here.')
        : plain(503, 'The console was not built. Run: npm run build:web');
    const packed = file.packed && (request.headers.get('accept-encoding') ?? '').includes('gzip');
    return new Response(request.method === 'HEAD' ? null : packed ? file.packed : file.plain, {
      headers: {
        'content-type': file.type,
        'cache-control': file.lasting ? 'public, max-age=31536000, immutable' : 'no-cache',
        vary: 'accept-encoding',
        ...(packed && { 'content-encoding': 'gzip' }),
      },
    });
  };
}

function plain(status: number, words: string): Response {
  return new Response(`${words}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } });
}

function read(folder: string): Map<string, Kept> {
  const files = new Map<string, Kept>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const type = types[extname(entry.name)] ?? 'application/octet-stream';
    const bytes = new Uint8Array(readFileSync(path));
    const packed = /^(?:text|application|image\/svg)/.test(type) ? new Uint8Array(gzipSync(bytes)) : undefined;
    const address = `/${relative(folder, path).split(sep).join('/')}`;
    files.set(address, { type, plain: bytes, packed, lasting: address.startsWith('/assets/') });
  }
  return files;
}
