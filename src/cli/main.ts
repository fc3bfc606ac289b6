import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { CommanderError, Option as CommanderOption, Command as Program } from 'commander';
import { WardlineError, errorTable } from '../core/errors.ts';
import { type Command, type Format, type Terminal, formats } from './command.ts';
import { offlineCommands } from './commands/offline.ts';
import { formatResult, plain, wrap, writeWhole } from './output.ts';

/** What the command line touches of its surroundings; tests give their own. */
export interface Surroundings {
  stdout: { write(text: string): unknown; isTTY?: boolean; columns?: number };
  stderr: { write(text: string): unknown };
  env: Readonly<Record<string, string | undefined>>;
  cwd: string;
  /** Asks the person at the terminal; absent when nobody sits there. */
  ask?: (question: string) => Promise<string>;
}

const version: string = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version;

/** Runs one command line and gives its exit code. The only catch-all of the command line. */
export async function main(argv: readonly string[], given: Partial<Surroundings> = {}): Promise<number> {
  const io: Surroundings = {
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd: process.cwd(),
    ...(process.stdin.isTTY && process.stderr.isTTY && !given.stderr && { ask: askAtTerminal }),
    ...given,
  };
  const jsonErrors = argv.includes('--json-errors');
  let exit = 0;
  const program = programFor(await commandsFor(argv), io, (code) => (exit = code));
  try {
    if (argv.length === 0) {
      io.stdout.write(program.helpInformation());
      return 0;
    }
    await program.parseAsync([...argv], { from: 'user' });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    return report(error, io, jsonErrors);
  }
}

function report(error: unknown, io: Surroundings, jsonErrors: boolean): number {
  const fault = faultOf(error);
  if (jsonErrors)
    io.stderr.write(`${JSON.stringify({ code: fault.code, message: fault.message, hint: fault.hint })}\n`);
  else io.stderr.write(`${fault.message}\n${fault.hint ? `${fault.hint}\n` : ''}`);
  if (fault.code === 'internal' && io.env['WARDLINE_DEBUG'] && error instanceof Error)
    io.stderr.write(`${error.stack}\n`);
  return fault.exit;
}

/** An error as the command line shows it. */
type Fault = Pick<WardlineError, 'message' | 'hint' | 'exit'> & { code: string };

function faultOf(error: unknown): Fault {
  if (isFault(error)) return { code: error.code, message: error.message, hint: error.hint, exit: error.exit };
  if (error instanceof CommanderError)
    return new WardlineError(
      'usage',
      error.message.replace(/^error: /, '').replace(/\n\(/, ' ('),
      'Run the command with --help.',
    );
  if (error instanceof Error && error.name === 'AbortError')
    return new WardlineError('interrupted', errorTable.interrupted.meaning, 'Run the command again.');
  // The text of an unforeseen error may quote what was being read, so it is not shown.
  return new WardlineError(
    'internal',
    errorTable.internal.meaning,
    'Set WARDLINE_DEBUG=1 to see the details and report them without tenant data.',
  );
}

/**
 * Errors of every layer (core, connectors, store) are known by their form: a code, an exit code and a hint. What has
 * this form holds no tenant data by contract. Errors of Node and of libraries have no exit code of their own.
 */
function isFault(error: unknown): error is Error & Fault {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    'exit' in error &&
    Number.isInteger(error.exit) &&
    Number(error.exit) > 0 &&
    'hint' in error &&
    (error.hint === undefined || typeof error.hint === 'string')
  );
}

/** What this command line can reach. The database and the connectors load only for commands that need a tenant. */
async function commandsFor(argv: readonly string[]): Promise<readonly Command[]> {
  const isOffline = offlineCommands.some(({ path }) => path.every((word, at) => argv[at] === word));
  return isOffline ? offlineCommands : (await import('./commands/index.ts')).commands;
}

function programFor(commands: readonly Command[], io: Surroundings, setExit: (code: number) => void): Program {
  const program = new Program('wardline');
  program
    .description("Keeps a healthcare organization's Microsoft 365 fit for patient information under HIPAA.")
    .version(version, '--version', 'print the version')
    .enablePositionalOptions()
    .showSuggestionAfterError(true)
    .configureOutput({ writeOut: (text) => io.stdout.write(text), writeErr: () => {} })
    .exitOverride();
  program.helpCommand(false);
  const groups = new Map<string, Program>();
  for (const command of commands) addCommand(program, groups, command, commands, io, setExit);
  return program;
}

