import { useState } from 'react';
import { listFindings } from '../../../api/posture.ts';
import { severities } from '../../../core/severity.ts';
import { useCall } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { type Column, DataGrid } from '../../components/data-grid.tsx';
import { day } from '../../components/dates.ts';
import { SeverityMark } from '../../components/outcome.tsx';
import { Card } from '../../components/page.tsx';
import { Empty } from '../../components/state.tsx';
import { useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { ContentFindingSheet, type ContentFindingShown } from './content-finding-sheet.tsx';

const text = words.contentFindings;
const { columns: titles } = text;
/** The call gives no more of one kind. */
const most = 1_000;
/** Shown before somebody asks for all. */
const few = 5;

type Filter = keyof typeof text.filters;
const fits: Readonly<Record<Filter, (state: ContentFindingShown['state']) => boolean>> = {
  open: (state) => state === 'open' || state === 'planned',
  decided: (state) => state === 'accepted' || state === 'false-positive' || state === 'third-party',
  fixed: (state) => state === 'fixed',
};

const kindOf = (control: string) => text.kinds[control as keyof typeof text.kinds];

const columns: readonly Column<ContentFindingShown>[] = [
  {
    id: 'what',
    title: titles.what,
    value: ({ control, title }) => `${kindOf(control)}: ${title}`,
    cell: ({ control, title }) => (
      <>
        {title}
        <span className="c s">{kindOf(control)}</span>
      </>
    ),
  },
  {
    id: 'severity',
    title: titles.severity,
    value: ({ severity }) => severities.indexOf(severity),
    cell: ({ severity }) => <SeverityMark severity={severity} />,
  },
  { id: 'where', title: titles.where, value: (row) => row.resourceName, cell: (row) => row.resourceName },
  {
    id: 'state',
    title: titles.state,
    value: ({ state }) => text.states[state],
    cell: ({ state }) => text.states[state],
  },
  { id: 'since', title: titles.since, low: true, value: (row) => row.firstSeen, cell: (row) => day(row.firstSeen) },
];

/** Findings of content scans with their lifecycle. Nothing is shown where no scan has ever opened one. */
export function ContentFindingsCard() {
  const { id: tenant } = useTenant();
  const kept = useCall(listFindings, { path: { tenant }, query: { about: 'content', limit: most } });
  const [filter, setFilter] = useState<Filter>('open');
  const [opened, open] = useState<string>();
  const [isWhole, showWhole] = useState(false);
  const all = kept.data?.items ?? [];
  if (all.length === 0) return undefined;
  const rows = all
    .filter(({ state }) => fits[filter](state))
    .sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
  const count = (name: Filter) => all.filter(({ state }) => fits[name](state)).length;
  const shown = all.find(({ id }) => id === opened);
  return (
    <Card title={text.title} caption={text.caption(count('open'), all.length === most)} flush>
      <div className="filters" role="group" aria-label={titles.state}>
        {(Object.keys(text.filters) as Filter[]).map((name) => (
          <button
            key={name}
            type="button"
            className="chip"
            aria-pressed={filter === name}
            onClick={() => setFilter(name)}
          >
            {text.filters[name]} <span className="num">{count(name)}</span>
          </button>
        ))}
      </div>
      <DataGrid
        label={text.title}
        rows={isWhole ? rows : rows.slice(0, few)}
        columns={columns}
        keyOf={({ id }) => id}
        onOpen={({ id }) => open(id)}
        opened={opened}
        empty={<Empty fact={text.none.fact} next={text.none.next} />}
        file={`content-findings-${tenant}`}
      />
      {!isWhole && rows.length > few && (
        <p className="pad">
          <Button small onClick={() => showWhole(true)}>
            {text.whole(rows.length)}
          </Button>
        </p>
      )}
      {shown && <ContentFindingSheet finding={shown} onClose={() => open(undefined)} />}
    </Card>
  );
}
