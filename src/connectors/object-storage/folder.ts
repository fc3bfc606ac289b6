import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, link, mkdir, open, readFile, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { ObjectStore } from '../../core/object-store.ts';
import { storeFault } from './fault.ts';

/** A folder, such as a mounted share: a copy against loss. It locks nothing, and says so. */
export function folderStore(folder: string): ObjectStore {
  const pathOf = (key: string) => join(folder, ...key.split('/'));
  const cannotHold = () => Promise.reject(storeFault('legal hold of a file', { name: 'NotSupported', status: 400 }));
  return {
    name: `folder ${folder}`,
    locks: false,
    async put(key, bytes) {
      const path = pathOf(key);
      const draft = `${path}.${randomUUID()}.draft`;
      try {
        await access(folder, constants.W_OK);
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        const file = await open(draft, 'wx', 0o600);
        try {
          await file.writeFile(bytes);
          await file.sync();
        } finally {
          await file.close();
        }
        await link(draft, path);
        return 'stored';
      } catch (error) {
        if (codeOf(error) === 'EEXIST') return 'there';
        throw storeFault('copy into the folder', { code: codeOf(error) });
      } finally {
        await rm(draft, { force: true });
      }
    },
    async get(key) {
      try {
        return await readFile(pathOf(key));
      } catch (error) {
        return absent(error);
      }
    },
    async head(key) {
      try {
        const { size } = await stat(pathOf(key));
        return { size, lock: { strength: 'none', legalHold: false } };
      } catch (error) {
        return absent(error);
      }
    },
    async *list(prefix) {
      await access(folder).catch((error: unknown) => {
        throw storeFault('list of the folder', { code: codeOf(error) });
      });
      const names = await readdir(folder, { recursive: true, withFileTypes: true });
      const keys = names
        .filter((entry) => entry.isFile() && !entry.name.endsWith('.draft'))
        .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
        .filter((key) => key.startsWith(prefix))
        .sort();
      for (const key of keys) yield { key, size: (await stat(pathOf(key))).size };
    },
    hold: cannotHold,
    close() {},
  };
}

function absent(error: unknown): undefined {
  if (codeOf(error) === 'ENOENT') return undefined;
  throw storeFault('read of the folder', { code: codeOf(error) });
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? '';
}
