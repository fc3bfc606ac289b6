import { useNavigate, useParams } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type AlertShown, listAlerts, watchAlerts } from '../../../api/alerts.ts';
import { showFeeds } from '../../../api/audit-log.ts';
import { useCall } from '../../client/use-call.ts';
import { useEvents } from '../../client/use-events.ts';
import { Button } from '../../components/button.tsx';
import { DataGrid } from '../../components/data-grid.tsx';
import { Card, Page } from '../../components/page.tsx';
import { Empty, Loaded } from '../../components/state.tsx';
import { Tiles } from '../../components/tiles.tsx';
import { useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { AgesCard } from './ages-card.tsx';
import { alertColumns, isOverdue } from './alert-columns.tsx';
import { grouped } from './alert-groups.ts';
import { AlertSheet } from './alert-sheet.tsx';
import { FeedsCard } from './feeds-card.tsx';
import { NoiseCard } from './noise-card.tsx';
import { since } from './since.ts';

const text = words.alerts;
type Filter = keyof typeof text.filters;
/** Rows that are drawn until somebody asks for all: what stands below them is read too. */
const atFirst = 12;

export function AlertsPage() {
  const { id: tenant } = useTenant();
  const { alert: opened } = useParams({ strict: false }) as { alert?: string };
  const navigate = useNavigate();
  const queries = useQueryClient();
  const list = useCall(listAlerts, { path: { tenant } }, { every: 60_000 });
  const feeds = useCall(showFeeds, { path: { tenant } }, { every: 60_000 });
  const [filter, setFilter] = useState<Filter>('open');
  const [whole, setWhole] = useState(false);
  useEvents(watchAlerts, { path: { tenant } }, () => {
    void queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('alerts.') });
  });
  const now = list.data?.at ?? '';
  const all = list.data?.items ?? [];
  const isIn = (name: Filter) => (alert: AlertShown) =>
    name === 'all' || (name === 'overdue' ? isOverdue(alert, now) : alert.state === name);
  const rows = all.filter(isIn(filter));
  const groups = grouped(rows);
  const worst = all.filter(({ state, severity }) => state === 'open' && severity === 'critical').length;
  const open = (id: string | undefined) =>
    void navigate({ to: (id ? `/t/${tenant}/alerts/${id}` : `/t/${tenant}/alerts`) as '/' });
  const last = feeds.data?.lastEvent;
  const lastAgo = last && feeds.data ? `${since(last, feeds.data.at)} ago` : undefined;
  return (
    <Page title={text.title} provenance={text.provenance}>
      {list.data && (
        <Tiles
          tiles={[
            {
              title: text.filters.open,
              value: list.data.counts.open.toLocaleString(),
              note: worst > 0 ? text.critical(worst) : undefined,
              ...(worst > 0 && { look: 'fail' }),
            },
            {
              title: text.filters.overdue,
              value: list.data.counts.overdue.toLocaleString(),
              note: text.overdueNote,
              ...(list.data.counts.overdue > 0 && { look: 'fail' }),
            },
            { title: text.filters.acknowledged, value: list.data.counts.acknowledged.toLocaleString() },
            { title: text.lastEvent, value: lastAgo ?? text.never, note: text.feedsNote(feeds.data?.feeds ?? []) },
          ]}
        />
      )}
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
              rows={whole ? groups : groups.slice(0, atFirst)}
              columns={alertColumns(now)}
              keyOf={({ lead }) => lead.id}
              onOpen={({ lead }) => open(lead.id)}
              opened={opened}
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
        {groups.length > atFirst && !whole && (
          <div className="tools">
            <Button look="quiet" onClick={() => setWhole(true)}>
              {text.showAll(groups.length)}
            </Button>
          </div>
        )}
      </Card>
      <div className="two">
        <FeedsCard feeds={feeds} />
        {list.data && <AgesCard ages={list.data.ages} />}
      </div>
      <NoiseCard />
      {opened && <AlertSheet id={opened} all={all} order={groups.map(({ lead }) => lead.id)} onOpen={open} />}
    </Page>
  );
}
