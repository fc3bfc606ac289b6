import { Link, useNavigate } from '@tanstack/react-router';
import { makePlan } from '../../../api/plans.ts';
import type { ResultRow } from '../../../api/posture.ts';
import { useWrite } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { OutcomeBadge, SeverityMark } from '../../components/outcome.tsx';
import { Card } from '../../components/page.tsx';
import { Fault } from '../../components/state.tsx';
import { useMay, useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';

const text = words.home;
const most = 6;

/** The fixes that take away most risk for least work. */
export function FixFirst({ rows }: { rows: readonly ResultRow[] }) {
  const { id: tenant } = useTenant();
  const ranked = rows.filter(({ rank }) => rank !== undefined).toSorted((a, b) => a.rank! - b.rank!);
  const link = (control: string) => `/t/${tenant}/findings/${control}` as '/';
  const make = useWrite(makePlan, ['plans', 'assessments', 'due']);
  const mayPlan = useMay('plans.make');
  const navigate = useNavigate();
  const plan = (control: string) =>
    make.mutate(
      { path: { tenant }, body: { controls: [control] } },
      { onSuccess: ({ id }) => void navigate({ to: `/t/${tenant}/plans/${id}` as '/' }) },
    );
  const verb = ({ control, outcome, plan: planned, changes }: ResultRow) => {
    if (planned)
      return (
        <Link className="btn q sm" to={`/t/${tenant}/plans/${planned}` as '/'}>
          {text.columns.planned}
        </Link>
      );
    if (changes > 0 && mayPlan && outcome !== 'unknown')
      return (
        <Button small look="quiet" busy={make.isPending} onClick={() => plan(control)}>
          {text.columns.add}
        </Button>
      );
    return (
      <Link className="btn q sm" to={link(control)}>
        {outcome === 'unknown' ? text.columns.seeWhy : text.columns.seeHow}
      </Link>
    );
  };
  return (
    <Card
      flush
      title={text.fixFirst.title}
      caption={text.fixFirst.caption(ranked.length)}
      actions={<Link to={`/t/${tenant}/findings` as '/'}>{text.fixFirst.all}</Link>}
    >
      {make.error && <Fault problem={make.error} />}
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
          {ranked.slice(0, most).map((row) => (
            <tr key={row.control}>
              <td>
                <Link className="b ink" to={link(row.control)}>
                  {row.fix}
                </Link>
                <span className="c s under">{text.impact[row.userImpact]}</span>
              </td>
              <td data-h={text.columns.now}>
                <OutcomeBadge outcome={row.outcome} />
              </td>
              <td data-h={text.columns.severity}>
                <SeverityMark severity={row.severity} />
              </td>
              <td data-h={text.columns.effort}>{text.effort[row.effort]}</td>
              <td data-h={text.columns.points} className="r b">
                {row.points ? `+${row.points}` : <span className="s">{text.noPoints}</span>}
              </td>
              <td className="r nw">{verb(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {ranked.length === 0 && <p className="pad m">{text.fixFirst.none}</p>}
    </Card>
  );
}
