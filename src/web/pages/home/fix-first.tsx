import { Link } from '@tanstack/react-router';
import type { ResultRow } from '../../../api/posture.ts';
import { OutcomeBadge, SeverityMark } from '../../components/outcome.tsx';
import { Card } from '../../components/page.tsx';
import { useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';

const text = words.home;
const most = 6;

/** The fixes that take away most risk for least work. */
export function FixFirst({ rows }: { rows: readonly ResultRow[] }) {
  const { id: tenant } = useTenant();
  const ranked = rows.filter(({ rank }) => rank !== undefined).toSorted((a, b) => a.rank! - b.rank!);
  const link = (control: string) => `/t/${tenant}/findings/${control}` as '/';
  return (
    <Card
      flush
      title={text.fixFirst.title}
      caption={text.fixFirst.caption(ranked.length)}
      actions={<Link to={`/t/${tenant}/findings` as '/'}>{text.fixFirst.all}</Link>}
    >
      <table className="stack">
        <thead>
          <tr>
            {[text.columns.fix, text.columns.now, text.columns.severity, text.columns.effort].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
            <th scope="col" className="r">
              {text.columns.points}
            </th>
            <th scope="col">
              <span className="sr">{text.columns.planned}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {ranked.slice(0, most).map(({ control, fix, outcome, severity, effort, userImpact, points, planned }) => (
            <tr key={control}>
              <td>
                <Link className="b" style={{ color: 'var(--ink)' }} to={link(control)}>
                  {fix}
                </Link>
                <span className="c s" style={{ display: 'block' }}>
                  {text.impact[userImpact]}
                </span>
              </td>
              <td data-h={text.columns.now}>
                <OutcomeBadge outcome={outcome} />
              </td>
              <td data-h={text.columns.severity}>
                <SeverityMark severity={severity} />
              </td>
              <td data-h={text.columns.effort}>{text.effort[effort]}</td>
              <td data-h={text.columns.points} className="r b">
                {points ? `+${points}` : ''}
              </td>
              <td className="r nw">
                {planned ? (
                  <span className="s">{text.columns.planned}</span>
                ) : (
                  <Link to={link(control)}>{text.columns.add}</Link>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
