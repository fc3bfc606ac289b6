import { askCommand } from '../../api/commands.ts';
import { oneLine } from '../../connectors/wardline/refusal.ts';
import { WardlineError } from '../../core/errors.ts';
import { isPlainObject } from '../../core/shape.ts';
import type { Command, CommandResult, Invocation } from '../command.ts';
import { collectResult } from '../commands/collect.ts';
import { approve } from '../live.ts';
import { runResult } from '../plans.ts';
import { RemoteFault } from './remote-fault.ts';
import type { RemoteSession } from './session.ts';

/** A command that the server carries out as a job. */
export interface JobCommand {
  kind: string;
  /** Options that it takes from afar, without dashes. */
  options: readonly string[];
  parameters(invocation: Invocation): Record<string, unknown>;
  /** What comes before it: a person approves what will be changed. */
  before?(
    command: Command,
    invocation: Invocation,
    session: RemoteSession,
    tenant: { id: string; name: string },
  ): Promise<void>;
  /** The command's own result out of the JSON that it printed there; absent where that is not kept. */
  result?(data: unknown): Promise<CommandResult> | CommandResult | undefined;
}

/** Commands that take minutes, by the words that are typed. */
export const jobCommands: Readonly<Record<string, JobCommand>> = {
  collect: {
    kind: 'collect',
    options: [],
    parameters: () => ({}),
    result: (data) =>
      isPlainObject(data) && isRows(data['sections'])
        ? collectResult(data as unknown as Parameters<typeof collectResult>[0])
        : undefined,
  },
  apply: {
    kind: 'apply',
    options: ['plan-id', 'reason'],
    parameters: ({ options }) => ({ plan: options['planId'], ...text('reason', options['reason']) }),
    before: (command, invocation, session, tenant) =>
      approveThere(command, invocation, session, tenant, ['plan-id'], 'This applies the plan'),
    result: resultOfRun,
  },
  undo: {
    kind: 'undo',
    options: ['reason', 'even-partly'],
    parameters: ({ arguments: [run], options }) => ({
      run,
      ...text('reason', options['reason']),
      ...(options['evenPartly'] === true && { evenPartly: true }),
    }),
    before: (command, invocation, session, tenant) =>
      approveThere(command, invocation, session, tenant, ['even-partly'], 'This takes the run back'),
    result: resultOfRun,
  },
  'plan advance': {
    kind: 'advance',
    options: ['reason', 'accept', 'time-zone'],
    parameters: ({ arguments: [plan], options }) => ({
      ...text('plan', plan),
      ...text('reason', options['reason']),
      ...text('accept', options['accept']),
      ...text('timeZone', options['timeZone']),
    }),
    before: (command, invocation, session, tenant) =>
      approveThere(command, invocation, session, tenant, ['accept', 'time-zone'], 'This moves the plan on'),
    result: resultOfRun,
  },
  scan: {
    kind: 'scan',
    options: ['labels', 'teams'],
    async before(_command, { options }) {
      // As it does without a server: a scan of everything is asked for by name.
      if (options['tenant'] === undefined)
        throw new WardlineError('usage', 'Say what to scan.', 'Give files and folders of this machine, or --tenant.');
    },
    parameters: ({ options }) => ({ labels: options['labels'] === true, teams: options['teams'] === true }),
  },
  'audit pull': {
    kind: 'audit-pull',
    options: [],
    parameters: () => ({}),
    result: (data) => {
      const feeds = isPlainObject(data) && isRows(data['feeds']) ? data['feeds'] : undefined;
      const cell = (title: string, key: string) => ({
        title,
        value: (row: Record<string, unknown>) => textOf(row[key]),
      });
      return feeds
        ? {
            ...{ data, rows: feeds },
            columns: [cell('Feed', 'feed'), cell('State', 'state'), cell('New', 'kept'), cell('Repeated', 'repeated')],
          }
        : undefined;
    },
  },
};

/** A value of a table as it may stand there, whatever the server sent. */
function textOf(value: unknown): string {
  return typeof value === 'number' ? String(value) : oneLine(value);
}

/** True for a list of records, which is what the printers take. */
function isRows(value: unknown): value is Record<string, unknown>[] {
  return Array.isArray(value) && value.every(isPlainObject);
}

function text(name: string, value: unknown): Record<string, string> {
  return typeof value === 'string' ? { [name]: value } : {};
}

function resultOfRun(data: unknown): CommandResult | undefined {
  if (!isPlainObject(data) || !isRows(data['changes'])) return undefined;
  const result = data as unknown as Parameters<typeof runResult>[1];
  return { ...runResult(textOf(data['run']), result, undefined), data };
}

/** Shows what the job would do, as `--what-if` does, and has it approved by the tenant's name. Throws `not-permitted`. */
async function approveThere(
  command: Command,
  invocation: Invocation,
  { server }: RemoteSession,
  tenant: { id: string; name: string },
  looks: readonly string[],
  what: string,
): Promise<void> {
  const { options, arguments: given, tell } = invocation;
  if (options['yes'] === true) return;
  const { fault, exit, lines } = await server.call(askCommand, {
    path: { tenant: tenant.id },
    body: {
      words: [...command.path],
      arguments: [...given],
      options: [
        { name: 'what-if' },
        ...looks.flatMap((name) => {
          const value = options[name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())];
          return value === true ? [{ name }] : typeof value === 'string' ? [{ name, value }] : [];
        }),
      ],
      output: 'json',
    },
  });
  if (fault) throw new RemoteFault(fault, exit);
  for (const line of lines.map(oneLine)) if (line !== 'Nothing was done.') tell(line);
  await approve(invocation, tenant, what);
}
