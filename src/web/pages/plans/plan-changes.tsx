import { Link } from '@tanstack/react-router';
import { OutcomeBadge, SeverityMark } from '../../components/outcome.tsx';
import { exactMoment } from '../../components/dates.ts';
import { useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import type { PlanWhole } from './plan-whole.ts';

const text = words.plans;
type Change = PlanWhole['changeList'][number];

/** Each change from what to what, who notices it, and how far it is. */
export function PlanChanges({ plan }: { plan: PlanWhole }) {
  const begun = plan.runs.length > 0;
  return (
    <ol>
      {plan.changeList.map((change) => (
        <li key={change.id} className="change">
          <div className="row" style={{ alignItems: 'flex-start' }}>
            <span className="code s">{change.id}</span>
            <span style={{ flex: '1 1 320px' }}>
              <b>{change.summary}</b>
              <span className="c s" style={{ display: 'block' }}>
                {change.notice}
              </span>
            </span>
            <SeverityMark severity={change.severity} />
            {begun && <Step change={change} />}
          </div>
          <FromTo from={change.from} to={change.to} />
          <p className="c s">
            {change.stages.length > 1 &&
              `${change.stages
                .map(({ name, minimumDays }) => (minimumDays > 0 ? `${name} (${text.stageDays(minimumDays)})` : name))
                .join(' → ')} · `}
            {change.lockoutRisk && <b className="o-fail">{text.lockout}. </b>}
            {change.undo} <ControlLinks controls={change.controls} />{' '}
            {change.citations.map((one) => `45 CFR ${one}`).join(', ')}
          </p>
        </li>
      ))}
    </ol>
  );
}

function Step({ change: { step, stage, reason, at } }: { change: Change }) {
  const outcome = step === 'done' || step === 'already' ? 'pass' : step === 'failed' ? 'fail' : 'unknown';
  const said = text.step[(step ?? 'waiting') as keyof typeof text.step] ?? step;
  return (
    <span>
      <OutcomeBadge
        outcome={step === undefined || step === 'undone' ? 'not-applicable' : outcome}
        words={`${said}${stage ? `: ${stage}` : ''}`}
      />
      {(reason ?? at) && (
        <span className="c s" style={{ display: 'block' }}>
          {reason ?? (at && exactMoment(at))}
        </span>
      )}
    </span>
  );
}

function ControlLinks({ controls }: { controls: readonly string[] }) {
  const { id: tenant } = useTenant();
  return controls.map((control) => (
    <Link key={control} to={`/t/${tenant}/findings/${control}` as '/'} style={{ marginRight: 8 }}>
      {control}
    </Link>
  ));
}

/** Only what differs, each field in a line. */
function FromTo({ from, to }: { from: Readonly<Record<string, unknown>>; to: Readonly<Record<string, unknown>> }) {
  const fields = Object.keys(to).filter((field) => JSON.stringify(from[field]) !== JSON.stringify(to[field]));
  return (
    <ul className="fromto">
      {fields.map((field) => (
        <li key={field} className="ft">
          <span className="code s">{field}</span>
          <span className="from code">{shown(from[field])}</span>
          <span aria-hidden="true">→</span>
          <span className="sr">to</span>
          <span className="to code">{shown(to[field])}</span>
        </li>
      ))}
    </ul>
  );
}

function shown(value: unknown): string {
  if (value === undefined || value === null || value === '') return '—';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
