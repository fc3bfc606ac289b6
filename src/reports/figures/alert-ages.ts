import { escaped } from './escaped.ts';

/** Alerts of one age that nobody closed. */
export interface AgeOfAlerts {
  /** "to 1 day" */
  title: string;
  overdue: number;
  waiting: number;
  inHand: number;
}

const height = 150;
const top = 18;
const bottom = 122;

/** Alerts that are not closed by age: overdue in red, waiting in the brand's color, in hand in outline. */
export function alertAges(ages: readonly AgeOfAlerts[], width: number): string {
  const sum = ({ overdue, waiting, inHand }: AgeOfAlerts) => overdue + waiting + inHand;
  const most = Math.max(1, ...ages.map(sum));
  const step = width / ages.length;
  const wide = Math.min(56, step * 0.6);
  const drawn = ages
    .map((age, at) => {
      const middle = step * at + step / 2;
      let y = bottom;
      const parts = [
        [age.overdue, 'fill="var(--failF)"'],
        [age.waiting, 'fill="var(--brand)"'],
        [age.inHand, 'fill="var(--brandT)" stroke="var(--brand)"'],
      ] as const;
      const bars = parts
        .filter(([count]) => count > 0)
        .map(([count, look]) => {
          const high = (count / most) * (bottom - top);
          y -= high;
          return `<rect x="${(middle - wide / 2).toFixed(1)}" y="${y.toFixed(1)}" width="${wide.toFixed(1)}" height="${Math.max(1, high - 1).toFixed(1)}" rx="1.5" ${look}/>`;
        })
        .join('');
      const count =
        sum(age) > 0
          ? `<text class="ax" x="${middle.toFixed(1)}" y="${(y - 5).toFixed(1)}" text-anchor="middle" style="font-weight:600;fill:var(--ink)">${sum(age)}</text>`
          : '';
      return `${bars}${count}<text class="ax" x="${middle.toFixed(1)}" y="${bottom + 16}" text-anchor="middle">${escaped(age.title)}</text>`;
    })
    .join('');
  return `<svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(alertAgesSentence(ages))}"><line class="gl" x1="0" x2="${width}" y1="${bottom}" y2="${bottom}"/>${drawn}</svg>`;
}

/** The chart in one sentence. */
export function alertAgesSentence(ages: readonly AgeOfAlerts[]): string {
  const of = (name: 'overdue' | 'waiting' | 'inHand') => ages.reduce((sum, age) => sum + age[name], 0);
  const waiting = of('overdue') + of('waiting');
  const wait = waiting === 1 ? '1 alert waits' : `${waiting} alerts wait`;
  return `${wait} for somebody, ${of('overdue')} overdue; ${of('inHand')} in hand.`;
}
