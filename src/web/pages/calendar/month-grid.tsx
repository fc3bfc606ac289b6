import { Link } from '@tanstack/react-router';
import type { DueRow } from '../../../api/due.ts';
import { dateOf } from '../../../core/clock.ts';
import { OutcomeBadge } from '../../components/outcome.tsx';
import { words } from '../../words/index.ts';
import { dutyDay, stateLooks } from './duty-words.ts';
import { daysShown } from './month.ts';

const text = words.calendar;
/** Duties of one day that are shown before the rest is counted. */
const most = 3;
const dayName = new Intl.DateTimeFormat(undefined, { weekday: 'short', timeZone: 'UTC' });
const wholeDay = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeZone: 'UTC' });

/** A month as weeks, with the duties of each day. On a narrow screen the days that have one, as a list. */
export function MonthGrid({
  tenant,
  month,
  today,
  items,
}: {
  tenant: string;
  month: string;
  today: string;
  items: readonly DueRow[];
}) {
  const days = daysShown(month);
  const byDay = Map.groupBy(items, dutyDay);
  return (
    <table className="month">
      <caption className="sr">{text.caption(month)}</caption>
      <thead>
        <tr>
          {days.slice(0, 7).map((day) => (
            <th key={day} scope="col">
              {dayName.format(dateOf(`${day}T00:00:00Z`))}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {Array.from({ length: days.length / 7 }, (_, week) => (
          <tr key={days[week * 7]}>
            {days.slice(week * 7, week * 7 + 7).map((day) => {
              const own = byDay.get(day) ?? [];
              const look = [day === today && 'today', !day.startsWith(month) && 'other', own.length === 0 && 'none'];
              return (
                <td key={day} className={look.filter(Boolean).join(' ')}>
                  <time dateTime={day} aria-label={wholeDay.format(dateOf(`${day}T00:00:00Z`))}>
                    {Number(day.slice(8))}
                  </time>
                  <ul>
                    {own.slice(0, most).map(({ key, title, state, page }) => (
                      <li key={key}>
                        <OutcomeBadge outcome={stateLooks[state]} words="" />
                        <span className="sr">{text.states[state]}</span>
                        <Link to={`/t/${tenant}${page}` as '/'} title={title}>
                          {title}
                        </Link>
                      </li>
                    ))}
                    {own.length > most && <li className="s c">{text.more(own.length - most)}</li>}
                  </ul>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
