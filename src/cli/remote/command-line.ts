import type { CommandLine } from '../../api/commands.ts';
import type { RemoteCommand } from '../../api/remote-commands.ts';
import { WardlineError } from '../../core/errors.ts';
import type { Command, Invocation } from '../command.ts';

/** Options that mean something here alone, or are said in another way. */
const ours: ReadonlySet<string> = new Set(['home', 'tenant', 'local', 'yes']);

interface Given {
  name: string;
  value?: string;
}

/** The options of an invocation as they were typed, without dashes. */
export function givenOptions(command: Pick<Command, 'options'>, { options }: Pick<Invocation, 'options'>): Given[] {
  return command.options.flatMap(({ flags, default: usual }): Given[] => {
    const name = /--([a-z][a-z-]*)/.exec(flags)![1]!;
    const isNegated = name.startsWith('no-');
    const value = options[camel(isNegated ? name.slice(3) : name)];
    if (isNegated) return value === false ? [{ name }] : [];
    if (value === true) return [{ name }];
    return typeof value === 'string' && value !== usual ? [{ name, value }] : [];
  });
}

/**
 * An invocation as the server takes it. Throws `usage` for an option that names something of this machine: the server
 * must not be made to believe that it has it.
 */
export function commandLineOf(
  command: Command,
  invocation: Pick<Invocation, 'arguments' | 'options' | 'form'>,
  { options: taken }: Pick<RemoteCommand, 'options'>,
): CommandLine {
  const options = givenOptions(command, invocation).filter(({ name }) => !ours.has(name));
  refuseOthers(options, taken);
  const { format = 'table', terminal = { width: 80, color: false } } = invocation.form ?? {};
  return {
    words: [...command.path],
    // What may be given several times comes as a list.
    arguments: [...invocation.arguments].flat(),
    options,
    ...{ output: format, terminal },
  };
}

/** Throws `usage` when one of the options is not among those that are taken from afar. */
export function refuseOthers(options: readonly Given[], taken: readonly string[]): void {
  const foreign = options.filter(({ name }) => !taken.includes(name)).map(({ name }) => `--${name}`);
  if (foreign.length > 0)
    throw new WardlineError(
      'usage',
      `You are signed in to a server, and ${foreign.join(', ')} is about the machine that does the work.`,
      'Leave it out, run it on the server itself, or work on the store of this machine with --local.',
    );
}

/** `sign-ins-days` as commander names it: `signInsDays`. */
function camel(name: string): string {
  return name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
