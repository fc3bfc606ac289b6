import { moment } from '../../components/dates.ts';
import { Icon } from '../../components/icon.tsx';
import { OutcomeBadge } from '../../components/outcome.tsx';
import { words } from '../../words/index.ts';
import type { PlanWhole } from './plan-whole.ts';

const text = words.plans;
type Stage = 'done' | 'now' | 'later';

/** Where the plan stands, who brought it there and when. */
export function PlanStepper({ plan }: { plan: PlanWhole }) {
  const { state, approvals, approvalsNeeded, rehearsal, changeList } = plan;
  const run = plan.runs.findLast(({ kind }) => kind === 'apply');
  const last = plan.runs[0];
  const approved = state !== 'draft' && state !== 'canceled';
  const applied = ['applied', 'staged', 'undone'].includes(state);
  const written = changeList.filter(({ step }) => step === 'done' || step === 'already').length;
  const rehearsed = rehearsal as { status?: string } | undefined;
  const whole = written === changeList.length || state === 'undone';
  const steps: { title: string; stage: Stage; about: string; busy?: boolean; partly?: boolean }[] = [
    { title: text.steps.made, stage: 'done', about: `${plan.createdBy}, ${moment(plan.createdAt)}` },
    ...(rehearsed
      ? [
          {
            title: text.steps.rehearsed,
            stage: 'done' as const,
            about: rehearsed.status === 'done' ? text.rehearsedDone : text.rehearsedNot,
          },
        ]
      : []),
    {
      title: text.steps.approved,
      stage: approved ? 'done' : 'now',
      about:
        approvals.length > 0
          ? approvals.map(({ by, at }) => `${by}, ${moment(at)}`).join(' · ')
          : text.approvals(0, approvalsNeeded),
    },
    {
      title: state === 'applying' ? text.steps.applying : text.steps.applied,
      stage: applied ? 'done' : approved ? 'now' : 'later',
      busy: state === 'applying',
      partly: applied && !whole,
      about: run ? `${text.ofChanges(written, changeList.length)}, ${moment(run.startedAt)}` : text.notYet,
    },
    {
      title: text.steps.checked,
      stage: applied ? 'done' : 'later',
      about: last?.endedAt ? moment(last.endedAt) : text.eachChange,
    },
  ];
  if (state === 'canceled') steps.splice(-3);
  if (state === 'undone' || state === 'canceled')
    steps.push({ title: text.states[state], stage: 'done', about: moment(plan.stateSince) });
  return (
    <ol className="way-of">
      {steps.map(({ title, stage, about, busy, partly }) => (
        <li key={title} className={stage} aria-current={stage === 'now' ? 'step' : undefined}>
          {stage === 'done' ? (
            <OutcomeBadge outcome={partly ? 'partial' : 'pass'} words="" />
          ) : busy ? (
            <Icon name="run" spin />
          ) : (
            <span className="dot" aria-hidden="true" />
          )}
          <span>
            <b>{title}</b>
            <span className="c s under">{about}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
