import { type Outcome, outcomes } from '../../core/outcome.ts';
import { escaped } from './escaped.ts';
import { outcomeSentence } from './outcome-bar.ts';
import { outcomeKeys } from './tokens.ts';

export interface OutcomeRow {
  name: string;
  counts: Readonly<Partial<Record<Outcome, number>>>;
}

const row = 20;
const names = 130;
const numbers = 34;
const holds: readonly Outcome[] = ['pass', 'attested', 'not-applicable'];

const total = ({ counts }: OutcomeRow) => outcomes.reduce((sum, outcome) => sum + (counts[outcome] ?? 0), 0);

/** A stacked bar of outcomes for each name on one scale, the number of controls at the right. `width` in pixels. */
export function outcomeRows(rows: readonly OutcomeRow[], width: number): string {
  if (rows.length === 0 || width <= names + numbers) return '';
  const most = Math.max(1, ...rows.map(total));
  const long = width - names - numbers;
  const drawn = rows
    .map((one, at) => {
      const y = at * row;
      let x = names;
      const bars = outcomes
        .filter((outcome) => (one.counts[outcome] ?? 0) > 0)
        .map((outcome) => {
          const length = ((one.counts[outcome] ?? 0) / most) * long;
          const inset = outcome === 'not-applicable' ? 0.5 : 0;
          const bar = `<rect class="f-${outcomeKeys[outcome]}" x="${(x + inset).toFixed(1)}" y="${y + 5 + inset}" width="${Math.max(length - 2 - 2 * inset, 0.8).toFixed(1)}" height="${10 - 2 * inset}" rx="2"/>`;
          x += length;
          return bar;
        })
        .join('');
      return `<text class="ax" x="0" y="${y + 14}" style="fill:var(--ink)">${escaped(one.name)}</text>${bars}<text class="ax" x="${width}" y="${y + 14}" text-anchor="end">${total(one)}</text>`;
    })
    .join('');
  const height = rows.length * row;
  return `<svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(rowsSentence(rows))}">${drawn}</svg>`;
}

/** The bars in one sentence: where most is open. */
export function rowsSentence(rows: readonly OutcomeRow[]): string {
  const open = (one: OutcomeRow) => total(one) - holds.reduce((sum, outcome) => sum + (one.counts[outcome] ?? 0), 0);
  const [first] = rows.toSorted((a, b) => open(b) - open(a));
  if (!first) return 'Nothing was judged.';
  return `Most is open in ${first.name}: ${outcomeSentence({ ...none, ...first.counts })}.`;
}

const none = Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
