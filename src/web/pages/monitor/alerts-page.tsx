import { useNavigate, useParams } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type AlertShown, listAlerts, watchAlerts } from '../../../api/alerts.ts';
import { showFeeds } from '../../../api/audit-log.ts';
import { severities } from '../../../core/severity.ts';
import { useCall } from '../../client/use-call.ts';
import { useEvents } from '../../client/use-events.ts';
import { type Column, DataGrid } from '../../components/data-grid.tsx';
import { moment } from '../../components/dates.ts';
import { OutcomeBadge, SeverityMark } from '../../components/outcome.tsx';
import { Card, Page } from '../../components/page.tsx';
import { Empty, Loaded } from '../../components/state.tsx';
import { useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { AgesCard } from './ages-card.tsx';
import { AlertSheet } from './alert-sheet.tsx';
import { FeedsCard } from './feeds-card.tsx';
import { NoiseCard } from './noise-card.tsx';
import { since } from './since.ts';

const text = words.alerts;
type Filter = keyof typeof text.filters;

export function AlertsPage() {
  const { id: tenant } = useTenant();
  const { alert: opened } = useParams({ strict: false }) as { alert?: string };
  const navigate = useNavigate();
  const queries = useQueryClient();
  const list = useCall(listAlerts, { path: { tenant } }, { every: 60_000 });
  const feeds = useCall(showFeeds, { path: { tenant } }, { every: 60_000 });
  const [filter, setFilter] = useState<Filter>('open');
  useEvents(watchAlerts, { path: { tenant } }, () => {
    void queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('alerts.') });
  });
  const now = list.data?.at ?? '';
  const all = list.data?.items ?? [];
  const isIn = (name: Filter) => (alert: AlertShown) =>
    name === 'all' || (name === 'overdue' ? isOverdue(alert, now) : alert.state === name);
  const rows = all.filter(isIn(filter));
  const open = (id: string | undefined) =>
    void navigate({ to: (id ? `/t/${tenant}/alerts/${id}` : `/t/${tenant}/alerts`) as '/' });
  const last = feeds.data?.lastEvent;
  const lastAgo = last && feeds.data ? `${since(last, feeds.data.at)} ago` : undefined;
  return (
    <Page title={text.title} provenance={lastAgo && text.provenance(lastAgo)}>
      <Card flush>
        <div className="filters" role="group" aria-label={text.columns.state}>
          {(Object.keys(text.filters) as Filter[]).map((name) => (
            <button
              key={name}
              type="button"
              className="chip"
              aria-pressed={filter === name}
              onClick={() => setFilter(name)}
            >
              {text.filters[name]} {all.filter(isIn(name)).length}
            </button>
          ))}
        </div>
        <Loaded of={list} rows={8}>
          {() => (
            <DataGrid
              label={text.title}
              rows={grouped(rows)}
              columns={columnsAt(now, all)}
              keyOf={({ id }) => id}
              onOpen={({ id }) => open(id)}
              empty={
                <Empty
                  fact={text.quiet.fact(lastAgo)}
                  next={feeds.data && feeds.data.feeds.length === 0 ? text.quiet.connect : text.quiet.next}
                />
              }
              file={`alerts-${tenant}`}
            />
          )}
        </Loaded>
      </Card>
      <div className="two">
        <FeedsCard feeds={feeds} />
        {list.data && <AgesCard ages={list.data.ages} />}
      </div>
      <NoiseCard />
      {opened && <AlertSheet id={opened} order={rows.map(({ id }) => id)} onOpen={open} />}
    </Page>
  );
}

function isOverdue({ dueBy }: AlertShown, now: string): boolean {
  return dueBy !== undefined && dueBy < now;
}

/** Alerts of one account stand together, where the worst of them stands. */
function grouped(rows: readonly AlertShown[]): AlertShown[] {
  return [...Map.groupBy(rows, ({ state, actor }) => `${state}\n${actor}`).values()].flat();
}

function columnsAt(now: string, all: readonly AlertShown[]): Column<AlertShown>[] {
  const { columns } = text;
  const sameAccount = Map.groupBy(
    all.filter(({ state }) => state !== 'closed'),
    ({ actor }) => actor,
  );
  return [
    {
      id: 'alert',
      title: columns.alert,
      value: ({ title }) => title,
      cell: ({ title, why }) => (
        <>
          <span className="b">{title}</span>
          <span className="c s wrap">{why}</span>
        </>
      ),
    },
    {
      id: 'severity',
      title: columns.severity,
      value: ({ severity }) => severities.indexOf(severity),
      cell: ({ severity }) => <SeverityMark severity={severity} />,
    },
    {
      id: 'actor',
      title: columns.actor,
      value: ({ actor }) => actor,
      cell: ({ actor, state }) => {
        const more = state === 'closed' ? 0 : (sameAccount.get(actor)?.length ?? 1) - 1;
        return (
          <>
            <span className="wrap">{actor}</span>
            {more > 0 && <span className="c s">{text.more(more)}</span>}
          </>
        );
      },
    },
    {
      id: 'count',
      title: columns.count,
      number: true,
      value: ({ count }) => count,
      cell: ({ count }) => count.toLocaleString(),
    },
    { id: 'first', title: columns.first, value: ({ firstAt }) => firstAt, cell: ({ firstAt }) => moment(firstAt) },
    { id: 'last', title: columns.last, value: ({ lastAt }) => lastAt, cell: ({ lastAt }) => moment(lastAt) },
    {
      id: 'age',
      title: columns.age,
      value: ({ raisedAt }) => raisedAt,
      cell: (alert) => (
        <>
          {since(alert.raisedAt, now)}
          {alert.dueBy &&
            (isOverdue(alert, now) ? (
              <span className="c o-fail b block">{text.overdue}</span>
            ) : (
              <span className="c s">{text.due(moment(alert.dueBy))}</span>
            ))}
        </>
      ),
    },
    {
      id: 'state',
      title: columns.state,
      value: ({ state }) => text.states[state],
      cell: ({ state, owner, verdict }) => (
        <>
          <OutcomeBadge
            outcome={state === 'open' ? 'unknown' : state === 'closed' ? 'pass' : 'partial'}
            words={text.states[state]}
          />
          {owner && <span className="c s">{verdict ? `${text.verdicts[verdict]}, ${owner}` : owner}</span>}
        </>
      ),
    },
    {
      id: 'detection',
      title: columns.detection,
      extra: true,
      value: ({ detection }) => detection,
      cell: ({ detection }) => <span className="code">{detection}</span>,
    },
  ];
}
