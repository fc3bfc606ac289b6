import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { now } from '../core/clock.ts';
import { WardlineError } from '../core/errors.ts';
import { isPlainObject } from '../core/shape.ts';
import type { TenantSeed } from '../simulator/tenant.ts';
import type { Store } from '../store/open.ts';
import { withSystem } from '../store/scope.ts';
import { type Tenant, addTenant, listTenants } from '../store/tenants.ts';
import { simulatorAnswers } from './simulator-clock.ts';

const program = fileURLToPath(new URL('../../bin/wardline.js', import.meta.url));
/** Milliseconds that a simulator takes at most to start. */
const patience = 30_000;

/** People of it who live: enough for a log that somebody wants to read, little enough for a laptop. */
const peopleInBackground = 12;

/** Where a simulator in the background keeps its description, the certificate that it trusts, and what it says. */
export interface SimulatorFiles {
  folder: string;
  description: string;
  certificate: string;
  log: string;
}

export function simulatorFiles(home: string, seed: string): SimulatorFiles {
  const folder = join(home, 'simulators', seed);
  const [description, certificate, log] = ['simulator.json', 'certificate.pem', 'simulator.log'].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  return { folder, description, certificate, log };
}

/**
 * Starts a simulator in the background unless that of the seed runs; `withPast` with two months behind it, else with a
 * week. Throws `internal` when it does not come up.
 */
export async function startInBackground(files: SimulatorFiles, seed: string, withPast = false): Promise<void> {
  if (await simulatorAnswers(files.description)) return;
  mkdirSync(files.folder, { recursive: true, mode: 0o700 });
  for (const stale of [files.description, files.certificate]) rmSync(stale, { force: true });
  const log = openSync(files.log, 'w', 0o600);
  const child = spawn(
    process.execPath,
    [
      ...[program, 'simulator', '--tenant', seed],
      ...(withPast ? ['--past'] : ['--live', String(peopleInBackground)]),
      ...['--file', files.description, '--trust', files.certificate],
    ],
    { detached: true, stdio: ['ignore', log, log], cwd: files.folder },
  );
  closeSync(log);
  child.unref();
  for (let waited = 0; waited < patience; waited += 100) {
    if (existsSync(files.description) && (await simulatorAnswers(files.description))) return;
    await pause(100);
  }
  throw new WardlineError('internal', 'The simulator did not start.', `What it said is in ${files.log}`);
}

/** Ends the simulator that the file describes; false when none runs. */
export async function stopInBackground(files: SimulatorFiles): Promise<boolean> {
  if (!(await simulatorAnswers(files.description))) return false;
  const document: unknown = JSON.parse(readFileSync(files.description, 'utf8'));
  const pid = isPlainObject(document) ? document['pid'] : undefined;
  if (typeof pid !== 'number') return false;
  process.kill(pid, 'SIGTERM');
  for (let waited = 0; waited < patience && existsSync(files.description); waited += 50) await pause(50);
  return true;
}

/** The tenant of a seed; added when it is not known yet. */
export async function simulatedTenant(store: Store, seed: TenantSeed): Promise<Tenant> {
  const id = seed.id.toLowerCase();
  return withSystem(store, async (scope) => {
    const known = (await listTenants(scope)).find((tenant) => tenant.id === id);
    const { name, domain, cloud = 'commercial' } = seed;
    return known ?? addTenant(scope, { id, name, domain, cloud, color: '#1f6f78', at: now() });
  });
}

/** Tries until it works: the simulator looks for a new certificate ten times a second. */
export async function untilTrusted<T>(act: () => Promise<T>): Promise<T> {
  for (let waited = 0; ; waited += 200) {
    try {
      return await act();
    } catch (error) {
      if (waited >= 10_000) throw error;
      await pause(200);
    }
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, milliseconds));
}
