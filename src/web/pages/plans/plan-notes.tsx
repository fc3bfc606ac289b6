import { exactMoment } from '../../components/dates.ts';
import { Card } from '../../components/page.tsx';
import { words } from '../../words/index.ts';
import type { PlanWhole } from './plan-whole.ts';

const text = words.plans;

/** What stands beside the changes: what the planner refused, what people have to do, and what became of the plan. */
export function PlanNotes({ plan: { refused, byHand, worsens, history } }: { plan: PlanWhole }) {
  return (
    <>
      {worsens.length > 0 && <Named title={text.worsens} items={worsens} />}
      {refused.length > 0 && <Named title={text.refused} items={refused} />}
      {byHand.length > 0 && (
        <Card title={`${text.byHand} (${byHand.length})`}>
          <ul className="col" style={{ gap: 8 }}>
            {byHand.map(({ control, title, steps }) => (
              <li key={control}>
                <details>
                  <summary className="b">{title}</summary>
                  <ol className="steps">
                    {steps.map((step) => (
                      <li key={step}>{step}</li>
                    ))}
                  </ol>
                </details>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Card title={text.history}>
        <ul className="c">
          {history.map(({ at, to, by, reason }) => (
            <li key={`${at} ${to}`}>
              {exactMoment(at)} · <b>{to}</b> · {by} · {reason}
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}

function Named({ title, items }: { title: string; items: readonly { control: string; title: string; why: string }[] }) {
  return (
    <Card title={title}>
      <ul className="col" style={{ gap: 6 }}>
        {items.map((one) => (
          <li key={one.control}>
            <b>{one.title}</b> <span className="m">{one.why}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
