import { escaped } from './escaped.ts';

/** A value with its number now, and in the time before. */
export interface RankedValue {
  value: string;
  now: number;
  before: number;
}

const row = 40;

/** Bars of now over outlines of before, one value a row with its name above. `width` in pixels. */
export function rankedBars(values: readonly RankedValue[], width: number): string {
  if (values.length === 0) return '';
  const most = Math.max(1, ...values.flatMap(({ now, before }) => [now, before]));
  const long = width - 120;
  const letters = Math.floor(width / 8);
  const drawn = values
    .map(({ value, now, before }, at) => {
      const y = at * row;
      const name = value.length > letters ? `${value.slice(0, letters - 1)}…` : value;
      const change = now - before;
      const words = `${now.toLocaleString('en-US')} (${change > 0 ? '+' : change < 0 ? '−' : '±'}${Math.abs(change).toLocaleString('en-US')})`;
      const [wide, earlier] = [(now / most) * long, (before / most) * long];
      return `<text class="ax" x="0" y="${y + 12}" style="fill:var(--ink)">${escaped(name)}</text><rect x="0" y="${y + 18}" width="${Math.max(wide, 1).toFixed(1)}" height="10" rx="1.5" fill="var(--brand)"/><rect x=".5" y="${y + 16.5}" width="${Math.max(earlier, 0.5).toFixed(1)}" height="13" rx="1.5" fill="none" stroke="var(--ink3)" stroke-dasharray="3 2"/><text class="ax" x="${(Math.max(wide, earlier) + 8).toFixed(1)}" y="${y + 27}" style="fill:var(--ink);font-weight:600">${words}</text>`;
    })
    .join('');
  const height = values.length * row;
  return `<svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(rankedSentence(values))}">${drawn}</svg>`;
}

/** The bars in one sentence. */
export function rankedSentence(values: readonly RankedValue[]): string {
  const [first] = values;
  if (!first) return 'Nothing changed.';
  const others = values.length > 1 ? ` ${values.length - 1} more moved.` : '';
  return `${first.value}: ${first.now.toLocaleString('en-US')}, ${first.before.toLocaleString('en-US')} the month before.${others}`;
}
