import { existsSync } from 'node:fs';
import type { Command, Invocation, Option } from '../command.ts';
import { loginPath } from './login-file.ts';

const localOption: Option = {
  flags: '--local',
  summary: 'work on the store of this machine, although you are signed in to a server (WARDLINE_LOCAL=1)',
};

/**
 * A command that works on the store of this machine, and after `wardline login` on that of the server. `isHere` names
 * invocations that touch no store at all.
 */
export function remotable(command: Command, isHere: (invocation: Invocation) => boolean = () => false): Command {
  return {
    ...command,
    options: [...command.options, localOption],
    async run(invocation) {
      if (isLocal(invocation) || isHere(invocation)) return command.run(invocation);
      const { runRemotely } = await import('./run-remotely.ts');
      return runRemotely(command, invocation);
    },
  };
}

function isLocal(invocation: Invocation): boolean {
  return (
    invocation.options['local'] === true ||
    invocation.env['WARDLINE_LOCAL'] === '1' ||
    !existsSync(loginPath(invocation))
  );
}
