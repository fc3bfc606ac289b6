import { Link } from '@tanstack/react-router';
import { type DecisionRow, listDecisions } from '../../../api/evidence.ts';
import { useCall } from '../../client/use-call.ts';
import { type Column, DataGrid } from '../../components/data-grid.tsx';
import { exactMoment } from '../../components/dates.ts';
import { Card, Page } from '../../components/page.tsx';
import { Empty, Loaded } from '../../components/state.tsx';
import { useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { Move, moveText } from '../drift/move.tsx';

const text = words.decisions;

/** Why each setting is as it is: applied, adopted, excepted or taken back, by whom and when. */
export function DecisionsPage() {
  const { id: tenant } = useTenant();
  const decisions = useCall(listDecisions, { path: { tenant }, query: { limit: 1_000 } });
  const columns: readonly Column<DecisionRow>[] = [
    {
      id: 'setting',
      title: text.columns.setting,
      value: ({ setting }) => setting,
      cell: ({ setting }) => <span className="b anywhere">{setting}</span>,
    },
    {
      id: 'move',
      title: text.columns.move,
      value: ({ from, to }) => moveText(from, to),
      cell: ({ from, to }) => <Move from={from} to={to} />,
    },
    {
      id: 'reason',
      title: text.columns.reason,
      value: ({ reason }) => reason,
      cell: ({ reason, control }) => (
        <>
          {reason}
          {control && (
            <Link className="c" style={{ display: 'block' }} to={`/t/${tenant}/findings/${control}` as '/'}>
              {control}
            </Link>
          )}
        </>
      ),
    },
    {
      id: 'source',
      title: text.columns.source,
      value: ({ source }) => source,
      cell: ({ source }) => text.sources[source] ?? source,
    },
    {
      id: 'author',
      title: text.columns.author,
      value: ({ author }) => author,
      cell: ({ author, at }) => (
        <>
          {author}
          <span className="c s">{exactMoment(at)}</span>
        </>
      ),
    },
    {
      id: 'at',
      title: text.columns.at,
      extra: true,
      value: ({ at }) => at,
      cell: ({ at }) => exactMoment(at),
    },
  ];
  return (
    <Page title={text.title}>
      <Card flush>
        <Loaded of={decisions}>
          {({ items }) => (
            <DataGrid
              label={text.title}
              rows={items}
              columns={columns}
              keyOf={({ seq }) => String(seq)}
              empty={<Empty fact={text.none.fact} next={text.none.next} />}
              file={`decisions-${tenant}`}
            />
          )}
        </Loaded>
      </Card>
    </Page>
  );
}
