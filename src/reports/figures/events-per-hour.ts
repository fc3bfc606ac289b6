import { millis, momentOf } from '../../core/clock.ts';
import { escaped } from './escaped.ts';

/** Events of one hour or day. */
export interface EventBar {
  /** Its beginning, ISO 8601 UTC. */
  at: string;
  records: number;
  failures: number;
}

const hour = 3_600_000;
const height = 150;
const top = 20;
const bottom = 122;
const left = 34;
/** A column is no broader, however few there are. */
const broadest = 96;

/** Every hour from `from` to `to`, those without events with 0. */
export function everyHour(bars: readonly EventBar[], from: string, to: string): EventBar[] {
  const known = new Map(bars.map((bar) => [millis(bar.at), bar]));
  const begin = Math.floor(millis(from) / hour) * hour;
  const count = Math.max(0, Math.min(24 * 14, Math.floor((millis(to) - begin) / hour) + 1));
  return Array.from({ length: count }, (_, index) => {
    const time = begin + index * hour;
    return known.get(time) ?? { at: momentOf(time), records: 0, failures: 0 };
  });
}

/**
 * Events as columns over time, failed ones in red. `settledUntil`: from there on records may still come (Microsoft is
 * late), so the stretch is hatched and an empty hour in it says nothing. `label` gives the words of a moment.
 */
export function eventsPerHour(
  bars: readonly EventBar[],
  given: { width: number; label: (at: string) => string; settledUntil?: string },
): string {
  const { width, label, settledUntil } = given;
  if (bars.length === 0) return '';
  const most = roundAbove(Math.max(1, ...bars.map(({ records }) => records)));
  const step = (width - left) / bars.length;
  const y = (count: number) => bottom - (count / most) * (bottom - top);
  const x = (index: number) => left + index * step;
  const open = settledUntil === undefined ? -1 : bars.findIndex(({ at }) => millis(at) + hour > millis(settledUntil));
  const late =
    open < 0
      ? ''
      : `<rect x="${x(open).toFixed(1)}" y="${top}" width="${(width - x(open)).toFixed(1)}" height="${bottom - top}" fill="url(#hu)" opacity=".45"/>`;
  const columns = bars
    .map(({ records, failures }, index) => {
      if (records === 0) return '';
      const broad = Math.max(1, Math.min(broadest, step - 1.5));
      const [wide, from] = [broad.toFixed(1), (x(index) + Math.max(0, step - 1.5 - broad) / 2).toFixed(1)];
      const [whole, bad] = [y(records), y(failures)];
      const failed =
        failures > 0
          ? `<rect x="${from}" y="${bad.toFixed(1)}" width="${wide}" height="${(bottom - bad).toFixed(1)}" fill="var(--failF)"/>`
          : '';
      return `<rect x="${from}" y="${Math.min(whole, bottom - 1).toFixed(1)}" width="${wide}" height="${Math.max(1, bottom - whole).toFixed(1)}" fill="var(--brand)"/>${failed}`;
    })
    .join('');
  const grid = [0, most / 2, most]
    .filter((count) => count === 0 || count >= 1)
    .map(
      (count) =>
        `<line class="gl" x1="${left}" x2="${width}" y1="${y(count)}" y2="${y(count)}"/><text class="ax" x="${left - 5}" y="${y(count) + 4}" text-anchor="end">${shortCount(Math.round(count))}</text>`,
    )
    .join('');
  const ends = `<text class="ax" x="${left}" y="${height - 8}">${escaped(label(bars[0]!.at))}</text><text class="ax" x="${width}" y="${height - 8}" text-anchor="end">${escaped(label(bars.at(-1)!.at))}</text>`;
  return `<svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(eventsSentence(bars, label))}">${grid}${late}${columns}${ends}</svg>`;
}

/** The chart in one sentence. */
export function eventsSentence(bars: readonly EventBar[], label: (at: string) => string): string {
  const all = bars.reduce((sum, { records }) => sum + records, 0);
  const failed = bars.reduce((sum, { failures }) => sum + failures, 0);
  if (all === 0) return 'No event in this time.';
  const busiest = bars.reduce((a, b) => (b.records > a.records ? b : a));
  return `${all.toLocaleString('en-US')} ${all === 1 ? 'event' : 'events'}${failed > 0 ? `, ${failed.toLocaleString('en-US')} failed` : ''}; most at ${label(busiest.at)}: ${busiest.records.toLocaleString('en-US')}.`;
}

/** The next number that is even and easy to read: 2, 4, 10, 20, 40, 100, … */
function roundAbove(count: number): number {
  for (let unit = 1; ; unit *= 10) {
    const found = [2, 4, 6, 8, 10].find((step) => step * unit >= count);
    if (found !== undefined) return found * unit;
  }
}

function shortCount(count: number): string {
  return count >= 10_000 ? `${Math.round(count / 1_000)}k` : String(count);
}
