import { type FormEvent, useState } from 'react';
import { startJob } from '../../../api/jobs.ts';
import { approvePlan, cancelPlan } from '../../../api/plans.ts';
import { useWrite } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Fault } from '../../components/state.tsx';
import { useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import type { PlanWhole } from './plan-whole.ts';

const text = words.plans;
export type Question = 'approve' | 'apply' | 'advance' | 'undo' | 'cancel';

/** Asks before a plan goes a step on. The tenant's name stands in the question and on the button. */
export function PlanQuestion({ plan, about, onClose }: { plan: PlanWhole; about: Question; onClose: () => void }) {
  const { id: tenant, name } = useTenant();
  const [note, setNote] = useState('');
  const approve = useWrite(approvePlan, ['plans', 'due']);
  const cancel = useWrite(cancelPlan, ['plans', 'assessments', 'due']);
  const job = useWrite(startJob, ['plans', 'assessments', 'findings', 'jobs', 'due']);
  const path = { tenant, id: plan.id };
  const last = plan.runs.find(({ kind }) => kind === 'apply' || kind === 'advance');
  const done = { onSuccess: onClose };
  const begin = (kind: string, parameters: Record<string, string>) =>
    job.mutate({ path: { tenant }, body: { kind, parameters } }, done);
  const risky = plan.changeList.filter(({ lockoutRisk }) => lockoutRisk).length;
  const counted = text.counted(plan.changeList.length, risky);
  const questions: Record<Question, { title: string; body: string; go: string; act: () => void }> = {
    approve: {
      ...{ title: text.approveTitle(name), body: `${counted} ${text.approveText}`, go: `${text.approve}: ${name}` },
      act: () => approve.mutate({ path, body: { document: plan.document, note: note.trim() } }, done),
    },
    apply: {
      ...{ title: text.applyTitle(name), body: `${counted} ${text.applyText}`, go: text.apply(name) },
      act: () => begin('apply', { plan: plan.id }),
    },
    advance: {
      ...{ title: text.advanceTitle(name), body: text.applyText, go: `${text.advance}: ${name}` },
      act: () => begin('advance', { plan: plan.id }),
    },
    undo: {
      ...{ title: text.undoTitle(name), body: text.undoText, go: `${text.undo}: ${name}` },
      act: () => last && begin('undo', { run: last.id }),
    },
    cancel: {
      ...{ title: text.cancelTitle, body: text.cancelText, go: `${text.cancel}: ${name}` },
      act: () => cancel.mutate({ path, body: { reason: note.trim() } }, done),
    },
  };
  const { title, body, go, act } = questions[about];
  const problem = approve.error ?? cancel.error ?? job.error;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act();
  };
  return (
    <Dialog title={title} open onClose={onClose} actions={null}>
      <form className="form" onSubmit={submit}>
        <p className="m">{body}</p>
        {(about === 'approve' || about === 'cancel') && (
          <Field
            label={about === 'approve' ? text.approveNote : text.cancelReason}
            value={note}
            onChange={(event) => setNote(event.target.value)}
            required={about === 'cancel'}
            minLength={about === 'cancel' ? 3 : undefined}
            maxLength={4_000}
          />
        )}
        {problem && <Fault problem={problem} />}
        <div className="foot">
          <Button onClick={onClose}>{words.common.cancel}</Button>
          <Button look="primary" type="submit" busy={approve.isPending || cancel.isPending || job.isPending}>
            {go}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
