import { resolve } from 'node:path';
import { type TracedRequests, traceToFile } from '../connectors/http/trace.ts';
import { WardlineError } from '../core/errors.ts';
import type { Command, Invocation, Option } from './command.ts';

const traceOption: Option = {
  flags: '--trace-http <file>',
  summary: 'append one line of JSON per request to a file: method, url, body, no secrets (WARDLINE_TRACE_HTTP)',
};
const variable = 'WARDLINE_TRACE_HTTP';

/** A command that takes a tenant also takes `--trace-http`; any other is given back as it is. */
export function traceable(command: Command): Command {
  if (!command.options.some(({ flags }) => flags.startsWith('--tenant '))) return command;
  return {
    ...command,
    options: [...command.options, traceOption],
    run: (invocation) => command.run(traced(invocation)),
  };
}

/** The option travels in the environment, so that whoever connects to the tenant finds it without being handed it. */
function traced(invocation: Invocation): Invocation {
  const given = invocation.options['traceHttp'] ?? invocation.env[variable];
  if (typeof given !== 'string' || given === '') return invocation;
  return { ...invocation, env: { ...invocation.env, [variable]: resolve(invocation.cwd, given) } };
}

/**
 * Where requests are to be traced, if anywhere. The file is opened before anything is sent, so that one that cannot be
 * written stops the command at once. Throws `cannot-write`; so does `close` when a line was lost.
 */
export function traceOf(env: Invocation['env']): TracedRequests | undefined {
  const path = env[variable];
  if (!path) return undefined;
  const writing = <T>(act: () => T): T => {
    try {
      return act();
    } catch {
      throw new WardlineError(
        'cannot-write',
        `The trace ${path} could not be written.`,
        'Give --trace-http a file in a folder that you may write to, on a disk with room.',
      );
    }
  };
  const { trace, close } = writing(() => traceToFile(path));
  return { trace, close: () => writing(close) };
}
