import type { AlertShown } from '../../../api/alerts.ts';
import { severities } from '../../../core/severity.ts';
import type { Column } from '../../components/data-grid.tsx';
import { moment } from '../../components/dates.ts';
import { OutcomeBadge, SeverityMark } from '../../components/outcome.tsx';
import { words } from '../../words/index.ts';
import { Account } from './account.tsx';
import type { AlertGroup } from './alert-groups.ts';
import { since } from './since.ts';

const text = words.alerts;

export function isOverdue({ dueBy }: AlertShown, now: string): boolean {
  return dueBy !== undefined && dueBy < now;
}

export function alertColumns(now: string): Column<AlertGroup>[] {
  const { columns } = text;
  return [
    {
      id: 'alert',
      title: columns.alert,
      value: ({ lead }) => lead.title,
      cell: ({ lead, alerts }) => (
        <>
          <span className="b">{lead.title}</span>
          {alerts.length > 1 && <span className="badge">{text.times(alerts.length)}</span>}
          <span className="c s wrap block">{lead.why}</span>
        </>
      ),
    },
    {
      id: 'severity',
      title: columns.severity,
      value: ({ lead }) => severities.indexOf(lead.severity),
      cell: ({ lead }) => <SeverityMark severity={lead.severity} />,
    },
    {
      id: 'actor',
      title: columns.actor,
      value: ({ lead }) => lead.actor,
      cell: ({ lead }) => <Account actor={lead.actor} />,
    },
    {
      id: 'count',
      title: columns.count,
      number: true,
      low: true,
      value: ({ signals }) => signals,
      cell: ({ signals }) => signals.toLocaleString(),
    },
    {
      id: 'first',
      title: columns.first,
      extra: true,
      value: ({ firstAt }) => firstAt,
      cell: ({ firstAt }) => moment(firstAt),
    },
    {
      id: 'last',
      title: columns.last,
      value: ({ lastAt }) => lastAt,
      cell: ({ lastAt }) => <span className="n nw">{moment(lastAt)}</span>,
    },
    {
      id: 'age',
      title: columns.age,
      value: ({ lead }) => lead.raisedAt,
      cell: ({ lead }) => (
        <>
          {since(lead.raisedAt, now)}
          {lead.dueBy &&
            (isOverdue(lead, now) ? (
              <span className="c o-fail b block">{text.overdue}</span>
            ) : (
              <span className="c s block nw">{text.due(moment(lead.dueBy))}</span>
            ))}
        </>
      ),
    },
    {
      id: 'state',
      title: columns.state,
      value: ({ lead }) => text.states[lead.state],
      cell: ({ lead: { state, owner, verdict } }) => (
        <>
          <OutcomeBadge
            outcome={state === 'open' ? 'unknown' : state === 'closed' ? 'pass' : 'partial'}
            words={text.states[state]}
          />
          {owner && <span className="c s block">{verdict ? `${text.verdicts[verdict]}, ${owner}` : owner}</span>}
        </>
      ),
    },
    {
      id: 'detection',
      title: columns.detection,
      extra: true,
      value: ({ lead }) => lead.detection,
      cell: ({ lead }) => <span className="code">{lead.detection}</span>,
    },
  ];
}
