import { useState } from 'react';
import { type DlpRuleShown, tryThreshold } from '../../../api/dlp-events.ts';
import { useCall } from '../../client/use-call.ts';
import { Choose } from '../../components/choose.tsx';
import { ShareBar } from '../../components/exposure.tsx';
import { Field } from '../../components/field.tsx';
import { Card } from '../../components/page.tsx';
import { useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';

const text = words.dlpEvents.rules;

/** How often each rule was right, and what another threshold would change, before anybody changes the rule. */
export function RulesCard({
  rules,
  days,
  chosen,
  onChoose,
}: {
  rules: readonly DlpRuleShown[];
  days: number;
  chosen: string | undefined;
  onChoose: (rule: string | undefined) => void;
}) {
  if (rules.length === 0) return null;
  return (
    <Card title={text.title} caption={text.caption}>
      <ul className="rules">
        {rules.map(({ rule, events, overridden, judged, now }) => (
          <li key={rule}>
            <div className="row">
              <button
                type="button"
                className="link b wrap"
                aria-pressed={rule === chosen}
                onClick={() => onChoose(rule === chosen ? undefined : rule)}
              >
                {rule}
              </button>
              <span className="s c">{text.counts(events, overridden)}</span>
              <span className="sp" />
              {judged === 0 ? (
                <span className="s c">{text.notJudged}</span>
              ) : (
                <ShareBar part={now.right} whole={judged} label={text.right(now.right, judged)} />
              )}
            </div>
            {rule === chosen && <Threshold rule={rule} days={days} />}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Matches and verdicts before and after another threshold. Nothing is changed in the tenant. */
function Threshold({ rule, days }: { rule: string; days: number }) {
  const { id: tenant } = useTenant();
  const [confidence, setConfidence] = useState('75');
  const [count, setCount] = useState('1');
  const least = Number.parseInt(count, 10);
  const tried = useCall(tryThreshold, {
    path: { tenant },
    query: { rule, days, confidence, count: Number.isInteger(least) && least >= 0 ? least : 0 },
  });
  const percent = (share: number | undefined) => (share === undefined ? '–' : `${Math.round(100 * share)}%`);
  return (
    <div className="col" style={{ gap: 10, marginTop: 8 }}>
      <div className="row end">
        <Choose
          label={text.confidence}
          value={confidence}
          onChange={(event) => setConfidence(event.target.value)}
          options={['0', '65', '75', '85'].map((value) => ({ value, label: text.levels[value as '65'] }))}
        />
        <Field
          label={text.count}
          type="number"
          min={0}
          max={1_000}
          value={count}
          onChange={(event) => setCount(event.target.value)}
        />
      </div>
      {tried.data && (
        <table>
          <thead>
            <tr>
              {text.head.map((title, at) => (
                <th key={title} scope="col" className={at === 0 ? undefined : 'r'}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(['before', 'after'] as const).map((when) => {
              const { right, wrong, precision } = tried.data[when];
              return (
                <tr key={when}>
                  <th scope="row">{text.when[when]}</th>
                  {[tried.data.events[when], right, wrong, percent(precision)].map((value, column) => (
                    <td key={column} className="r">
                      {value}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {tried.data && <p className="c m">{text.sum(tried.data.after.spared, tried.data.after.missed)}</p>}
    </div>
  );
}
