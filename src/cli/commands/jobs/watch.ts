import { defineCommand } from '../../command.ts';
import { homeOption, tenantOption } from '../../live.ts';
import { resultOfJob } from '../../remote/run-as-job.ts';
import { chosenRemoteTenant, withSession } from '../../remote/session.ts';

export const jobsWatchCommand = defineCommand({
  path: ['jobs', 'watch'],
  summary: 'show the log of a job of the server, and what it says until it ends',
  details: 'Ctrl-C leaves the job running. Exit code: that of the job.',
  arguments: [{ name: 'id', summary: 'the id of the job; see wardline jobs list' }],
  options: [tenantOption, homeOption],
  formats: ['table', 'json'],
  run: (invocation) =>
    withSession(invocation, (session) => {
      const { id: tenant } = chosenRemoteTenant(session.shown, invocation.options['tenant']);
      return resultOfJob(session, { tenant, id: invocation.arguments[0]! }, invocation);
    }),
});
