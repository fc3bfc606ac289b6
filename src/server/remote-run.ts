import type { CommandLine, CommandRan } from '../api/commands.ts';
import { isPlainObject } from '../core/shape.ts';
import { tenantFolder } from './ask.ts';
import { runCommand } from './jobs/run-command.ts';
import { RequestFault } from './problem-of.ts';
import type { Call } from './route.ts';

/** Commands for people elsewhere that run at once in one server, and for one of them: each is a process of its own. */
const most = { all: 4, account: 2 };
const running = new Map<string, number>();
/** Bytes of a command line: an operating system takes no more in one variable. */
const longest = 100_000;

/**
 * Carries out a command line that was checked for somebody who sits elsewhere, in a process of its own, and gives what it
 * printed. The tenant is the one of the call, whatever the words say.
 */
export async function runRemote(
  { server, tenant, caller, signal }: Pick<Call, 'server' | 'tenant' | 'caller' | 'signal'>,
  { words, arguments: given = [], options = [], output, terminal }: CommandLine,
): Promise<CommandRan> {
  const typed = [
    ...words,
    // The value stands in the word of its option: it can never become an option of its own.
    ...options.map(({ name, value }) => (value === undefined ? `--${name}` : `--${name}=${value}`)),
    ...[`--tenant=${tenant}`, `--output=${output}`, '--json-errors', '--'],
    ...given,
  ];
  const text = JSON.stringify(typed);
  if (Buffer.byteLength(text) > longest) throw new RequestFault('too-large');
  const mine = running.get(caller.account) ?? 0;
  const all = [...running.values()].reduce((sum, count) => sum + count, 0);
  if (mine >= most.account || all >= most.all) throw new RequestFault('busy', 'Ask again in a moment.', 2);
  running.set(caller.account, mine + 1);
  try {
    const lines: string[] = [];
    const { exit, out } = await runCommand([], {
      env: {
        ...process.env,
        WARDLINE_HOME: server.store.home,
        WARDLINE_ACTING_FOR: caller.email,
        WARDLINE_WORDS: text,
        ...(terminal && { WARDLINE_TERMINAL: `${terminal.width}${terminal.color ? ' color' : ''}` }),
      },
      cwd: tenantFolder(server, tenant),
      signal,
      onLine: (line) => void (lines.length < 10_000 && lines.push(line)),
    });
    const fault = faultIn(lines.at(-1));
    if (fault) lines.pop();
    if (exit === undefined) throw new RequestFault('conflict', 'The command was ended before it was done.');
    return { exit, out, lines, ...(fault && exit !== 0 && { fault }) };
  } finally {
    const left = running.get(caller.account)! - 1;
    if (left > 0) running.set(caller.account, left);
    else running.delete(caller.account);
  }
}

/** The last line of a command that has no result says why, as JSON. */
function faultIn(line: string | undefined): CommandRan['fault'] {
  try {
    const parsed: unknown = JSON.parse(line ?? '');
    if (!isPlainObject(parsed) || typeof parsed['code'] !== 'string' || typeof parsed['message'] !== 'string')
      return undefined;
    const { code, message, hint } = parsed;
    return { code, message, ...(typeof hint === 'string' && { hint }) };
  } catch {
    return undefined;
  }
}
