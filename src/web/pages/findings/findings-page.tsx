import { useNavigate, useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { type ResultRow, showAssessment } from '../../../api/posture.ts';
import { makePlan } from '../../../api/plans.ts';
import { outcomes } from '../../../core/outcome.ts';
import { serviceNames } from '../../../core/section.ts';
import { severities } from '../../../core/severity.ts';
import { useCall, useWrite } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { type Column, DataGrid } from '../../components/data-grid.tsx';
import { exactMoment } from '../../components/dates.ts';
import { OutcomeBadge, SeverityMark } from '../../components/outcome.tsx';
import { Card, Page } from '../../components/page.tsx';
import { Empty, Fault, Loaded } from '../../components/state.tsx';
import { useMay, useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { FindingSheet } from './finding-sheet.tsx';

const text = words.findings;
const todo: ReadonlySet<string> = new Set(['fail', 'partial', 'unknown']);

const columns: readonly Column<ResultRow>[] = [
  {
    id: 'finding',
    title: text.columns.finding,
    value: ({ headline }) => headline,
    cell: ({ headline, why }) => (
      <>
        <span className="b">{headline}</span>
        <span className="c s">{why}</span>
      </>
    ),
  },
  {
    id: 'outcome',
    title: text.columns.outcome,
    value: ({ outcome }) => outcomes.indexOf(outcome),
    cell: ({ outcome }) => <OutcomeBadge outcome={outcome} />,
  },
  {
    id: 'severity',
    title: text.columns.severity,
    value: ({ severity }) => severities.indexOf(severity),
    cell: ({ severity }) => <SeverityMark severity={severity} />,
  },
  {
    id: 'service',
    title: text.columns.service,
    value: ({ service }) => serviceNames[service],
    cell: ({ service }) => serviceNames[service],
  },
  {
    id: 'affected',
    title: text.columns.affected,
    number: true,
    value: ({ resources }) => resources,
    cell: ({ resources }) => (resources > 0 ? resources : ''),
  },
  {
    id: 'effort',
    title: text.columns.effort,
    value: ({ effort }) => effort,
    cell: ({ effort }) => words.home.effort[effort],
  },
  {
    id: 'points',
    title: text.columns.points,
    number: true,
    value: ({ points }) => points ?? 0,
    cell: ({ points }) => (points ? `+${points}` : ''),
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
    value: ({ planned, changes }) => (planned ? 0 : changes > 0 ? 1 : 2),
    cell: ({ planned, changes, outcome }) =>
      planned ? (
        <span className="s">{text.inPlan}</span>
      ) : changes === 0 && todo.has(outcome) ? (
        <span className="s">{text.byHand}</span>
      ) : (
        ''
      ),
  },
];

type Filter = keyof typeof text.filters;

export function FindingsPage() {
  const { id: tenant } = useTenant();
  const { control: opened } = useParams({ strict: false }) as { control?: string };
  const assessment = useCall(showAssessment, { path: { tenant, id: 'latest' } });
  const navigate = useNavigate();
  const [filter, setFilter] = useState<Filter>('open');
  const [typed, setTyped] = useState('');
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const plan = useWrite(makePlan, ['plans', 'assessments']);
  const mayPlan = useMay('plans.make');
  const data = assessment.data;
  const rows = useMemo(() => {
    const needle = typed.trim().toLowerCase();
    return (data?.results ?? [])
      .filter(({ outcome }) => filter === 'all' || (filter === 'open' ? todo.has(outcome) : outcome === filter))
      .filter(
        (row) =>
          needle === '' ||
          `${row.headline} ${row.why} ${row.control} ${row.citations.join(' ')}`.toLowerCase().includes(needle),
      )
      .toSorted((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity));
  }, [data, filter, typed]);
  const counts = Object.fromEntries(
    (Object.keys(text.filters) as Filter[]).map((name) => [
      name,
      (data?.results ?? []).filter(
        ({ outcome }) => name === 'all' || (name === 'open' ? todo.has(outcome) : outcome === name),
      ).length,
    ]),
  );
  const open = (control: string | undefined) =>
    void navigate({ to: (control ? `/t/${tenant}/findings/${control}` : `/t/${tenant}/findings`) as '/' });
  const makeIt = (controls: string[]) =>
    plan.mutate(
      { path: { tenant }, body: { controls } },
      { onSuccess: ({ id }) => void navigate({ to: `/t/${tenant}/plans/${id}` as '/' }) },
    );
  return (
    <Page
      title={text.title}
      provenance={data && text.provenance(exactMoment(data.takenAt))}
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
      <Card flush>
        <div className="filters" role="group" aria-label={text.columns.outcome}>
          {(Object.keys(text.filters) as Filter[])
            .filter((name) => counts[name]! > 0 || name === filter)
            .map((name) => (
              <button
                key={name}
                type="button"
                className="chip"
                aria-pressed={filter === name}
                onClick={() => setFilter(name)}
              >
                {text.filters[name]} {counts[name]}
              </button>
            ))}
          <input
            className="in"
            type="search"
            aria-label={text.search}
            placeholder={text.search}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </div>
        <Loaded of={assessment} rows={12}>
          {() => (
            <DataGrid
              label={text.title}
              rows={rows}
              columns={columns}
              keyOf={({ control }) => control}
              onOpen={({ control }) => open(control)}
              {...(mayPlan && {
                selection: {
                  chosen,
                  onChange: choose,
                  can: ({ changes, planned }: ResultRow) => changes > 0 && !planned,
                },
              })}
              empty={<Empty fact={text.none.fact} next={text.none.next} />}
              file={`findings-${tenant}`}
            />
          )}
        </Loaded>
      </Card>
      {opened && (
        <FindingSheet
          control={opened}
          order={rows.map(({ control }) => control)}
          onOpen={open}
          onPlan={(control) => makeIt([control])}
        />
      )}
    </Page>
  );
}
