import type { UseQueryResult } from '@tanstack/react-query';
import type { z } from 'zod';
import type { showFeeds } from '../../../api/audit-log.ts';
import { millis, momentOf } from '../../../core/clock.ts';
import { eventsPerHour, eventsSentence, everyHour } from '../../../reports/figures/events-per-hour.ts';
import type { Problem } from '../../client/call.ts';
import { moment } from '../../components/dates.ts';
import { Card } from '../../components/page.tsx';
import { Loaded } from '../../components/state.tsx';
import { words } from '../../words/index.ts';
import { Drawn } from '../../components/drawn.tsx';

const text = words.alerts.feeds;
/** Minutes in which most records of an hour have come, where nothing was measured. */
const usualLag = 90;

export function FeedsCard({ feeds }: { feeds: UseQueryResult<z.output<(typeof showFeeds)['answer']>, Problem> }) {
  return (
    <Card title={text.title}>
      <Loaded of={feeds} rows={5}>
        {({ at, hours, hoursFrom, ours, microsoft, feeds: all }) => {
          const bars = everyHour(hours, hoursFrom, at);
          const lag = Math.max(ours.p95 ?? 0, microsoft.usualMinutes[1] ?? usualLag);
          const settledUntil = momentOf(millis(at) - lag * 60_000);
          const wrong = all.filter(({ state, isSilent }) => isSilent || !['on', 'not-licensed'].includes(state)).length;
          return (
            <div className="col">
              <Drawn
                draw={(width) => eventsPerHour(bars, { width, label: moment, settledUntil })}
                summary={eventsSentence(bars, moment)}
                table={{
                  head: text.head,
                  rows: bars
                    .filter(({ records }) => records > 0)
                    .map((bar) => [moment(bar.at), bar.records, bar.failures]),
                }}
              />
              <p className="c m">
                {text.late} {text.microsoft} {text.ours(ours.everyMinutes)}{' '}
                {ours.p50 !== undefined && ours.p95 !== undefined && text.measured(ours.p50, ours.p95)}
              </p>
              <details>
                <summary>{text.list(all.length, wrong)}</summary>
                <div className="grid-wrap">
                  <table className="stack">
                    <thead>
                      <tr>
                        {Object.values(text.columns).map((title) => (
                          <th key={title} scope="col">
                            {title}
                          </th>
                        ))}
                      </tr>
                    </thead>
                    <tbody>
                      {all.map((feed) => (
                        <tr key={feed.feed}>
                          <td className="b" title={feed.feed}>
                            {text.names[feed.feed] ?? feed.feed}
                          </td>
                          <td data-h={text.columns.state} className={feed.isSilent ? 'o-fail b' : undefined}>
                            {text.states[feed.state] ?? feed.state}
                            {feed.isSilent && `, ${text.silent}`}
                            {feed.problem && <span className="c s block">{feed.problem}</span>}
                          </td>
                          <td data-h={text.columns.last}>{feed.lastEvent ? moment(feed.lastEvent) : ''}</td>
                          <td data-h={text.columns.lag}>
                            {feed.lagP50 !== undefined &&
                              feed.lagP95 !== undefined &&
                              text.lag(feed.lagP50, feed.lagP95)}
                          </td>
                          <td data-h={text.columns.gaps}>{feed.gaps.length}</td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </div>
              </details>
            </div>
          );
        }}
      </Loaded>
    </Card>
  );
}
