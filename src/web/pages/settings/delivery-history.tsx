import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type ToldRow, deliveryHistory } from '../../../api/settings.ts';
import type { Outcome } from '../../../core/outcome.ts';
import { useCall } from '../../client/use-call.ts';
import { type Column, DataGrid } from '../../components/data-grid.tsx';
import { exactMoment } from '../../components/dates.ts';
import { OutcomeBadge, SeverityMark } from '../../components/outcome.tsx';
import { Card } from '../../components/page.tsx';
import { Empty, Loaded } from '../../components/state.tsx';
import { useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';

const text = words.settings.history;
const looks: Readonly<Record<ToldRow['state'], Outcome>> = {
  sent: 'pass',
  failed: 'fail',
  due: 'partial',
  held: 'attested',
};

/** What was told by which route, what waits, and what failed with the words of the receiver. */
export function DeliveryHistory() {
  const { id: tenant } = useTenant();
  const [state, setState] = useState<ToldRow['state']>();
  const told = useCall(deliveryHistory, { path: { tenant }, query: { ...(state && { state }) } });
  return (
    <Card flush title={text.title} caption={text.caption}>
      <div className="filters">
        {([undefined, 'failed', 'due', 'held', 'sent'] as const).map((one) => (
          <button
            key={one ?? ''}
            type="button"
            className="chip"
            aria-pressed={one === state}
            onClick={() => setState(one)}
          >
            {one ? text.states[one] : text.all}
          </button>
        ))}
      </div>
      <Loaded of={told} rows={3}>
        {({ items }) => (
          <DataGrid
            label={text.title}
            rows={items}
            columns={columnsFor(tenant)}
            keyOf={({ route, alert, change, at, nextAt, attempts }) =>
              [route, alert, change, at, nextAt, attempts].join(' ')
            }
            empty={<Empty fact={text.none.fact} next={text.none.next} />}
            file={`told-${tenant}`}
          />
        )}
      </Loaded>
    </Card>
  );
}

function columnsFor(tenant: string): readonly Column<ToldRow>[] {
  return [
    {
      id: 'alert',
      title: text.columns.alert,
      value: ({ title }) => title,
      cell: ({ title, alert, change }) => (
        <>
          <Link to={`/t/${tenant}/alerts/${alert}` as '/'}>{title}</Link>
          <span className="s c" style={{ display: 'block' }}>
            {text.changes[change as keyof typeof text.changes] ?? change}
          </span>
        </>
      ),
    },
    {
      id: 'severity',
      title: text.columns.severity,
      value: ({ severity }) => severity,
      cell: ({ severity }) => <SeverityMark severity={severity} />,
    },
    { id: 'route', title: text.columns.route, value: ({ route }) => route, cell: ({ route }) => route },
    {
      id: 'state',
      title: text.columns.state,
      value: ({ state }) => state,
      cell: ({ state, attempts }) => (
        <OutcomeBadge
          outcome={looks[state]}
          words={`${text.states[state]}${attempts > 1 ? text.tries(attempts) : ''}`}
        />
      ),
    },
    {
      id: 'at',
      title: text.columns.at,
      value: ({ at, nextAt }) => at ?? nextAt ?? '',
      cell: ({ at, nextAt }) => (at ? exactMoment(at) : nextAt ? text.next(exactMoment(nextAt)) : ''),
    },
    { id: 'answer', title: text.columns.answer, value: ({ answer }) => answer, cell: ({ answer }) => answer },
  ];
}
