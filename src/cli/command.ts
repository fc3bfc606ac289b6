/** The forms that a result can be printed in. `table` is for people, the rest for files and programs. */
export const formats = [
  'table',
  'json',
  'jsonl',
  'csv',
  'md',
  'html',
  'junit',
  'sarif',
  'oscal',
  'manifest',
  'script',
] as const;
export type Format = (typeof formats)[number];

export interface Column<R> {
  title: string;
  value(row: R): string | number;
}

/** What a command gives back. It never prints: `output.ts` turns this into the wanted form. */
export interface CommandResult<R = unknown> {
  /** The whole, for `json`. */
  data: unknown;
  /** The parts, for `jsonl`, `csv`, `md` and `table`. */
  rows: readonly R[];
  columns: readonly Column<R>[];
  /** Text for people in place of a plain table. */
  text?(terminal: Terminal): string;
  /** Other forms, made when asked for. */
  render?: Partial<Record<Format, () => string | Promise<string>>>;
  /** Exit code when all went well; 0 when absent. */
  exit?: number;
  /** Lines for standard error, unless `--quiet`. */
  messages?: readonly string[];
}

export interface Terminal {
  /** Characters a line. */
  width: number;
  color: boolean;
}

export interface Argument {
  name: string;
  summary: string;
  optional?: boolean;
}

export interface Option {
  /** As commander takes it: `--fail-on <severity>`. */
  flags: string;
  summary: string;
  choices?: readonly string[];
  /** Values for the shell's completion that are not a closed set. */
  default?: string;
}

export interface Invocation {
  arguments: readonly string[];
  options: Readonly<Record<string, string | boolean | undefined>>;
  /** How the result will be printed; a command that asks a server passes it on. Table at 80 characters when absent. */
  form?: { format: Format; terminal: Terminal };
  /** Working folder that paths are relative to. */
  cwd: string;
  /** Product version. */
  version: string;
  env: Readonly<Record<string, string | undefined>>;
  /** Tells a person how far the work is, on standard error; nothing with `--quiet`. */
  tell(line: string): void;
  /** Writes a line of the result at once, for a command that goes on until it is interrupted. */
  emit?(line: string): void;
  /** Asks the person at the terminal and gives the answer; absent when nobody sits there. */
  ask?(question: string): Promise<string>;
}

export interface Command {
  /** `['controls', 'list']`. */
  path: readonly string[];
  summary: string;
  /** Shown under `--help`: examples and what a newcomer asks. */
  details?: string;
  arguments: readonly Argument[];
  options: readonly Option[];
  formats: readonly Format[];
  /** The form when the output is piped; `json` when absent. */
  piped?: Format;
  run(invocation: Invocation): Promise<CommandResult>;
}

export function defineCommand<R>(
  command: Omit<Command, 'run'> & { run(invocation: Invocation): Promise<CommandResult<R>> },
): Command {
  return command;
}
