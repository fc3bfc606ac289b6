import { WardlineError } from '../core/errors.ts';
import type { Invocation } from './command.ts';

/** Longest secret in characters. */
const longest = 8_192;

/** One line from standard input, or from the variable that `--env` names. Throws `usage` at a terminal, `bad-input` for less or more. */
export async function secretFrom({ options, env }: Invocation, wanted: string, command: string): Promise<string> {
  const variable = options['env'];
  let text = '';
  if (typeof variable === 'string') text = env[variable] ?? '';
  else {
    if (process.stdin.isTTY)
      throw new WardlineError(
        'usage',
        `Give ${wanted} on standard input: what is typed here would stay on the screen.`,
        `${command} < file, or --env VARIABLE`,
      );
    for await (const piece of process.stdin) {
      text += String(piece);
      if (text.length > longest) break;
    }
  }
  const secret = text.replace(/\r?\n$/, '');
  if (secret === '' || secret.length > longest || /[\u0000-\u001f\u007f]/.test(secret))
    throw new WardlineError('bad-input', `That is no secret of one line: wanted is ${wanted}.`);
  return secret;
}
