import { escaped } from './escaped.ts';

/** A link of the histogram. */
export interface AgedLink {
  /** Days. Undefined: nothing tells when it was made. */
  days?: number;
  behind: 'phi' | 'unknown' | 'none';
}

/** Upper ends of the columns in days, the last without one. */
const ends = [7, 30, 90, 180, 365, Infinity] as const;
const titles = ['to 7 d', '8–30 d', '31–90 d', '91–180 d', '181–365 d', 'over 1 y', 'not known'] as const;

export interface AgeColumn {
  title: string;
  phi: number;
  unknown: number;
  none: number;
}

/** Links by age, and by what lies behind them. */
export function ageColumns(links: readonly AgedLink[]): AgeColumn[] {
  const columns = titles.map((title): AgeColumn => ({ title, phi: 0, unknown: 0, none: 0 }));
  for (const { days, behind } of links) {
    const at = days === undefined ? titles.length - 1 : ends.findIndex((end) => days <= end);
    columns[at]![behind]++;
  }
  return columns;
}

const height = 170;
const top = 18;
const bottom = 136;

/** Links by age as columns; red with PHI behind, hatched where that is not known. `width` in pixels. */
export function linkAges(links: readonly AgedLink[], width: number): string {
  if (links.length === 0) return '';
  const columns = ageColumns(links);
  const most = Math.max(...columns.map(({ phi, unknown, none }) => phi + unknown + none));
  const step = width / columns.length;
  const wide = Math.min(64, step * 0.62);
  const drawn = columns.map((column, at) => drawnColumn(column, step * at + step / 2, wide, most, step < 62)).join('');
  return `<svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(linkAgesSentence(links))}"><line class="gl" x1="0" x2="${width}" y1="${bottom}" y2="${bottom}"/>${drawn}</svg>`;
}

/** The histogram in one sentence. */
export function linkAgesSentence(links: readonly AgedLink[]): string {
  const old = links.filter(({ days }) => days !== undefined && days > 90);
  const phi = old.filter(({ behind }) => behind === 'phi').length;
  const unknown = links.filter(({ days }) => days === undefined).length;
  return `${links.length} ${links.length === 1 ? 'link or right' : 'links and rights'}: ${old.length} older than 90 days, ${phi} of those with PHI behind${unknown > 0 ? `; of ${unknown} the age is not known` : ''}.`;
}

function drawnColumn(column: AgeColumn, middle: number, wide: number, most: number, narrow: boolean): string {
  const total = column.phi + column.unknown + column.none;
  let y = bottom;
  const parts = [
    { count: column.phi, fill: 'var(--failF)' },
    { count: column.unknown, fill: 'url(#hu)' },
    { count: column.none, fill: 'var(--brand)' },
  ]
    .filter(({ count }) => count > 0)
    .map(({ count, fill }) => {
      const high = (count / most) * (bottom - top);
      y -= high;
      return `<rect x="${(middle - wide / 2).toFixed(1)}" y="${y.toFixed(1)}" width="${wide.toFixed(1)}" height="${Math.max(high - 1, 1).toFixed(1)}" rx="1.5" fill="${fill}"/>`;
    })
    .join('');
  const count =
    total > 0
      ? `<text class="ax" x="${middle.toFixed(1)}" y="${(y - 5).toFixed(1)}" text-anchor="middle" style="font-weight:600;fill:var(--ink)">${total}</text>`
      : '';
  const [first, ...rest] = column.title.split(' ');
  const lines = narrow ? [first!, rest.join(' ')] : [column.title];
  const name = lines
    .map(
      (line, row) =>
        `<text class="ax" x="${middle.toFixed(1)}" y="${bottom + 16 + row * 13}" text-anchor="middle">${escaped(line)}</text>`,
    )
    .join('');
  return parts + count + name;
}
