import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { startJob } from '../../../api/jobs.ts';
import { approvePlan, cancelPlan, showPlan } from '../../../api/plans.ts';
import { useCall, useWrite } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { exactMoment } from '../../components/dates.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Card, Page } from '../../components/page.tsx';
import { Fault, Loaded } from '../../components/state.tsx';
import { useMay, useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { PlanChanges } from './plan-changes.tsx';
import { PlanNotes } from './plan-notes.tsx';
import type { PlanWhole } from './plan-whole.ts';

const text = words.plans;
type Question = 'approve' | 'apply' | 'advance' | 'undo' | 'cancel';

export function PlanPage() {
  const { id: tenant } = useTenant();
  const { plan: id } = useParams({ strict: false }) as { plan: string };
  const plan = useCall(showPlan, { path: { tenant, id } }, { every: 1_500 });
  return (
    <Page
      title={text.name(id)}
      provenance={plan.data && text.provenance(exactMoment(plan.data.takenAt), plan.data.changes)}
    >
      <Loaded of={plan} rows={10}>
        {(data) => <PlanBody plan={data} />}
      </Loaded>
    </Page>
  );
}

function PlanBody({ plan }: { plan: PlanWhole }) {
  const { id: tenant, name } = useTenant();
  const [question, asking] = useState<Question>();
  const approve = useWrite(approvePlan, ['plans']);
  const cancel = useWrite(cancelPlan, ['plans']);
  const job = useWrite(startJob, ['plans', 'assessments', 'findings', 'jobs']);
  const mayApprove = useMay('plans.approve');
  const mayApply = useMay('plans.apply');
  const mayMake = useMay('plans.make');
  const path = { tenant, id: plan.id };
  const last = plan.runs.find(({ kind }) => kind === 'apply' || kind === 'advance');
  const close = () => asking(undefined);
  const begin = (kind: string, parameters: Record<string, string>) =>
    job.mutate({ path: { tenant }, body: { kind, parameters } }, { onSuccess: close });
  const problem = approve.error ?? cancel.error ?? job.error;
  const actions: Record<Question, { title: string; body: string; go: string; act: () => void }> = {
    approve: {
      ...{ title: text.approveTitle(name), body: text.approveText, go: `${text.approve}: ${name}` },
      act: () => approve.mutate({ path, body: { document: plan.document } }, { onSuccess: close }),
    },
    apply: {
      ...{ title: text.applyTitle(name), body: text.applyText, go: text.apply(name) },
      act: () => begin('apply', { plan: plan.id }),
    },
    advance: {
      ...{ title: text.applyTitle(name), body: text.applyText, go: `${text.advance}: ${name}` },
      act: () => begin('advance', { plan: plan.id }),
    },
    undo: {
      ...{ title: text.undoTitle(name), body: text.undoText, go: `${text.undo}: ${name}` },
      act: () => last && begin('undo', { run: last.id }),
    },
    cancel: {
      ...{ title: text.cancel, body: text.approveText, go: `${text.cancel}: ${name}` },
      act: () => cancel.mutate({ path, body: { reason: 'Put aside in the console.' } }, { onSuccess: close }),
    },
  };
  const ask = (which: Question, label: string, primary = false) => (
    <Button look={primary ? 'primary' : 'plain'} onClick={() => asking(which)}>
      {label}
    </Button>
  );
  return (
    <>
      <section className="card pad" style={{ paddingTop: 14 }} aria-label={text.columns.state}>
        <div className="row">
          <Stepper plan={plan} />
          <span className="sp" />
          {plan.state === 'draft' && (
            <span className="c s">{text.approvals(plan.approvals.length, plan.approvalsNeeded)}</span>
          )}
          {plan.state === 'draft' && mayMake && ask('cancel', text.cancel)}
          {plan.state === 'draft' && mayApprove && ask('approve', text.approve, true)}
          {plan.state === 'approved' && mayApply && ask('apply', text.apply(name), true)}
          {(plan.state === 'applied' || plan.state === 'staged') && mayApply && last && ask('undo', text.undo)}
          {plan.state === 'staged' && mayApply && ask('advance', text.advance, true)}
        </div>
      </section>
      {problem && (
        <div className="card">
          <Fault problem={problem} />
        </div>
      )}
      <Card flush title={text.changes} caption={text.states[plan.state]}>
        <PlanChanges plan={plan} />
      </Card>
      <PlanNotes plan={plan} />
      {question && (
        <Dialog
          title={actions[question].title}
          open
          onClose={close}
          actions={
            <>
              <Button onClick={close}>{words.findings.decide.cancel}</Button>
              <Button
                look="primary"
                busy={approve.isPending || cancel.isPending || job.isPending}
                onClick={actions[question].act}
              >
                {actions[question].go}
              </Button>
            </>
          }
        >
          <p className="m">{actions[question].body}</p>
        </Dialog>
      )}
    </>
  );
}

/** Where the plan stands, who brought it there and when. */
function Stepper({ plan }: { plan: PlanWhole }) {
  const approved = plan.approvals.length >= plan.approvalsNeeded;
  const applied = ['applied', 'staged', 'undone'].includes(plan.state);
  const run = plan.runs.find(({ kind }) => kind === 'apply');
  const steps = [
    { title: text.steps.made, done: true, about: `${plan.createdBy}, ${exactMoment(plan.createdAt)}` },
    {
      title: text.steps.approved,
      done: approved,
      about: plan.approvals.map(({ by, at }) => `${by}, ${exactMoment(at)}`).join(' · '),
    },
    { title: text.steps.applied, done: applied, about: run ? `${run.startedBy}, ${exactMoment(run.startedAt)}` : '' },
    { title: text.steps.checked, done: applied, about: run?.endedAt ? exactMoment(run.endedAt) : '' },
  ];
  const now = steps.findIndex(({ done }) => !done);
  return (
    <ol className="stepper">
      {steps.map(({ title, done, about }, at) => (
        <li
          key={title}
          className={done ? 'done' : at === now ? 'now' : undefined}
          aria-current={at === now ? 'step' : undefined}
        >
          <span>
            {title}
            {about && (
              <span className="c s" style={{ display: 'block', fontWeight: 400 }}>
                {about}
              </span>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}
