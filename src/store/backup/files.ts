import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { StoreError, codeOf } from '../errors.ts';

/** What of a data folder a backup leaves out: the database itself (its rows are copied), keys, and what is of a moment. */
const leftOut = [
  /^postgres(?:\.at)?(?:\/|$)/,
  // The key and what it opens never lie in one place.
  /^master\.key/,
  /^recovery-kit/,
  /^backups(?:\/|$)/,
  /^simulators(?:\/|$)/,
  /^restore-unfinished$/,
  /^replaced-/,
  /^blobs\/drafts(?:\/|$)/,
  /\.(?:lock|partial|tmp)$/,
];

/** Files of the data folder below `under`, as paths with `/`, in order. Links are not followed. */
export async function* filesOf(home: string, under = ''): AsyncGenerator<string> {
  const entries = await readdir(join(home, under), { withFileTypes: true }).catch((error: unknown) => {
    // Removed while the backup runs.
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  });
  for (const entry of entries.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
    const path = under ? `${under}/${entry.name}` : entry.name;
    if (leftOut.some((pattern) => pattern.test(path))) continue;
    if (entry.isDirectory()) yield* filesOf(home, path);
    else if (entry.isFile()) yield path;
  }
}

/** The bytes of a file in pieces; `undefined` at the end means that it is gone since it was listed. */
export async function* bytesOf(
  home: string,
  path: string,
): AsyncGenerator<Buffer, { size: number; hash: string } | undefined> {
  const hash = createHash('sha256');
  let size = 0;
  try {
    for await (const piece of createReadStream(join(home, path), { highWaterMark: 1024 * 1024 })) {
      const bytes = piece as Buffer;
      hash.update(bytes);
      size += bytes.length;
      yield bytes;
    }
  } catch (error) {
    if (codeOf(error) === 'ENOENT' && size === 0) return undefined;
    throw error;
  }
  return { size, hash: hash.digest('hex') };
}

/** A file of a backup in its place below `home`. Throws `integrity` for a path that leads out of it. */
export async function placed(home: string, path: string): Promise<FileHandle> {
  const parts = path.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..' || part.includes(sep) || part.includes('\0')))
    throw new StoreError('integrity', 'The backup holds a file that lies outside of its folder.', undefined);
  if (leftOut.some((pattern) => pattern.test(path)))
    throw new StoreError('integrity', 'The backup holds a file that no backup holds.', undefined);
  const file = join(home, ...parts);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  return open(file, 'wx', 0o600);
}
