import type { Hits } from '../text/hits.ts';
import type { Page } from '../text/page.ts';

/** Whether the term of a hit tells of somebody's health by itself. */
export type IsHealth = (hit: number) => boolean;

/** A code of a diagnosis behind one of a service. */
const code = /\b\d{5} [A-TV-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?\b/;

/** Whether the line of a token holds a clear health term; lines are read once. */
export function lineReader({ text, tokens }: Page, hits: Hits, isHealth: IsHealth): (token: number) => boolean {
  let from = 0;
  let to = -1;
  let tells = false;
  return (token) => {
    const start = tokens.start[token]!;
    if (start >= from && start < to) return tells;
    from = text.lastIndexOf('\n', start) + 1;
    to = text.indexOf('\n', start);
    if (to < 0) to = text.length + 1;
    from = Math.max(from, start - 250);
    to = Math.min(to, start + 250);
    tells = code.test(text.slice(from, to));
    for (let hit = firstHit(hits, from); hit < hits.count && hits.start[hit]! < to; hit++)
      if (isHealth(hit)) {
        tells = true;
        break;
      }
    return tells;
  };
}

/**
 * Whether a clear health term stands within twice the reach of a line's reader: where none does, no line of a token
 * tells of health, and its words need not be looked at. Asked of tokens in order.
 */
export function nearHealth({ tokens, hits }: Page, isHealth: IsHealth): (token: number) => boolean {
  let hit = 0;
  let before = -Infinity;
  return (token) => {
    const start = tokens.start[token]!;
    for (; hit < hits.count && hits.start[hit]! < start + 500; hit++) if (isHealth(hit)) before = hits.start[hit]!;
    return before >= start - 500;
  };
}

export function firstHit(hits: Hits, place: number): number {
  let low = 0;
  let high = hits.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (hits.start[middle]! < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The hit that starts at a token; -1 when none does. */
export function hitAt(hits: Hits, token: number): number {
  let low = 0;
  let high = hits.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (hits.first[middle]! < token) low = middle + 1;
    else high = middle;
  }
  return low < hits.count && hits.first[low] === token ? low : -1;
}
