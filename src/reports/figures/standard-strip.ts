import type { Outcome } from '../../core/outcome.ts';
import { escaped } from './escaped.ts';
import { outcomeKeys } from './tokens.ts';

/** A standard with the outcomes of its controls, the worst first. */
export interface StripRow {
  title: string;
  outcomes: readonly Outcome[];
}

const row = 20;
const names = 230;
const numbers = 62;
const holds: ReadonlySet<Outcome> = new Set(['pass', 'attested']);

/**
 * A row of cells for each standard, one cell a control in the fill of its outcome: where red and hatched run long, the
 * standard is weak. Cells keep one size in all rows, so that lengths compare. `width` in pixels.
 */
export function standardStrip(rows: readonly StripRow[], width: number): string {
  if (rows.length === 0 || width <= 0) return '';
  const narrow = width < 480;
  const left = narrow ? 0 : names;
  const high = narrow ? row * 2 : row;
  const most = Math.max(...rows.map(({ outcomes }) => outcomes.length));
  const step = Math.min(14, (width - left - numbers) / most);
  const letters = Math.floor((narrow ? width : names) / 6.6);
  const drawn = rows
    .map(({ title, outcomes }, at) => {
      const y = at * high;
      const name = title.length > letters ? `${title.slice(0, letters - 1)}…` : title;
      const cells = outcomes
        .map((outcome, place) => {
          const inset = outcome === 'not-applicable' ? 0.5 : 0;
          return `<rect class="f-${outcomeKeys[outcome]}" x="${(left + place * step + inset).toFixed(1)}" y="${y + (narrow ? row : 0) + 4 + inset}" width="${Math.max(step - (step > 5 ? 2 : 1) - 2 * inset, 0.8).toFixed(1)}" height="${12 - 2 * inset}" rx="${step > 5 ? 2 : 0}"/>`;
        })
        .join('');
      return `<text class="ax" x="0" y="${y + 14}" style="fill:var(--ink)">${escaped(name)}</text>${cells}<text class="ax" x="${width}" y="${y + (narrow ? row : 0) + 14}" text-anchor="end">${heldOf(outcomes)}</text>`;
    })
    .join('');
  return `<svg width="${width}" height="${rows.length * high}" viewBox="0 0 ${width} ${rows.length * high}" role="img" aria-label="${escaped(stripSentence(rows))}">${drawn}</svg>`;
}

/** "3 of 12": controls that hold, of those that apply. */
export function heldOf(outcomes: readonly Outcome[]): string {
  const applying = outcomes.filter((outcome) => outcome !== 'not-applicable');
  return `${applying.filter((outcome) => holds.has(outcome)).length} of ${applying.length}`;
}

/** The strip in one sentence: the weakest standard by the share that does not hold. */
export function stripSentence(rows: readonly StripRow[]): string {
  const weak = rows
    .map(({ title, outcomes }) => {
      const applying = outcomes.filter((outcome) => outcome !== 'not-applicable');
      const open = applying.filter((outcome) => !holds.has(outcome)).length;
      return { title, outcomes, open, share: applying.length === 0 ? 0 : open / applying.length };
    })
    .filter(({ open }) => open > 0)
    .toSorted((a, b) => b.open - a.open || b.share - a.share);
  const whole = `${rows.length - weak.length} of ${rows.length} standards have no open control.`;
  const [first] = weak;
  return first ? `${whole} Most is open under ${first.title}: ${heldOf(first.outcomes)} hold.` : whole;
}
