import type { z } from 'zod';
import { showKeeping } from '../../../api/settings.ts';
import type { Outcome } from '../../../core/outcome.ts';
import { useCall } from '../../client/use-call.ts';
import { type Column, DataGrid } from '../../components/data-grid.tsx';
import { exactMoment } from '../../components/dates.ts';
import { OutcomeBadge } from '../../components/outcome.tsx';
import { Card } from '../../components/page.tsx';
import { Empty, Loaded } from '../../components/state.tsx';
import { useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';

const text = words.settings.keeping;
type Kept = z.output<typeof showKeeping.answer>;
type Row = NonNullable<Kept['tenant']>['rows'][number];
const looks: Readonly<Record<Row['state'], Outcome>> = {
  enough: 'pass',
  short: 'fail',
  off: 'not-applicable',
  unknown: 'unknown',
};
const order = ['short', 'unknown', 'enough', 'off'];

const columns: readonly Column<Row>[] = [
  { id: 'name', title: text.columns.name, value: ({ name }) => name, cell: ({ name }) => <b>{name}</b> },
  { id: 'kind', title: text.columns.kind, value: ({ kind }) => kind, cell: ({ kind }) => text.kinds[kind] },
  { id: 'covers', title: text.columns.covers, value: ({ covers }) => covers, cell: ({ covers }) => covers },
  {
    id: 'keeps',
    title: text.columns.keeps,
    value: ({ days, keeps }) => days ?? keeps,
    cell: ({ days, keeps }) => (keeps === 'days' ? text.days(days ?? 0) : text.keeps[keeps]),
  },
  {
    id: 'state',
    title: text.columns.state,
    value: ({ state }) => order.indexOf(state),
    cell: ({ state }) => <OutcomeBadge outcome={looks[state]} words={text.states[state]} />,
  },
];

/** How long records are kept: by Wardline, and by the tenant itself. */
export function KeepingPart() {
  const { id: tenant } = useTenant();
  const keeping = useCall(showKeeping, { path: { tenant } });
  return (
    <Loaded of={keeping}>
      {(data) => (
        <>
          <OwnCard kept={data} />
          <TenantCard kept={data} />
        </>
      )}
    </Loaded>
  );
}

function OwnCard({ kept: { retentionYears, isOwnChoice, archive, anchors } }: { kept: Kept }) {
  return (
    <Card title={text.retention}>
      <dl className="kv">
        <dt>{text.years}</dt>
        <dd>
          <b>{text.yearsValue(retentionYears)}</b>, {isOwnChoice ? text.own : text.usual}
        </dd>
        <dt>{text.archive}</dt>
        <dd>
          {archive ? (
            (text.archives[archive as keyof typeof text.archives] ?? archive)
          ) : (
            <OutcomeBadge outcome="partial" words={text.noArchive} />
          )}
        </dd>
        <dt>{text.anchors}</dt>
        <dd>{anchors ? text.anchored : <OutcomeBadge outcome="partial" words={text.notAnchored} />}</dd>
      </dl>
    </Card>
  );
}

function TenantCard({ kept: { tenant: own } }: { kept: Kept }) {
  const { id } = useTenant();
  if (!own)
    return (
      <Card title={text.tenant}>
        <Empty fact={text.never.fact} next={text.never.next} />
      </Card>
    );
  const short = own.rows.filter(({ state }) => state === 'short').length;
  return (
    <Card flush title={text.tenant} caption={text.tenantCaption(exactMoment(own.takenAt))}>
      {short > 0 && <p className="pad o-fail b">{text.short(short)}</p>}
      {own.unread.length > 0 && <p className="pad m">{text.unread(own.unread.join(', '))}</p>}
      <DataGrid
        label={text.tenant}
        rows={own.rows}
        columns={columns}
        keyOf={({ kind, name, covers, days }) => [kind, name, covers, days].join(' ')}
        order={{ by: 'state', up: true }}
        empty={<Empty fact={text.none} />}
        file={`retention-${id}`}
      />
    </Card>
  );
}
