import { useState } from 'react';
import { type PlacementShown, listPlacement } from '../../../api/inventory.ts';
import { exposures } from '../../../core/content.ts';
import { severities } from '../../../core/severity.ts';
import { useCall } from '../../client/use-call.ts';
import { useNames } from '../../client/use-names.ts';
import { ButtonLink } from '../../components/button.tsx';
import { type Column, DataGrid } from '../../components/data-grid.tsx';
import { Sheet } from '../../components/dialog.tsx';
import { Address, ExposureMark } from '../../components/exposure.tsx';
import { MaskedName, NamesBar } from '../../components/names-bar.tsx';
import { OutcomeBadge, SeverityMark } from '../../components/outcome.tsx';
import { Card, Page } from '../../components/page.tsx';
import { Empty, Loaded } from '../../components/state.tsx';
import { useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';

const text = words.placement;
const { content } = words;
const { columns: titles } = text;

function columnsWith(pathOf: (finding: PlacementShown) => string | undefined): readonly Column<PlacementShown>[] {
  return [
    {
      id: 'store',
      title: titles.store,
      value: (row) => `${row.storeName}/${pathOf(row) ?? '••••••'}`,
      cell: (row) => (
        <>
          <MaskedName path={pathOf(row)} />
          <span className="c s">
            <Address text={row.storeName} />
          </span>
        </>
      ),
    },
    {
      id: 'severity',
      title: titles.severity,
      value: ({ severity }) => severities.indexOf(severity),
      cell: ({ severity }) => <SeverityMark severity={severity} />,
    },
    {
      id: 'outcome',
      title: titles.outcome,
      value: ({ outcome }) => text.outcomes[outcome],
      cell: ({ outcome }) => (
        <OutcomeBadge outcome={outcome === 'violation' ? 'fail' : 'unknown'} words={text.outcomes[outcome]} />
      ),
    },
    {
      id: 'breach',
      title: titles.breach,
      value: ({ breach }) => text.breaches[breach],
      cell: ({ breach }) => text.breaches[breach],
    },
    {
      id: 'class',
      title: titles.class,
      extra: true,
      value: (row) => content.classes[row.class],
      cell: (row) => content.classes[row.class],
    },
    {
      id: 'people',
      title: titles.people,
      number: true,
      value: ({ patients }) => patients,
      cell: ({ patients }) => patients.toLocaleString(),
    },
    {
      id: 'open',
      title: titles.open,
      value: ({ exposure }) => exposures.indexOf(exposure),
      cell: ({ exposure }) => <ExposureMark exposure={exposure} />,
    },
    {
      id: 'owner',
      title: titles.owner,
      value: ({ owner }) => owner ?? '',
      cell: ({ owner }) => <Address text={owner ?? content.nobody} />,
    },
  ];
}

type Filter = keyof typeof text.filters;
const fits: Readonly<Record<Filter, (row: PlacementShown) => boolean>> = {
  all: () => true,
  violation: ({ outcome }) => outcome === 'violation',
  review: ({ outcome }) => outcome === 'review',
  outside: ({ incidentQuestion }) => incidentQuestion,
};

const worstFirst = (a: PlacementShown, b: PlacementShown) =>
  severities.indexOf(a.severity) - severities.indexOf(b.severity) || b.patients - a.patients;

/** PHI where none may lie, with the way to move it. */
export function PlacementPage() {
  const { id: tenant } = useTenant();
  const placement = useCall(listPlacement, { path: { tenant } });
  const [filter, setFilter] = useState<Filter>('all');
  const [opened, open] = useState<PlacementShown>();
  const names = useNames(tenant);
  const pathOf = ({ store, item }: PlacementShown) => names.nameOf(store, item)?.path;
  const rule = placement.data?.rule;
  return (
    <Page title={text.title} provenance={rule && text.provenance(text.rules[rule])}>
      <Loaded of={placement} rows={8}>
        {({ scanned, rule: declared, items, closed, storesNotRead }) => {
          if (!declared) return <Whole {...text.notDeclared} to={`/t/${tenant}/settings/organization`} />;
          if (!scanned) return <Whole {...text.notScanned} to={`/t/${tenant}/inventory`} />;
          if (items.length === 0)
            return <Whole fact={text.none.fact} next={text.none.next(closed.unread, storesNotRead)} />;
          const rows = items.filter(fits[filter]).sort(worstFirst);
          return (
            <Card flush>
              <div className="filters" role="group" aria-label={titles.outcome}>
                {(Object.keys(text.filters) as Filter[]).map((name) => (
                  <button
                    key={name}
                    type="button"
                    className="chip"
                    aria-pressed={filter === name}
                    onClick={() => setFilter(name)}
                  >
                    {text.filters[name]} {items.filter(fits[name]).length}
                  </button>
                ))}
                <span className="sp" />
                <NamesBar names={names} items={rows.slice(0, 500)} />
              </div>
              {closed.unread + storesNotRead > 0 && (
                <p className="pad o-unk c">{text.unknown(closed.unread, storesNotRead)}</p>
              )}
              <DataGrid
                label={text.title}
                rows={rows}
                columns={columnsWith(pathOf)}
                keyOf={({ key }) => key}
                onOpen={open}
                empty={<Empty fact={text.noMatch.fact} next={text.noMatch.next} />}
                file={`placement-${tenant}`}
              />
            </Card>
          );
        }}
      </Loaded>
      {opened && (
        <Sheet title={<MaskedName path={pathOf(opened)} />} open onClose={() => open(undefined)}>
          <p className="m">{opened.storeName}</p>
          <p>{opened.why}</p>
          {opened.incidentQuestion && <p className="note bad">{text.incident}</p>}
          <section>
            <h3>{text.way}</h3>
            <ol className="steps">
              {opened.steps.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          </section>
        </Sheet>
      )}
    </Page>
  );
}

function Whole({ fact, next, go, to }: { fact: string; next: string; go?: string; to?: string }) {
  return (
    <div className="card">
      <Empty fact={fact} next={next} action={go && to && <ButtonLink to={to}>{go}</ButtonLink>} />
    </div>
  );
}
