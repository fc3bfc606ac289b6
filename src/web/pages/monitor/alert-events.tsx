import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import type { showAlert } from '../../../api/alerts.ts';
import { Button } from '../../components/button.tsx';
import { moment } from '../../components/dates.ts';
import { Fault } from '../../components/state.tsx';
import { useMay, useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { accountWords } from './account.tsx';
import { Operation } from './operation.tsx';
import { siteWords } from './site.ts';
import { useRecords } from './use-records.ts';

const text = words.alerts.sheet;
/** Events whose records are opened at once; an alert lists a thousand. */
const first = 50;

type Shown = z.output<(typeof showAlert)['answer']>;

/** The events of an alert, like ones together, and the records themselves for who may open them. */
export function AlertEvents({ data }: { data: Shown }) {
  const { id: tenant } = useTenant();
  const records = useRecords(tenant);
  const [mayOpen, maySearch] = [useMay('log.open'), useMay('log.search')];
  const groups = [
    ...Map.groupBy(data.events, ({ operation, outcome, actor, ip, site }) =>
      [operation, outcome, actor, ip, site].join('\n'),
    ).values(),
  ];
  return (
    <section>
      <div className="row">
        <h3>{text.events}</h3>
        <span className="c s">{text.eventsShown(data.events.length, data.alert.count)}</span>
        <span className="sp" />
        {maySearch && (
          <Link to={`/t/${tenant}/explorer` as '/'} hash={`user=${encodeURIComponent(data.alert.actor)}`}>
            {text.explore}
          </Link>
        )}
        {mayOpen && data.events.length > 0 && (
          <Button
            small
            busy={records.busy}
            onClick={() =>
              records.open(
                data.events.slice(0, first).map(({ id }) => id),
                data.alert.id,
              )
            }
          >
            {text.open}
          </Button>
        )}
      </div>
      {records.any && <p className="note c">{text.opened}</p>}
      {records.error && <Fault problem={records.error} />}
      <ul className="happened">
        {groups.map((events) => {
          const [{ id, operation, outcome, actor, ip, country, site, managed }] = events as [Shown['events'][number]];
          const times = events.map(({ at }) => at).sort();
          return (
            <li key={id}>
              <div className="row">
                <b>
                  {events.length > 1 && `${events.length.toLocaleString()} × `}
                  <Operation name={operation} bare />
                </b>
                {outcome === 'failure' && <span className="o-fail">{words.explorer.failed}</span>}
                <span className="sp" />
                <span className="c s n">
                  {[...new Set([times[0]!, times.at(-1)!].map((at) => moment(at)))].join(' – ')}
                </span>
              </div>
              <span className="c s wrap block">
                {[
                  accountWords(actor),
                  [ip, country].filter(Boolean).join(', '),
                  managed === undefined ? '' : managed ? words.explorer.managedDevice : words.explorer.unmanagedDevice,
                  site && siteWords(site),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
              {events.map(
                (event) =>
                  records.recordOf(event.id) && (
                    <pre key={event.id} className="code">
                      {records.recordOf(event.id)}
                    </pre>
                  ),
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
