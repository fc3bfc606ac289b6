import { lstat, opendir, realpath, stat } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import type { Stats } from 'node:fs';
import type { Gap } from '../../core/document.ts';
import { WardlineError } from '../../core/errors.ts';
import type { ScanItem } from '../../engine/scan.ts';

/** A file of this machine. */
export interface LocalItem extends ScanItem {
  /** Where it is opened; `path` is how it is shown. */
  file: string;
  /** Position in the walk, from 0. */
  order: number;
  /** Milliseconds since 1970 of its last change. */
  changed: number;
  /** Why it is not opened at all. */
  problem?: Gap;
}

/** Counts of what a walk leaves alone on purpose. */
export interface WalkNotes {
  links: number;
  /** The scan's own state file, which changes while it is walked. */
  own?: string | undefined;
}

/**
 * Every file under the given paths, once each. Links within folders are not followed, so that no loop can form and
 * nothing outside is read; a link given by name is. What is no file (pipes, devices, sockets) is named and not opened:
 * reading it could wait for ever. Throws `not-found`.
 */
export async function* walk(paths: readonly string[], cwd: string, notes: WalkNotes): AsyncGenerator<LocalItem> {
  const seen = new Set<string>();
  for (const given of paths) {
    const from = resolve(cwd, given);
    const found = await stat(from).catch((error: NodeJS.ErrnoException) => error);
    if (found instanceof Error) {
      if (found.code === 'ENOENT')
        throw new WardlineError(
          'not-found',
          `There is no file or folder ${given}.`,
          'Give files and folders of this machine.',
        );
      yield item(from, given, 0, 0, noAccess(found));
      continue;
    }
    const real = await realpath(from);
    for await (const entry of found.isDirectory() ? folder(real, given, notes) : one(real, given, found)) {
      if (seen.has(entry.file) || entry.file === notes.own) continue;
      yield { ...entry, order: seen.size };
      seen.add(entry.file);
    }
  }
}

async function* folder(root: string, shown: string, notes: WalkNotes): AsyncGenerator<LocalItem> {
  const pending = [root];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const names: string[] = [];
    try {
      for await (const { name } of await opendir(path)) names.push(name);
    } catch (error) {
      yield item(path, join(shown, relative(root, path)), 0, 0, noAccess(error));
    }
    const folders: string[] = [];
    for (const name of names.sort()) {
      const file = join(path, name);
      const label = join(shown, relative(root, file));
      const found = await lstat(file).catch((error: NodeJS.ErrnoException) => error);
      if (found instanceof Error) yield item(file, label, 0, 0, noAccess(found));
      else if (found.isSymbolicLink()) notes.links++;
      else if (found.isDirectory()) folders.push(file);
      else yield* one(file, label, found);
    }
    pending.push(...folders.toReversed());
  }
}

async function* one(file: string, shown: string, found: Stats): AsyncGenerator<LocalItem> {
  if (found.isFile()) yield item(file, shown, found.size, found.mtimeMs);
  else
    yield item(file, shown, 0, 0, {
      place: '',
      reason: 'unsupported',
      detail: 'It is a pipe, socket or device and no file.',
    });
}

function item(file: string, path: string, bytes: number, changed: number, problem?: Gap): LocalItem {
  return { path: path === '' ? basename(file) : path, file, order: 0, bytes, changed, ...(problem && { problem }) };
}

/** A fault of the file system in words that hold no path. */
export function noAccess(error: unknown): Gap {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
  const words = code === 'EACCES' || code === 'EPERM' ? 'This user may not read it' : 'It cannot be opened';
  return { place: '', reason: 'no-access', detail: `${words} (${code}).` };
}
