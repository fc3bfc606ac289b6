import { randomUUID } from 'node:crypto';
import { accessSync, chmodSync, constants, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processMark } from '../../src/store/embedded/process.ts';
import { type Store, openStore } from '../../src/store/open.ts';
import { withSystem } from '../../src/store/scope.ts';
import { addTenant } from '../../src/store/tenants.ts';

export const at = '2026-11-20T08:00:00.000Z';

const folders: string[] = [];
process.on('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/**
 * Memory where there is enough of it, else the usual place: a kill loses nothing that only a power cut would, and
 * making PostgreSQL's folder waits for the disk most of the time.
 */
function testRoot(): string {
  try {
    accessSync('/dev/shm', constants.W_OK);
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize > 4 * 1024 ** 3 ? '/dev/shm' : tmpdir();
  } catch {
    return tmpdir();
  }
}

/** What test runs left behind that were killed; it may lie in memory. */
function clearKilled(root: string): void {
  for (const name of readdirSync(root)) {
    const pid = Number(/^wardline-store-(\d+)-/.exec(name)?.[1]);
    if (pid > 0 && processMark(pid) === undefined) rmSync(join(root, name), { recursive: true, force: true });
  }
}

/** A new empty folder that goes with the test run. The database's user may pass through, as in a home that Wardline made. */
export function testFolder(mode = 0o711): string {
  const root = testRoot();
  if (folders.length === 0) clearKilled(root);
  const folder = mkdtempSync(join(root, `wardline-store-${process.pid}-`));
  chmodSync(folder, mode);
  folders.push(folder);
  return folder;
}

let shared: string | undefined;

/**
 * A store on real PostgreSQL. All suites share one data folder, so that it is initialized once; each closes its store,
 * and the last one's closing stops the server.
 */
export function openTestStore(): Promise<Store> {
  shared ??= testFolder();
  return openStore({ home: shared });
}

/** A tenant of its own for one test: what other tests write is out of its sight. */
export async function newTenant(store: Store): Promise<string> {
  const id = randomUUID();
  await withSystem(store, (scope) =>
    addTenant(scope, { id, name: 'Larkmeadow Family Clinic', color: '#1f6f78', cloud: 'commercial', at }),
  );
  return id;
}
