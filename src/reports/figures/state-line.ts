import { millis } from '../../core/clock.ts';
import { type Outcome, outcomeWords } from '../../core/outcome.ts';
import { escaped } from './escaped.ts';
import { outcomeKeys } from './tokens.ts';

/** A stretch of checks that found the same. ISO 8601 UTC. */
export interface Stretch {
  outcome: Outcome;
  from: string;
  to: string;
}

/**
 * How one control came out over time: a bar a stretch, its outcome above, the day on which it began below. A stretch
 * lasts until the next begins, the last until its newest check. `width` in pixels.
 */
export function stateLine(
  stretches: readonly Stretch[],
  width: number,
  words: Readonly<Record<Outcome, string>>,
  day: (at: string) => string,
): string {
  const [first, last] = [stretches[0], stretches.at(-1)];
  if (!first || !last || width <= 0) return '';
  const [begin, end] = [millis(first.from), millis(last.to)];
  // Each stretch keeps room to be seen, however short it was beside the others.
  const room = Math.min(28, width / stretches.length);
  const free = width - room * stretches.length;
  const ends = stretches.map((_, at) => (stretches[at + 1] ? millis(stretches[at + 1]!.from) : end));
  let x = 0;
  let freeFrom = -Infinity;
  const drawn = stretches
    .map(({ outcome, from }, at) => {
      const share = end > begin ? (ends[at]! - millis(from)) / (end - begin) : 1 / stretches.length;
      const long = room + share * free;
      const left = x;
      x += long;
      const said = left >= freeFrom && long > 34;
      if (said) freeFrom = left + 92;
      const late = left > width - 90;
      const place = late ? `x="${width}" text-anchor="end"` : `x="${left.toFixed(1)}"`;
      return `<rect class="f-${outcomeKeys[outcome]}" x="${left.toFixed(1)}" y="18" width="${Math.max(long - 2, 1).toFixed(1)}" height="12" rx="2"/>${said ? `<text class="ax" ${place} y="12" style="fill:var(--ink)">${words[outcome]}</text><text class="ax" ${place} y="45">${escaped(day(from))}</text>` : ''}`;
    })
    .join('');
  return `<svg width="${width}" height="50" viewBox="0 0 ${width} 50" role="img" aria-label="${escaped(lineSentence(stretches, words, day))}">${drawn}</svg>`;
}

/** "Fail since Nov 2; before, Pass from Oct 9." */
export function lineSentence(
  stretches: readonly Stretch[],
  words: Readonly<Record<Outcome, string>> = outcomeWords,
  day: (at: string) => string = (at) => at.slice(0, 10),
): string {
  const [last, before] = [stretches.at(-1), stretches.at(-2)];
  if (!last) return '';
  return `${words[last.outcome]} since ${day(last.from)}${before ? `; before, ${words[before.outcome]} from ${day(before.from)}` : ', the first check'}.`;
}
