import { now } from '../../../core/clock.ts';
import { WardlineError } from '../../../core/errors.ts';
import { cancelJob, getJob } from '../../../store/jobs.ts';
import { withTenant } from '../../../store/scope.ts';
import { defineCommand } from '../../command.ts';
import { chosenTenant, homeOption, tenantOption, whatIfOption, withStore } from '../../live.ts';

export const jobsCancelCommand = defineCommand({
  path: ['jobs', 'cancel'],
  summary: 'end a job after the step that it is at; begun again it goes on',
  arguments: [{ name: 'id', summary: 'the id of the job; see wardline jobs list' }],
  options: [tenantOption, whatIfOption, homeOption],
  formats: ['table', 'json'],
  run: (invocation) =>
    withStore(invocation, async (store) => {
      const id = invocation.arguments[0]!;
      const tenant = await chosenTenant(store, invocation.options['tenant']);
      const isTrial = invocation.options['whatIf'] === true;
      const asked = await withTenant(store, tenant.id, async (scope) => {
        const job = await getJob(scope, id).catch(() => undefined);
        if (!job) throw new WardlineError('not-found', 'There is no such job.', 'See: wardline jobs list');
        const isOpen = job.state === 'waiting' || job.state === 'running';
        return isTrial ? isOpen : cancelJob(scope, id, now());
      });
      if (!asked) throw new WardlineError('conflict', 'The job has ended already.', 'See: wardline jobs list');
      return {
        ...{ data: { job: id, asked: !isTrial }, rows: [], columns: [] },
        text: () =>
          isTrial ? 'The job would be asked to end. Nothing was done.' : 'The job ends after the step that it is at.',
      };
    }),
});
