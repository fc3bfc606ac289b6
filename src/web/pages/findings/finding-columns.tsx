import type { ResultRow } from '../../../api/posture.ts';
import { outcomes } from '../../../core/outcome.ts';
import { serviceNames } from '../../../core/section.ts';
import { severities } from '../../../core/severity.ts';
import type { Column } from '../../components/data-grid.tsx';
import { daysSince } from '../../components/dates.ts';
import { OutcomeBadge, SeverityMark } from '../../components/outcome.tsx';
import { words } from '../../words/index.ts';

const text = words.findings;
export const todo: ReadonlySet<string> = new Set(['fail', 'partial', 'unknown']);

/** A control's row with the day on which it was first found. */
export interface FindingRow extends ResultRow {
  openSince?: string;
}

export const findingColumns: readonly Column<FindingRow>[] = [
  {
    id: 'outcome',
    title: text.columns.outcome,
    value: ({ outcome }) => outcomes.indexOf(outcome),
    cell: ({ outcome }) => <OutcomeBadge outcome={outcome} />,
  },
  {
    id: 'finding',
    title: text.columns.finding,
    plain: true,
    value: ({ headline }) => headline,
    cell: ({ headline, why }) => (
      <>
        <span className="b">{headline}</span>
        <span className="c s lines-2">{why}</span>
      </>
    ),
  },
  {
    id: 'severity',
    title: text.columns.severity,
    plain: true,
    value: ({ severity }) => severities.indexOf(severity),
    cell: ({ severity }) => <SeverityMark severity={severity} />,
  },
  {
    id: 'service',
    title: text.columns.service,
    low: true,
    value: ({ service }) => serviceNames[service],
    cell: ({ service }) => <span className="nw">{text.services[service]}</span>,
  },
  {
    id: 'affected',
    title: text.columns.affected,
    number: true,
    low: true,
    value: ({ resources }) => resources,
    cell: ({ resources }) => (resources > 0 ? resources : ''),
  },
  {
    id: 'effort',
    title: text.columns.effort,
    low: true,
    value: ({ effort }) => effort,
    cell: ({ effort }) => words.home.effort[effort],
  },
  {
    id: 'points',
    title: text.columns.points,
    number: true,
    low: true,
    value: ({ points }) => points ?? 0,
    cell: ({ points }) => (points ? `+${points}` : ''),
  },
  {
    id: 'since',
    title: text.columns.since,
    number: true,
    value: ({ openSince }) => openSince ?? '',
    cell: ({ openSince }) => (openSince ? text.days(daysSince(openSince)) : ''),
  },
  {
    id: 'citation',
    title: text.columns.citation,
    extra: true,
    value: ({ citations }) => citations.join(' '),
    cell: ({ citations }) => citations.join(', '),
  },
  {
    id: 'plan',
    title: text.columns.plan,
    low: true,
    value: ({ planned, changes }) => (planned ? 0 : changes > 0 ? 1 : 2),
    cell: ({ planned, changes, outcome }) =>
      planned ? (
        <span className="s nw">{text.inPlan}</span>
      ) : changes === 0 && todo.has(outcome) ? (
        <span className="s nw">{text.byHand}</span>
      ) : (
        ''
      ),
  },
];
