import { exactMoment } from '../../components/dates.ts';
import { Icon } from '../../components/icon.tsx';
import { Card } from '../../components/page.tsx';
import { words } from '../../words/index.ts';
import type { PlanWhole } from './plan-whole.ts';

const text = words.plans;

/** Beside the changes: who asked for it and who approved exactly what, and what became of it so far. */
export function PlanBeside({ plan }: { plan: PlanWhole }) {
  const { approvals, approvalsNeeded, createdBy, createdAt, document, history } = plan;
  return (
    <>
      <Card title={text.approvalsTitle} caption={text.approvals(approvals.length, approvalsNeeded)}>
        <ul className="lines people-lines">
          <li>
            <Person name={createdBy} does={text.asked} at={createdAt} />
          </li>
          {approvals.map(({ by, at, note }) => (
            <li key={`${by} ${at}`}>
              <Person name={by} does={text.approvedIt} at={at} note={note} good />
            </li>
          ))}
        </ul>
        <p className="c s exact">
          <Icon name="lock" />
          <span>
            {text.exactly} <span className="code">{`${document.slice(0, 8)}…${document.slice(-4)}`}</span>.{' '}
            {text.stopsIf}
          </span>
        </p>
      </Card>
      <Card title={text.history}>
        <ol className="log">
          {history.toReversed().map(({ at, to, by, reason }) => (
            <li key={`${at} ${to}`}>
              <b>{text.states[to as keyof typeof text.states] ?? to}</b> <span className="c s">{exactMoment(at)}</span>
              <span className="c m under">
                {by}
                {reason && ` · ${reason}`}
              </span>
            </li>
          ))}
        </ol>
      </Card>
    </>
  );
}

function Person({
  name,
  does,
  at,
  note = '',
  good = false,
}: {
  name: string;
  does: string;
  at: string;
  note?: string;
  good?: boolean;
}) {
  return (
    <>
      <span className="av" aria-hidden="true">
        {name.slice(0, 2).toUpperCase()}
      </span>
      <span>
        <b className="wrap">{name}</b> <span className={good ? 'o-pass b' : 's'}>{does}</span>
        <span className="c s">{exactMoment(at)}</span>
        {note && <span className="c m">“{note}”</span>}
      </span>
    </>
  );
}