function addCommand(
  program: Program,
  groups: Map<string, Program>,
  command: Command,
  commands: readonly Command[],
  io: Surroundings,
  setExit: (code: number) => void,
): void {
  const verb = new Program(command.path.at(-1));
  // A command that is also a group (`plan`, `plan list`) leaves the options after the verb to the verb.
  groups.set(command.path.join(' '), verb.enablePositionalOptions());
  verb
    .description(command.summary)
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.stdout.write(text), writeErr: () => {} });
  for (const argument of command.arguments)
    verb.argument(argument.optional ? `[${argument.name}]` : `<${argument.name}>`, argument.summary);
  for (const option of command.options) {
    const made = new CommanderOption(option.flags, option.summary);
    if (option.choices) made.choices(option.choices);
    if (option.default !== undefined) made.default(option.default);
    verb.addOption(made);
  }
  verb.addOption(
    new CommanderOption('-o, --output <form>', 'form of the result (table on a terminal, json when piped)').choices(
      command.formats.length > 0 ? command.formats : formats,
    ),
  );
  verb.addOption(new CommanderOption('--out <file>', 'write the result to a file, whole or not at all'));
  verb.addOption(new CommanderOption('--quiet', 'no messages beside the result'));
  verb.addOption(new CommanderOption('--no-color', 'no colors (also with NO_COLOR)'));
  verb.addOption(new CommanderOption('--json-errors', 'errors as one line of JSON'));
  if (command.details) verb.addHelpText('after', `\n${command.details}`);
  verb.action(async (...given: unknown[]) => {
    const options = verb.opts<Record<string, string | boolean | undefined>>();
    const values = given.slice(0, command.arguments.length).filter((value) => value !== undefined) as string[];
    setExit(await runCommand(command, values, options, io));
  });
  parentOf(program, groups, command, commands).addCommand(verb);
}

/** What a noun can be asked: its only verb's summary, or the verbs by name. */
function verbsOf(nouns: readonly string[], commands: readonly Command[]): string {
  const own = commands.filter(({ path }) => path.length > nouns.length && nouns.every((noun, at) => path[at] === noun));
  const verb = ({ path }: Command) => path.slice(nouns.length).join(' ');
  return own.length === 1 ? `${verb(own[0]!)}: ${own[0]!.summary}` : own.map(verb).join(', ');
}

function parentOf(
  program: Program,
  groups: Map<string, Program>,
  command: Pick<Command, 'path'>,
  commands: readonly Command[],
): Program {
  const nouns = command.path.slice(0, -1);
  if (nouns.length === 0) return program;
  const name = nouns.join(' ');
  const known = groups.get(name);
  if (known) return known;
  const group = new Program(nouns.at(-1));
  group
    .description(verbsOf(nouns, commands))
    .exitOverride()
    .configureOutput({ writeOut: (text) => io(text), writeErr: () => {} });
  groups.set(name, group);
  parentOf(program, groups, { path: nouns }, commands).addCommand(group);
  return group;

  function io(text: string): void {
    program.configureOutput().writeOut?.(text);
  }
}

async function runCommand(
  command: Command,
  values: readonly string[],
  options: Record<string, string | boolean | undefined>,
  io: Surroundings,
): Promise<number> {
  const out = options['out'];
  const format = (options['output'] ??
    formatOfFile(out, command) ??
    (io.stdout.isTTY && !out ? 'table' : (command.piped ?? 'json'))) as Format;
  const chosen = command.formats.includes(format) ? format : command.formats[0]!;
  const terminal = terminalOf(io, options);
  const result = await command.run({
    arguments: values,
    options,
    form: { format: chosen, terminal },
    cwd: io.cwd,
    version,
    env: io.env,
    tell: (line) => void (options['quiet'] || io.stderr.write(`${plain(line)}\n`)),
    emit: (line) => void io.stdout.write(`${plain(line)}\n`),
    ...(io.ask && { ask: io.ask }),
  });
  const text = await formatResult(result, chosen, terminal);
  if (typeof out === 'string') writeWhole(resolve(io.cwd, out), text);
  else io.stdout.write(text);
  if (!options['quiet']) {
    for (const message of result.messages ?? []) io.stderr.write(`${wrap(plain(message), 80).join('\n')}\n`);
    if (typeof out === 'string') io.stderr.write(`Written: ${out}\n`);
  }
  return result.exit ?? 0;
}

async function askAtTerminal(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}

/** `--out report.html` asks for HTML without a second word. */
function formatOfFile(out: unknown, command: Command): Format | undefined {
  if (typeof out !== 'string') return undefined;
  const ending = out.split('.').at(-1)!.toLowerCase();
  const format = ({ xml: 'junit', txt: 'table', ps1: 'script' } as Record<string, string>)[ending] ?? ending;
  return command.formats.find((known) => known === format);
}

function terminalOf(io: Surroundings, options: Record<string, unknown>): Terminal {
  // Carried out by a server for somebody elsewhere: it is their terminal that counts.
  const [, theirs, colored] = /^(\d{2,3})( color)?$/.exec(io.env['WARDLINE_TERMINAL'] ?? '') ?? [];
  if (theirs !== undefined) return { width: Number(theirs), color: colored !== undefined };
  const width = Math.min(Math.max(io.stdout.columns ?? 80, 60), 120);
  const color =
    Boolean(io.stdout.isTTY) && !io.env['NO_COLOR'] && options['color'] !== false && io.env['TERM'] !== 'dumb';
  return { width, color };
}
