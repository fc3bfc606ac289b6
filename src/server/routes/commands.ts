import * as contract from '../../api/commands.ts';
import { type RemoteCommand, remoteCommand } from '../../api/remote-commands.ts';
import { may } from '../auth/permitted.ts';
import { runRemote } from '../remote-run.ts';
import { RequestFault } from '../problem-of.ts';
import { type Call, implement } from '../route.ts';

type Asked = Call<typeof contract.askCommand> | Call<typeof contract.runCommandLine>;

export const commandRoutes = [
  implement(contract.askCommand, async (call) => carriedOut(call, commandOf(call, false))),
  implement(contract.runCommandLine, async (call) => carriedOut(call, commandOf(call, true))),
];

/** The command that is asked for, when there is one of this kind and the caller may have it carried out. */
function commandOf({ body, caller, tenant, about }: Asked, writes: boolean): RemoteCommand {
  const command = remoteCommand(body.words);
  const looks = body.options.some(({ name }) => name === 'what-if');
  // Only to look is never a write, whatever the command does without it.
  if (!command || (writes ? command.writes !== true || looks : command.writes === true && !looks))
    throw new RequestFault('bad-request', 'There is no such command that the server carries out for others.');
  about(command.command.replaceAll(' ', '-'));
  if ((body.arguments ?? []).length > (command.takes ?? 0))
    throw new RequestFault('bad-request', 'The command does not take so many arguments.');
  const needed = [...command.needs, ...body.options.flatMap(({ name }) => command.optionNeeds?.[name] ?? [])];
  const missing = needed.filter((permission) => !may(caller.grants, permission, tenant));
  if (missing.length > 0) throw new RequestFault('not-permitted', `This needs: ${missing.join(', ')}.`);
  const foreign = body.options.filter(({ name }) => !command.options.includes(name));
  if (foreign.length > 0)
    throw new RequestFault('bad-request', `From afar it takes no --${foreign.map(({ name }) => name).join(', --')}.`);
  return command;
}

async function carriedOut(call: Asked, command: RemoteCommand): Promise<contract.CommandRan> {
  const { body } = call;
  // These three do on their own, without --what-if, what a job does.
  if (mustOnlyLook.has(command.command) && !body.options.some(({ name }) => name === 'what-if'))
    throw new RequestFault('bad-request', 'What changes a tenant is a job: begin one.');
  return runRemote(call, body);
}

const mustOnlyLook: ReadonlySet<string> = new Set(['apply', 'undo', 'plan advance']);
