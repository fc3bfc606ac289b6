import { type JobShown, jobResult, startJob } from '../../api/jobs.ts';
import { WardlineError } from '../../core/errors.ts';
import { interruption } from '../audit/interruption.ts';
import type { Command, CommandResult, Invocation } from '../command.ts';
import { givenOptions, refuseOthers } from './command-line.ts';
import { followJob } from './follow-job.ts';
import type { JobCommand } from './job-commands.ts';
import { named } from './named-plan.ts';
import { RemoteFault } from './remote-fault.ts';
import { type RemoteSession, chosenRemoteTenant, withSession } from './session.ts';

/** Carries out a command as a job of the server: its log is told as it comes, and its result is that of the command. */
export async function runAsJob(command: Command, given: Invocation, job: JobCommand): Promise<CommandResult> {
  const invocation = named(command, given);
  refuseOthers(givenOptions(command, invocation), [...job.options, 'home', 'tenant', 'local', 'yes']);
  return withSession(invocation, async (session) => {
    const tenant = chosenRemoteTenant(session.shown, invocation.options['tenant']);
    await job.before?.(command, invocation, session, tenant);
    const { server } = session;
    const { id, title } = await server.call(startJob, {
      path: { tenant: tenant.id },
      body: { kind: job.kind, parameters: job.parameters(invocation) },
    });
    return resultOfJob(session, { tenant: tenant.id, id, title }, invocation, job.result);
  });
}

/** Follows a job to its end and gives what it brought. */
export async function resultOfJob(
  { server }: RemoteSession,
  { title = 'Following', ...at }: { tenant: string; id: string; title?: string },
  { tell }: Pick<Invocation, 'tell'>,
  shown?: JobCommand['result'],
): Promise<CommandResult> {
  const lines: string[] = [];
  const stop = interruption();
  let ended: JobShown;
  try {
    tell(`${title}: job ${at.id} at ${server.origin}. Ctrl-C leaves it running there.`);
    ended = await followJob(server, at, (line) => (lines.push(line), tell(line)), stop.signal);
  } finally {
    stop.end();
  }
  if (ended.state === 'canceled')
    throw new WardlineError('interrupted', 'The job was canceled.', 'Begin it again, and it goes on.');
  if (ended.state === 'failed')
    throw new RemoteFault(
      {
        code: 'job-failed',
        message: `The job ended without a result: ${lines.slice(-2).join(' ') || 'it said nothing.'}`,
        hint: `Its log: wardline jobs watch ${at.id}`,
      },
      ended.exit ?? 1,
    );
  const { result } = await server.call(jobResult, { path: at });
  const made = result === undefined ? undefined : await shown?.(result);
  const exit = ended.exit ?? (ended.state === 'partly' ? 6 : 0);
  // Its log told already what the command has to say beside its result.
  if (made) return { ...made, exit: ended.state === 'partly' ? 6 : exit, messages: [] };
  const { id, kind, state, endedAt } = ended;
  return {
    data: { job: id, kind, state, endedAt, exit },
    rows: [ended],
    columns: [
      { title: 'Job', value: () => id },
      { title: 'What', value: () => ended.title },
      { title: 'State', value: () => state },
      { title: 'Ended', value: () => endedAt ?? '' },
    ],
    exit: ended.state === 'partly' ? 6 : exit,
  };
}
