import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { WardlineError } from '../core/errors.ts';
import { isPlainObject } from '../core/shape.ts';
import { runCommand } from './jobs/run-command.ts';
import { RequestFault } from './problem-of.ts';
import type { Call } from './route.ts';
import type { Server } from './server.ts';

/** The working folder of commands about a tenant: a `wardline.yaml` that lies there is that tenant's. */
export function tenantFolder(server: Pick<Server, 'store'>, tenant: string): string {
  const folder = join(server.store.home, 'tenants', tenant);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/**
 * Runs a command that answers within seconds for the person who asks, and gives its JSON. What the command refuses, the
 * call refuses with the same words. `answers` are the exit codes with which it gives an answer.
 */
export async function ask(
  call: Pick<Call, 'server' | 'tenant' | 'caller' | 'signal'>,
  words: readonly string[],
  answers: readonly number[] = [0, 2, 3, 6],
): Promise<unknown> {
  const { server, tenant, caller, signal } = call;
  let last = '';
  const { exit, out } = await runCommand([...words, '--tenant', tenant, '-o', 'json', '--json-errors'], {
    env: { ...process.env, WARDLINE_HOME: server.store.home, WARDLINE_ACTING_FOR: caller.email },
    cwd: tenantFolder(server, tenant),
    signal,
    onLine: (line) => (last = line),
  });
  if (exit !== undefined && answers.includes(exit) && out.trim() !== '') return JSON.parse(out);
  throw refusal(last);
}

function refusal(line: string): Error {
  try {
    const parsed: unknown = JSON.parse(line);
    if (isPlainObject(parsed) && typeof parsed['message'] === 'string') {
      const hint = typeof parsed['hint'] === 'string' ? parsed['hint'] : undefined;
      return new WardlineError('conflict', parsed['message'], hint);
    }
  } catch {
    // It ended without words.
  }
  return new RequestFault('conflict', 'The command behind this call failed. The log has more.');
}
