import { useNavigate } from '@tanstack/react-router';
import { type JobShown, listJobs } from '../../../api/jobs.ts';
import { makePlan } from '../../../api/plans.ts';
import { useCall, useWrite } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { exactMoment } from '../../components/dates.ts';
import { Card } from '../../components/page.tsx';
import { Fault } from '../../components/state.tsx';
import { JobLine } from '../../shell/jobs-tray.tsx';
import { useMay, useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import type { PlanWhole } from './plan-whole.ts';

const text = words.plans;
/** How often the work on a plan is asked for, in milliseconds. */
const every = 1_500;

/** The newest work on a plan. */
export function usePlanJob(plan: PlanWhole): JobShown | undefined {
  const { id: tenant } = useTenant();
  const mayLook = useMay('jobs.read');
  const jobs = useCall(listJobs, { path: { tenant }, query: { limit: 50 } }, { enabled: mayLook, every });
  const runs = new Set(plan.runs.map(({ id }) => id));
  return jobs.data?.items.find(
    ({ parameters }) => parameters['plan'] === plan.id || runs.has(String(parameters['run'])),
  );
}

export function isOpen(job: JobShown | undefined): boolean {
  return job?.state === 'waiting' || job?.state === 'running';
}

/** The work on this plan: how far it is, or why it stopped. A plan that no longer fits the tenant is made anew. */
export function PlanJob({ plan }: { plan: PlanWhole }) {
  const { id: tenant } = useTenant();
  const mayMake = useMay('plans.make');
  const navigate = useNavigate();
  const make = useWrite(makePlan, ['plans']);
  const job = usePlanJob(plan);
  if (job && isOpen(job))
    return (
      <Card title={text.live}>
        <JobLine job={job} />
      </Card>
    );
  if (job?.state !== 'failed' || !job.endedAt || job.endedAt < plan.stateSince) return undefined;
  const controls = [...new Set(plan.changeList.flatMap((change) => change.controls))];
  return (
    <div className="card stopped" role="alert">
      <p className="b o-fail">{text.stopped(exactMoment(job.endedAt))}</p>
      <p className="wrap">{job.now}</p>
      {make.error && <Fault problem={make.error} />}
      {mayMake && (plan.state === 'approved' || plan.state === 'draft') && (
        <Button
          busy={make.isPending}
          onClick={() =>
            make.mutate(
              { path: { tenant }, body: { controls } },
              { onSuccess: ({ id }) => void navigate({ to: `/t/${tenant}/plans/${id}` as '/' }) },
            )
          }
        >
          {text.makeAnew}
        </Button>
      )}
    </div>
  );
}
