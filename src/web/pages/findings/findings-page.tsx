import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { listFindings, showAssessment } from '../../../api/posture.ts';
import { makePlan } from '../../../api/plans.ts';
import { useCall, useWrite } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { DataGrid } from '../../components/data-grid.tsx';
import { exactMoment } from '../../components/dates.ts';
import { Card, Page } from '../../components/page.tsx';
import { Empty, Fault, Loaded } from '../../components/state.tsx';
import { useMay, useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { ContentFindingsCard } from './content-findings-card.tsx';
import { type FindingRow, findingColumns, todo } from './finding-columns.tsx';
import { FindingSheet } from './finding-sheet.tsx';
import { ServicesCard } from './services-card.tsx';

const text = words.findings;

type Filter = keyof typeof text.filters;
const isFilter = (name: unknown): name is Filter => typeof name === 'string' && Object.hasOwn(text.filters, name);

export function FindingsPage() {
  const { id: tenant } = useTenant();
  const { control: opened } = useParams({ strict: false }) as { control?: string };
  const search: { show?: unknown; find?: unknown } = useSearch({ strict: false });
  const filter: Filter = isFilter(search.show) ? search.show : 'open';
  const typed = typeof search.find === 'string' ? search.find : '';
  const assessment = useCall(showAssessment, { path: { tenant, id: 'latest' } });
  const kept = useCall(listFindings, { path: { tenant }, query: { about: 'settings', limit: 1_000 } });
  const navigate = useNavigate();
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const plan = useWrite(makePlan, ['plans', 'assessments', 'due']);
  const mayPlan = useMay('plans.make');
  const data = assessment.data;
  const since = useMemo(() => firstSeen(kept.data?.items ?? []), [kept.data]);
  const shows = (name: Filter, outcome: string) =>
    name === 'all' || (name === 'open' ? todo.has(outcome) : outcome === name);
  const rows = useMemo(() => {
    const needle = typed.trim().toLowerCase();
    return (data?.results ?? [])
      .filter(({ outcome }) => shows(filter, outcome))
      .filter(
        (row) =>
          needle === '' ||
          `${row.headline} ${row.why} ${row.control} ${text.services[row.service]} ${row.citations.join(' ')}`
            .toLowerCase()
            .includes(needle.replace(/^45 cfr /, '')),
      )
      .toSorted((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity))
      .map((row): FindingRow => {
        const openSince = ['fail', 'partial'].includes(row.outcome) ? since.get(row.control) : undefined;
        return openSince === undefined ? row : { ...row, openSince };
      });
  }, [data, filter, typed, since]);
  const counts = (name: Filter) => (data?.results ?? []).filter(({ outcome }) => shows(name, outcome)).length;
  /** What is shown stands in the address, so that it can be sent to somebody. */
  const show = (control: string | undefined, next: { show?: Filter; find?: string } = {}) => {
    const now = { show: filter, find: typed, ...next };
    void navigate({
      ...{ to: (control ? `/t/${tenant}/findings/${control}` : `/t/${tenant}/findings`) as '/' },
      search: { ...(now.show !== 'open' && { show: now.show }), ...(now.find !== '' && { find: now.find }) } as never,
      replace: control === undefined && opened === undefined,
    });
  };
  const makeIt = (controls: string[]) =>
    plan.mutate(
      { path: { tenant }, body: { controls } },
      { onSuccess: ({ id }) => void navigate({ to: `/t/${tenant}/plans/${id}` as '/' }) },
    );
  return (
    <Page
      title={text.title}
      provenance={data && text.provenance(exactMoment(data.takenAt), counts('open'), data.results.length)}
      actions={
        mayPlan &&
        chosen.size > 0 && (
          <Button look="primary" busy={plan.isPending} onClick={() => makeIt([...chosen])}>
            {text.makePlan(chosen.size)}
          </Button>
        )
      }
    >
      {plan.error && (
        <div className="card">
          <Fault problem={plan.error} />
        </div>
      )}
      {data && <ServicesCard results={data.results} />}
      <ContentFindingsCard />
      <Card flush>
        <div className="filters" role="group" aria-label={text.columns.outcome}>
          {(Object.keys(text.filters) as Filter[])
            .filter((name) => counts(name) > 0 || name === filter)
            .map((name) => (
              <button
                key={name}
                type="button"
                className="chip"
                aria-pressed={filter === name}
                onClick={() => show(opened, { show: name })}
              >
                {text.filters[name]} <span className="num">{counts(name)}</span>
              </button>
            ))}
          <input
            className="in"
            type="search"
            aria-label={text.search}
            placeholder={text.search}
            value={typed}
            onChange={(event) => show(opened, { find: event.target.value })}
          />
        </div>
        <Loaded of={assessment} rows={12}>
          {() => (
            <DataGrid
              label={text.title}
              rows={rows}
              columns={findingColumns}
              keyOf={({ control }) => control}
              opened={opened}
              onOpen={({ control }) => show(control)}
              {...(mayPlan && {
                selection: {
                  chosen,
                  onChange: choose,
                  can: ({ changes, planned }: FindingRow) => changes > 0 && !planned,
                },
              })}
              empty={
                <Empty
                  fact={text.none.fact}
                  next={text.none.next}
                  action={<Button onClick={() => show(undefined, { show: 'all', find: '' })}>{text.none.go}</Button>}
                />
              }
              file={`findings-${tenant}`}
            />
          )}
        </Loaded>
      </Card>
      {opened && (
        <FindingSheet
          key={opened}
          control={opened}
          order={rows.map(({ control }) => control)}
          row={rows.find(({ control }) => control === opened)}
          onOpen={(control) => show(control)}
          onPlan={(control) => makeIt([control])}
          planning={plan.isPending}
        />
      )}
    </Page>
  );
}

/** By control, when the earliest of its findings that are still open was first seen. */
function firstSeen(
  findings: readonly { control: string; state: string; firstSeen: string }[],
): ReadonlyMap<string, string> {
  const since = new Map<string, string>();
  for (const { control, state, firstSeen: at } of findings) {
    const known = since.get(control);
    if (state !== 'fixed' && (known === undefined || at < known)) since.set(control, at);
  }
  return since;
}
