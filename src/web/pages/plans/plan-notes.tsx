import { Card } from '../../components/page.tsx';
import { words } from '../../words/index.ts';
import type { PlanWhole } from './plan-whole.ts';

const text = words.plans;

/** What stands below the changes: what the planner refused, and what people have to do. */
export function PlanNotes({ plan: { refused, byHand, worsens } }: { plan: PlanWhole }) {
  return (
    <>
      {worsens.length > 0 && <Named title={text.worsens} items={worsens} />}
      {refused.length > 0 && <Named title={text.refused} items={refused} />}
      {byHand.length > 0 && (
        <Card title={text.byHand} caption={byHand.length}>
          <ul className="by-hand">
            {byHand.map(({ control, title, steps }) => (
              <li key={control}>
                <details>
                  <summary>{title}</summary>
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
    </>
  );
}

function Named({ title, items }: { title: string; items: readonly { control: string; title: string; why: string }[] }) {
  return (
    <Card title={title} caption={items.length}>
      <ul className="plain">
        {items.map((one) => (
          <li key={one.control}>
            <b>{one.title}</b> <span className="c m under">{one.why}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
