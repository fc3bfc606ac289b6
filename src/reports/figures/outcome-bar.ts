import { type Outcome, outcomeWords, outcomes } from '../../core/outcome.ts';
import { outcomeKeys } from './tokens.ts';

/**
 * One stacked bar of outcomes in their fixed order, with gaps of 2. A count of 0 leaves the bar. `width` and `height`
 * are in units of the view box; the bar stretches to its container.
 */
export function outcomeBar(counts: Readonly<Record<Outcome, number>>, width: number, height: number): string {
  const shown = outcomes.filter((outcome) => counts[outcome] > 0);
  const total = shown.reduce((sum, outcome) => sum + counts[outcome], 0);
  if (total === 0) return '';
  const unit = (width - 2 * (shown.length - 1)) / total;
  let x = 0;
  const rects = shown.map((outcome) => {
    const length = counts[outcome] * unit;
    // The outlined outcome is drawn half a unit smaller, so that its edge stays inside.
    const inset = outcome === 'not-applicable' ? 0.5 : 0;
    const rect = `<rect class="f-${outcomeKeys[outcome]}" x="${(x + inset).toFixed(1)}" y="${inset}" width="${Math.max(length - 2 * inset, 0.5).toFixed(1)}" height="${height - 2 * inset}" rx="2"/>`;
    x += length + 2;
    return rect;
  });
  return `<svg class="bar" width="100%" height="${height}" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" role="img" aria-label="${outcomeSentence(counts)}">${rects.join('')}</svg>`;
}

/** "Pass 12, Fail 3": the bar in words. */
export function outcomeSentence(counts: Readonly<Record<Outcome, number>>): string {
  return outcomes
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => `${outcomeWords[outcome]} ${counts[outcome]}`)
    .join(', ');
}
