import { appendFileSync, existsSync, mkdirSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { now } from '../../core/clock.ts';
import { WardlineError } from '../../core/errors.ts';
import type { Invocation } from '../command.ts';
import { homeOf } from './hash-key.ts';

/**
 * Asks a person at a terminal whether values shall be shown, and records that they were: who, when and which paths
 * (45 CFR 164.312(b)). Throws `not-permitted` where nobody sits there or the result would go to a file or program.
 */
export async function allowReveal(invocation: Invocation, paths: readonly string[]): Promise<void> {
  const { ask, options } = invocation;
  const elsewhere = options['out'] !== undefined || (options['output'] !== undefined && options['output'] !== 'table');
  if (!ask || elsewhere || !process.stdout.isTTY)
    throw new WardlineError(
      'not-permitted',
      '--reveal shows values to a person at a terminal and to nobody else.',
      'Run it at a terminal, as a table, without --out and without a pipe.',
    );
  const answer = await ask(
    'Values of patients will be shown on this screen, and that is recorded. Type yes to go on: ',
  );
  if (answer.trim().toLowerCase() !== 'yes')
    throw new WardlineError('not-permitted', 'Nothing was shown.', 'Run the scan without --reveal.');
  const home = await homeOf(invocation);
  if (!existsSync(home)) mkdirSync(home, { recursive: true, mode: 0o700 });
  const line = { at: now(), user: userInfo().username, action: 'scan --reveal', paths };
  appendFileSync(join(home, 'reveals.jsonl'), `${JSON.stringify(line)}\n`, { mode: 0o600 });
}
