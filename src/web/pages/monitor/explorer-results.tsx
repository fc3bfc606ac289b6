import type { FoundShown, LogFound } from '../../../api/audit-log.ts';
import { eventsPerHour, eventsSentence } from '../../../reports/figures/events-per-hour.ts';
import { Button } from '../../components/button.tsx';
import { type Column, DataGrid } from '../../components/data-grid.tsx';
import { moment } from '../../components/dates.ts';
import { Card } from '../../components/page.tsx';
import { Fault } from '../../components/state.tsx';
import { useMay, useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { Drawn } from '../../components/drawn.tsx';
import { Account } from './account.tsx';
import { Operation } from './operation.tsx';
import { siteWords } from './site.ts';
import { useRecords } from './use-records.ts';

const text = words.explorer;

export function ExplorerResults({
  found,
  busy,
  onMore,
  onFile,
}: {
  found: LogFound;
  busy: boolean;
  onMore: () => void;
  onFile: (file: string) => void;
}) {
  const { id: tenant } = useTenant();
  const records = useRecords(tenant);
  const mayOpen = useMay('log.open');
  const { timeline } = found;
  return (
    <>
      {timeline && (
        <Card title={text.timeline} caption={text.counted(timeline.counted, timeline.all)}>
          <Drawn
            draw={(width) => eventsPerHour(timeline.bars, { width, label: moment })}
            summary={eventsSentence(timeline.bars, moment)}
            table={{
              head: text.head,
              rows: timeline.bars.map((bar) => [moment(bar.at), bar.records, bar.failures]),
            }}
          />
        </Card>
      )}
      <Card
        title={text.shown(found.rows.length)}
        caption={[...(found.items === undefined ? [] : [text.items(found.items)]), ...found.notes].join(' ')}
        actions={
          mayOpen && (
            <Button small busy={records.busy} onClick={() => records.open(found.rows.map(({ id }) => id))}>
              {text.open}
            </Button>
          )
        }
        flush
      >
        {records.error && <Fault problem={records.error} />}
        <DataGrid
          label={text.title}
          rows={found.rows}
          columns={columnsWith(records.recordOf, onFile)}
          keyOf={({ id }) => id}
          empty={null}
          file={`access-${tenant}`}
        />
        {found.next !== undefined && (
          <div className="tools">
            <Button busy={busy} onClick={onMore}>
              {text.more}
            </Button>
          </div>
        )}
      </Card>
    </>
  );
}

function columnsWith(
  recordOf: (id: string) => string | undefined,
  onFile: (file: string) => void,
): Column<FoundShown>[] {
  const { columns } = text;
  return [
    {
      id: 'actor',
      title: columns.actor,
      value: ({ actor }) => actor,
      cell: ({ actor, id }) => (
        <>
          <Account actor={actor} strong />
          {recordOf(id) && <pre className="code">{recordOf(id)}</pre>}
        </>
      ),
    },
    {
      id: 'at',
      title: columns.at,
      value: ({ at }) => at,
      cell: ({ at }) => <span className="n nw">{moment(at)}</span>,
    },
    {
      id: 'operation',
      title: columns.operation,
      value: ({ operation }) => operation,
      cell: ({ operation, outcome }) => (
        <>
          <Operation name={operation} /> {outcome === 'failure' && <span className="o-fail c">{text.failed}</span>}
        </>
      ),
    },
    {
      id: 'ip',
      title: columns.ip,
      value: ({ ip }) => ip ?? '',
      cell: ({ ip, country }) => [ip, country].filter(Boolean).join(', '),
    },
    {
      id: 'device',
      title: columns.device,
      value: ({ device, managed }) =>
        [managed === undefined ? '' : managed ? text.managed : text.unmanaged, device].join(' '),
      cell: ({ device, managed, app }) => (
        <span className="wrap">
          {[managed === undefined ? undefined : managed ? text.managed : text.unmanaged, device, app]
            .filter(Boolean)
            .join(', ')}
        </span>
      ),
    },
    {
      id: 'where',
      title: columns.where,
      value: ({ site, file }) => [site, file].filter(Boolean).join(' '),
      cell: ({ site, file }) => (
        <>
          <span className="wrap block" title={site}>
            {site && siteWords(site)}
          </span>
          {file && (
            <button type="button" className="link code" title={file} onClick={() => onFile(file)}>
              {`•••• ${file.slice(0, 8)}`}
            </button>
          )}
        </>
      ),
    },
    {
      id: 'join',
      title: columns.join,
      extra: true,
      value: ({ joinedBy }) => (joinedBy ? text.joins[joinedBy] : ''),
      cell: ({ joinedBy }) => (joinedBy ? text.joins[joinedBy] : ''),
    },
  ];
}
