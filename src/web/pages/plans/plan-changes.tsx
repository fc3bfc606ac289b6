import { Link } from '@tanstack/react-router';
import { Fragment, useState } from 'react';
import { showAssessment } from '../../../api/posture.ts';
import { useCall } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { moment } from '../../components/dates.ts';
import { OutcomeBadge, SeverityMark } from '../../components/outcome.tsx';
import { useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { type Change, type ChangeGroup, groupChanges } from './change-groups.ts';
import { FromTo } from './from-to.tsx';
import type { PlanWhole } from './plan-whole.ts';

const text = words.plans;

/** Each change from what to what, who notices it, and how far it is. What is done to many objects is one line. */
export function PlanChanges({ plan }: { plan: PlanWhole }) {
  const begun = plan.runs.length > 0;
  let number = 0;
  return (
    <table className="plan-changes stack">
      <thead>
        <tr>
          <th scope="col" className="r">
            {text.columns.number}
          </th>
          <th scope="col">{text.columns.what}</th>
          <th scope="col">{text.columns.fromTo}</th>
          <th scope="col">{begun ? text.columns.step : text.columns.severity}</th>
        </tr>
      </thead>
      <tbody>
        {groupChanges(plan.changeList).map((group) => {
          const first = number + 1;
          number += group.changes.length;
          return <Group key={group.changes[0]!.id} group={group} first={first} begun={begun} />;
        })}
      </tbody>
    </table>
  );
}

function Group({ group: { title, changes }, first, begun }: { group: ChangeGroup; first: number; begun: boolean }) {
  const [open, setOpen] = useState(false);
  const [change] = changes;
  if (!change) return undefined;
  if (changes.length === 1) return <Row change={change} number={String(first)} begun={begun} />;
  const counts = Map.groupBy(changes, ({ step }) => step);
  return (
    <Fragment>
      <tr className="change">
        <td className="r s nw">{`${first}–${first + changes.length - 1}`}</td>
        <td>
          <b>{text.times(title, changes.length)}</b>
          <About change={change} alone={false} />
          <Button small look="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? text.fold : text.unfold(changes.length)}
          </Button>
        </td>
        <td data-h={text.columns.fromTo}>
          <FromTo from={change.from} to={change.to} />
        </td>
        <td>
          {begun ? (
            [...counts].map(([step, some]) => (
              <div key={step ?? ''}>
                <StepBadge step={step} words={`${some.length} `} />
              </div>
            ))
          ) : (
            <SeverityMark severity={change.severity} />
          )}
        </td>
      </tr>
      {open &&
        changes.map((one, at) => <Row key={one.id} change={one} number={String(first + at)} begun={begun} within />)}
    </Fragment>
  );
}

function Row({
  change,
  number,
  begun,
  within = false,
}: {
  change: Change;
  number: string;
  begun: boolean;
  /** The line above says what is the same in all of them. */
  within?: boolean;
}) {
  const { step, stage, reason, at } = change;
  return (
    <tr className={within ? 'change within-group' : 'change'}>
      <td className="r s">{number}</td>
      <td>
        <b className="wrap">{change.summary}</b>
        <About change={change} alone={!within} />
      </td>
      <td data-h={within ? undefined : text.columns.fromTo}>
        {!within && <FromTo from={change.from} to={change.to} />}
      </td>
      <td>
        {begun ? (
          <>
            <StepBadge step={step} after={stage ? `: ${stage}` : ''} />
            {(reason ?? at) && <span className="c s under">{reason ?? (at && moment(at))}</span>}
            <Rechecked controls={change.controls} />
          </>
        ) : (
          <SeverityMark severity={change.severity} />
        )}
      </td>
    </tr>
  );
}

/** How the controls that it is for come out in the newest check. */
function Rechecked({ controls }: { controls: readonly string[] }) {
  const { id: tenant } = useTenant();
  const checked = useCall(showAssessment, { path: { tenant, id: 'latest' } });
  const outcomes = new Set(
    (checked.data?.results ?? []).filter(({ control }) => controls.includes(control)).map(({ outcome }) => outcome),
  );
  return [...outcomes].map((outcome) => (
    <span key={outcome} className="c under rechecked">
      {text.nowIs} <OutcomeBadge outcome={outcome} />
    </span>
  ));
}

/** Who notices it, whether it could lock somebody out, how it goes on in stages, and which controls it is for. */
function About({ change, alone }: { change: Change; alone: boolean }) {
  const { id: tenant } = useTenant();
  const { notice, lockoutRisk, stages, undo, controls, citations } = change;
  return (
    <>
      {alone && <span className="c m under">{notice}</span>}
      {lockoutRisk && <b className="c o-fail under">{text.lockout}</b>}
      {stages.length > 1 && (
        <span className="c m under">
          {text.inStages(
            stages.map(({ name, minimumDays }) =>
              minimumDays > 0 ? `${name} (${text.stageDays(minimumDays)})` : name,
            ),
          )}
        </span>
      )}
      {undo !== text.undoUsual && <span className="c m under">{undo}</span>}
      <span className="c s under wrap">
        {controls.map((control) => (
          <Fragment key={control}>
            <Link className="code" to={`/t/${tenant}/findings/${control}` as '/'}>
              {control}
            </Link>{' '}
          </Fragment>
        ))}
        {citations.map((one) => `45 CFR ${one}`).join(', ')}
      </span>
    </>
  );
}

function StepBadge({
  step,
  words: before = '',
  after = '',
}: {
  step: string | undefined;
  words?: string;
  after?: string;
}) {
  const outcome = step === 'done' || step === 'already' ? 'pass' : step === 'failed' ? 'fail' : 'unknown';
  const said = text.step[(step ?? 'waiting') as keyof typeof text.step] ?? step;
  return (
    <OutcomeBadge
      outcome={step === undefined || step === 'undone' ? 'not-applicable' : outcome}
      words={`${before}${said}${after}`}
    />
  );
}
