import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type TenantRow, listTenants } from '../../../api/tenants.ts';
import { useCall } from '../../client/use-call.ts';
import { ButtonLink } from '../../components/button.tsx';
import { DataGrid } from '../../components/data-grid.tsx';
import { exactMoment } from '../../components/dates.ts';
import { Card, Page } from '../../components/page.tsx';
import { Empty, Loaded } from '../../components/state.tsx';
import { Tiles } from '../../components/tiles.tsx';
import { useSession } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { Sparks } from './sparks.tsx';
import { tenantColumns } from './tenant-columns.tsx';

const text = words.tenants;
type Filter = keyof typeof text.filters;

const filters: Readonly<Record<Filter, (row: TenantRow) => boolean>> = {
  all: () => true,
  closed: ({ gate }) => gate?.open === false,
  critical: ({ critical }) => critical > 0,
  overdue: ({ overdue }) => overdue > 0,
  connection: ({ connection }) => connection !== 'sound',
  unread: ({ state }) => state !== 'current',
};

/** Every tenant of the person, the worst first. This page reads and never writes. */
export function AllTenantsPage() {
  const tenants = useCall(listTenants, {}, { every: 60_000 });
  const { everywhere } = useSession();
  const add = (look: 'primary' | 'plain') =>
    everywhere.includes('tenants.connect') && (
      <ButtonLink look={look} to="/connect">
        {text.add}
      </ButtonLink>
    );
  // Nobody who holds a role in no tenant is told more than that there is none.
  if (tenants.error?.status === 403)
    return (
      <Page title={text.title}>
        <Card>
          <Empty fact={text.none.fact} next={text.none.next} action={add('primary')} />
        </Card>
      </Page>
    );
  return (
    <Page
      title={text.title}
      provenance={tenants.data && text.provenance(tenants.data.items.length, exactMoment(tenants.data.at))}
      actions={add('plain')}
    >
      <Loaded of={tenants} rows={10}>
        {({ items }) =>
          items.length === 0 ? (
            <Card>
              <Empty fact={text.none.fact} next={text.none.next} action={add('primary')} />
            </Card>
          ) : (
            <Fleet rows={items} />
          )
        }
      </Loaded>
    </Page>
  );
}

function Fleet({ rows }: { rows: readonly TenantRow[] }) {
  const [filter, setFilter] = useState<Filter>('all');
  const navigate = useNavigate();
  const shown = rows.filter(filters[filter]);
  const known = rows.filter(({ state }) => state === 'current');
  const closed = known.filter(({ gate }) => gate?.open === false).length;
  const sum = (value: (row: TenantRow) => number) => rows.reduce((total, row) => total + value(row), 0);
  const scores = known.flatMap(({ score }) => score?.today ?? []).toSorted((a, b) => a - b);
  const { tiles } = text;
  return (
    <>
      <Tiles
        tiles={[
          {
            title: tiles.gate,
            value: tiles.closed(closed),
            note: tiles.rest(known.length - closed, rows.length - known.length),
            ...(closed > 0 && { look: 'fail' as const }),
          },
          {
            title: tiles.critical,
            value: sum(({ critical }) => critical),
            note: tiles.inTenants(rows.filter(filters.critical).length),
            ...(sum(({ critical }) => critical) > 0 && { look: 'fail' as const }),
          },
          {
            title: tiles.overdue,
            value: sum(({ overdue }) => overdue),
            note: tiles.inTenants(rows.filter(filters.overdue).length),
          },
          {
            title: tiles.connections,
            value: rows.length - rows.filter(filters.connection).length,
            note: tiles.of(rows.length),
          },
          {
            title: tiles.median,
            value: scores[Math.floor((scores.length - 1) / 2)] ?? '?',
            note: tiles.read(known.length),
          },
        ]}
      />
      <Card title={text.sparks} caption={text.sparksCaption}>
        <Sparks rows={rows} />
      </Card>
      <Card flush>
        <div className="filters">
          {(Object.keys(filters) as Filter[]).map((id) => (
            <button key={id} type="button" className="chip" aria-pressed={id === filter} onClick={() => setFilter(id)}>
              {text.filters[id]} {rows.filter(filters[id]).length}
            </button>
          ))}
        </div>
        <DataGrid
          label={text.title}
          rows={shown}
          columns={tenantColumns}
          keyOf={({ id }) => id}
          onOpen={({ id }) => void navigate({ to: `/t/${id}` as '/' })}
          empty={<Empty fact={text.noneFits} next={words.findings.none.next} />}
          file="tenants"
        />
      </Card>
      <p className="c s">
        {text.note} <Link to="/account">{words.shell.myAccount}</Link>
      </p>
    </>
  );
}
