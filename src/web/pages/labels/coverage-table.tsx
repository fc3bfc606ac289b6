import type { GridRowShown } from '../../../api/labels.ts';
import type { Outcome } from '../../../core/outcome.ts';
import { OutcomeBadge } from '../../components/outcome.tsx';
import { words } from '../../words/index.ts';

const text = words.labels.grid;

const outcomeOf: Readonly<Record<GridRowShown['state'], Outcome>> = {
  covered: 'pass',
  'in part': 'partial',
  tested: 'partial',
  missing: 'fail',
  unknown: 'unknown',
  'not licensed': 'not-licensed',
};

/** Workload × policy × mode, with the days that each has stood and the next step. */
export function CoverageTable({ rows }: { rows: readonly GridRowShown[] }) {
  const states = (state: GridRowShown['state']) => rows.filter((row) => row.state === state).length;
  return (
    <>
      <p className="pad m">{text.summary(states('covered'), rows.length, states('missing'))}</p>
      <div className="grid-wrap">
        <table className="stack coverage">
          <thead>
            <tr>
              <th scope="col">{text.head.workload}</th>
              <th scope="col">{text.head.state}</th>
              <th scope="col">{text.head.policies}</th>
              <th scope="col">{text.head.next}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ workload, state, license, cells, next }) => (
              <tr key={workload}>
                <th scope="row">{workload}</th>
                <td>
                  <OutcomeBadge outcome={outcomeOf[state]} words={text.states[state]} tint />
                  {license && <span className="c s">{license}</span>}
                </td>
                <td>
                  {cells.length === 0 && <span className="s nw">{text.none}</span>}
                  <ul className="policies">
                    {cells.map(({ policy, mode, days, reach, leftOut, findsPhi }) => (
                      <li key={policy}>
                        <span className={`mode mode-${mode}`}>{text.modes[mode]}</span> <b className="wrap">{policy}</b>
                        <span className="c s">
                          {[
                            days === undefined ? text.daysUnknown : text.days(days),
                            text.reach[reach],
                            text.finds[findsPhi],
                            ...(leftOut.length > 0 ? [text.leftOut(leftOut.join(', '))] : []),
                          ].join(' · ')}
                        </span>
                      </li>
                    ))}
                  </ul>
                </td>
                <td data-h={text.head.next} className="wrap m">
                  {state === 'missing' ? text.missing : next}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
