import { useState } from 'react';
import type { RuleShown } from '../../../api/labels.ts';
import { ShareBar } from '../../components/exposure.tsx';
import { Empty } from '../../components/state.tsx';
import { words } from '../../words/index.ts';

const text = words.labels.precision;

/** How often each judged rule was right, and how the same verdicts fall under other thresholds. */
export function PrecisionTable({ rules }: { rules: readonly RuleShown[] }) {
  if (rules.length === 0) return <Empty fact={text.none.fact} next={text.none.next} />;
  return (
    <ul className="rules">
      {rules.map((rule) => (
        <Rule key={rule.rule} rule={rule} />
      ))}
    </ul>
  );
}

function Rule({ rule: { rule, judged, now, thresholds } }: { rule: RuleShown }) {
  const [open, setOpen] = useState(false);
  const rows = [{ name: text.now, ...now }, ...thresholds.map((one) => ({ name: '', ...one }))];
  return (
    <li>
      <div className="row">
        <b className="wrap">{rule}</b>
        <span className="sp" />
        <ShareBar part={now.right} whole={judged} label={`${percent(now.precision)} · ${text.of(now.right, judged)}`} />
        <button type="button" className="btn q sm" aria-expanded={open} onClick={() => setOpen(!open)}>
          {text.thresholds}
        </button>
      </div>
      {open && (
        <div className="grid-wrap">
          <table>
            <thead>
              <tr>
                {text.thresholdHead.map((title) => (
                  <th key={title} scope="col" className="r">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ name, confidence, count, right, wrong, missed, spared, precision }, at) => (
                <tr key={at}>
                  <th scope="row" className="r">
                    {name || confidence}
                  </th>
                  {[name ? '' : count, right, wrong, missed, spared, percent(precision)].map((value, column) => (
                    <td key={column} className="r">
                      {value}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </li>
  );
}

function percent(share: number | undefined): string {
  return share === undefined ? '–' : `${Math.round(100 * share)}%`;
}
