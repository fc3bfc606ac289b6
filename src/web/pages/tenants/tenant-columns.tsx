import type { TenantRow } from '../../../api/tenants.ts';
import type { Column } from '../../components/data-grid.tsx';
import { ago, day } from '../../components/dates.ts';
import { OutcomeBadge } from '../../components/outcome.tsx';
import { words } from '../../words/index.ts';

const text = words.tenants;
const connectionOutcomes = { none: 'fail', sound: 'pass', ending: 'partial', ended: 'fail' } as const;

/** Change of the score over the checks in sight. */
const moved = ({ trend }: TenantRow) => (trend.length > 1 ? trend.at(-1)!.score - trend[0]!.score : 0);

export const tenantColumns: readonly Column<TenantRow>[] = [
  {
    id: 'tenant',
    title: text.columns.tenant,
    value: ({ name }) => name,
    cell: ({ name, color, domain }) => (
      <span className="tenant-name">
        <i style={{ background: color }} aria-hidden="true" />
        <span>
          <span className="b">{name}</span>
          <span className="c s">{domain}</span>
        </span>
      </span>
    ),
  },
  {
    id: 'gate',
    title: text.columns.gate,
    value: ({ gate, state }) =>
      state !== 'current' || !gate ? text.unread : gate.open ? text.open : text.closed(gate.missing),
    cell: ({ gate, state }) => {
      if (state !== 'current' || !gate)
        return (
          <OutcomeBadge
            outcome="unknown"
            words={gate ? text.was(gate.open ? text.open : text.closed(gate.missing)) : text.unread}
          />
        );
      return gate.open ? (
        <OutcomeBadge outcome="pass" words={text.open} />
      ) : (
        <OutcomeBadge outcome="fail" words={text.closed(gate.missing)} />
      );
    },
  },
  {
    id: 'score',
    title: text.columns.score,
    number: true,
    value: ({ score }) => score?.today ?? -1,
    cell: ({ score, state }) =>
      score ? (
        <span className={state === 'current' ? 'b' : 's'}>
          {state === 'current' ? score.today : text.was(String(score.today))}
        </span>
      ) : (
        '?'
      ),
  },
  {
    id: 'trend',
    title: text.columns.trend,
    number: true,
    value: moved,
    cell: (row) => {
      if (row.trend.length < 2) return <span className="s">–</span>;
      const by = moved(row);
      return <span className={by < 0 ? 'o-fail' : undefined}>{by > 0 ? `+${by}` : by < 0 ? `−${-by}` : '0'}</span>;
    },
  },
  {
    id: 'critical',
    title: text.columns.critical,
    number: true,
    value: ({ critical }) => critical,
    cell: ({ critical, takenAt }) => (
      <span className={critical > 0 ? 'b o-fail' : undefined}>{takenAt === undefined ? '?' : critical}</span>
    ),
  },
  {
    id: 'overdue',
    title: text.columns.overdue,
    number: true,
    value: ({ overdue }) => overdue,
    cell: ({ overdue }) => overdue,
  },
  {
    id: 'unknown',
    title: text.columns.unknown,
    number: true,
    value: ({ unknown }) => unknown ?? -1,
    cell: ({ unknown }) => <span className={unknown ? 'o-unk' : undefined}>{unknown ?? '?'}</span>,
  },
  {
    id: 'connection',
    title: text.columns.connection,
    value: ({ connection }) => text.states[connection],
    cell: ({ connection, certificateEndsAt }) => (
      <OutcomeBadge
        outcome={connectionOutcomes[connection]}
        words={`${text.states[connection]}${connection.startsWith('end') && certificateEndsAt ? ` ${day(certificateEndsAt)}` : ''}`}
      />
    ),
  },
  {
    id: 'checked',
    title: text.columns.checked,
    value: ({ takenAt }) => takenAt ?? '',
    cell: ({ takenAt, state }) => (
      <span className={state === 'current' ? undefined : 'o-unk'}>{takenAt ? ago(takenAt) : text.never}</span>
    ),
  },
];
