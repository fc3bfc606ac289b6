import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { showPlan } from '../../../api/plans.ts';
import type { Rehearsal } from '../../../core/rehearsal.ts';
import { useCall } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { moment } from '../../components/dates.ts';
import { Icon } from '../../components/icon.tsx';
import { Card, Page } from '../../components/page.tsx';
import { Loaded } from '../../components/state.tsx';
import { useMay, useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { PlanBeside } from './plan-beside.tsx';
import { PlanChanges } from './plan-changes.tsx';
import { PlanJob, isOpen, usePlanJob } from './plan-job.tsx';
import { PlanNotes } from './plan-notes.tsx';
import { PlanProgress } from './plan-progress.tsx';
import { PlanQuestion, type Question } from './plan-question.tsx';
import { PlanStepper } from './plan-stepper.tsx';
import type { PlanWhole } from './plan-whole.ts';
import { RehearsalCard } from './rehearsal-card.tsx';

const text = words.plans;
/** How often an open plan is read, in milliseconds: somebody else may approve or apply it. */
const every = 1_500;

export function PlanPage() {
  const { id: tenant } = useTenant();
  const { plan: id } = useParams({ strict: false }) as { plan: string };
  const plan = useCall(showPlan, { path: { tenant, id } }, { every });
  const [question, ask] = useState<Question>();
  const { data } = plan;
  return (
    <Page
      within={{ title: text.title, to: `/t/${tenant}/plans` }}
      title={data ? text.name(data) : text.nameless}
      provenance={data && text.provenance(moment(data.takenAt), id.slice(0, 8))}
      actions={data && <Actions plan={data} ask={ask} />}
    >
      <Loaded of={plan} rows={10}>
        {(shown) => <PlanBody plan={shown} />}
      </Loaded>
      {data && question && <PlanQuestion plan={data} about={question} onClose={() => ask(undefined)} />}
    </Page>
  );
}

function Actions({ plan, ask }: { plan: PlanWhole; ask: (question: Question) => void }) {
  const { name } = useTenant();
  const mayApprove = useMay('plans.approve');
  const mayApply = useMay('plans.apply');
  const mayMake = useMay('plans.make');
  const last = plan.runs.find(({ kind }) => kind === 'apply' || kind === 'advance');
  const { state } = plan;
  // What is being written is neither written again nor put aside.
  const busy = isOpen(usePlanJob(plan));
  return (
    <>
      <Button onClick={() => print()}>
        <Icon name="print" />
        {words.common.print}
      </Button>
      {(state === 'draft' || state === 'approved') && mayMake && (
        <Button disabled={busy} onClick={() => ask('cancel')}>
          {text.cancel}
        </Button>
      )}
      {state === 'draft' && mayApprove && (
        <Button look="primary" onClick={() => ask('approve')}>
          {text.approve}
        </Button>
      )}
      {state === 'approved' && mayApply && (
        <Button look="primary" disabled={busy} onClick={() => ask('apply')}>
          {text.apply(name)}
        </Button>
      )}
      {(state === 'applied' || state === 'staged') && mayApply && last && (
        <Button disabled={busy} onClick={() => ask('undo')}>
          <Icon name="undo" />
          {text.undo}
        </Button>
      )}
      {state === 'staged' && mayApply && (
        <Button look="primary" disabled={busy} onClick={() => ask('advance')}>
          {text.advance}
        </Button>
      )}
    </>
  );
}

function PlanBody({ plan }: { plan: PlanWhole }) {
  const { name } = useTenant();
  return (
    <>
      <section className="card" aria-label={text.columns.state}>
        <PlanStepper plan={plan} />
      </section>
      <PlanJob plan={plan} />
      <div className="wide">
        <div>
          <Card flush title={text.changesTo(plan.changes, name)} caption={text.states[plan.state]}>
            <PlanProgress plan={plan} />
            <PlanChanges plan={plan} />
          </Card>
        </div>
        <div>
          <PlanBeside plan={plan} />
        </div>
      </div>
      {plan.rehearsal !== undefined && <RehearsalCard rehearsal={plan.rehearsal as Rehearsal} />}
      <PlanNotes plan={plan} />
    </>
  );
}
