import { askCommand, runCommandLine } from '../../api/commands.ts';
import { remoteCommand } from '../../api/remote-commands.ts';
import { oneLine } from '../../connectors/wardline/refusal.ts';
import { WardlineError } from '../../core/errors.ts';
import type { Command, CommandResult, Invocation } from '../command.ts';
import { commandLineOf } from './command-line.ts';
import { directCommands } from './direct-commands.ts';
import { jobCommands } from './job-commands.ts';
import { named } from './named-plan.ts';
import { RemoteFault } from './remote-fault.ts';
import { runAsJob } from './run-as-job.ts';
import { chosenRemoteTenant, withSession } from './session.ts';
import { terminalText } from './terminal-text.ts';

/**
 * Carries out a command at the server where somebody signed in: what is long as a job, all else as one call. Throws
 * `usage` for a command that only the machine itself can carry out, so that none ever works on an empty store here.
 */
export async function runRemotely(command: Command, given: Invocation): Promise<CommandResult> {
  const name = command.path.join(' ');
  const direct = directCommands[name];
  if (direct) return withSession(given, (session) => direct(session, given));
  const job = jobCommands[name];
  if (job && given.options['whatIf'] !== true) return runAsJob(command, given, job);
  const known = remoteCommand(command.path);
  if (!known)
    throw new WardlineError(
      'usage',
      `wardline ${name} works only on the machine that keeps the store, and you are signed in to a server.`,
      'Run it on the server itself, or with --local for the store of this machine.',
    );
  const invocation = named(command, given);
  const line = commandLineOf(command, invocation, known);
  return withSession(invocation, async ({ server, shown }) => {
    const { id: tenant } = chosenRemoteTenant(shown, invocation.options['tenant']);
    const writes = known.writes === true && invocation.options['whatIf'] !== true;
    const { exit, out, lines, fault } = await server.call(writes ? runCommandLine : askCommand, {
      path: { tenant },
      body: line,
    });
    const said = lines.map(oneLine);
    if (fault || (exit !== 0 && out === '' && ![2, 3, 6].includes(exit))) {
      for (const words of said) invocation.tell(words);
      throw new RemoteFault(fault ?? { code: 'internal', message: said.at(-1) ?? '' }, exit);
    }
    const { format = 'table', terminal } = invocation.form ?? {};
    const text = terminalText(out, format, terminal?.color === true);
    return { data: null, rows: [], columns: [], render: { [format]: () => text }, exit, messages: said };
  });
}
