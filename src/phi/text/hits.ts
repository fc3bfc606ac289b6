import type { Tokens } from './tokens.ts';
import { type Tag, type Vocabulary, wordOf } from './vocabulary.ts';

/** Every term found in a text, by order of start: the longest at each place. */
export interface Hits {
  count: number;
  start: Int32Array;
  end: Int32Array;
  /** First and last token. */
  first: Int32Array;
  last: Int32Array;
  term: Int32Array;
  /** By tag: numbers of the hits that carry it. */
  of: (number[] | undefined)[];
}

const none: readonly number[] = [];

export function findTerms(text: string, tokens: Tokens, vocabulary: Vocabulary): Hits {
  const { count, start, end, hash } = tokens;
  const { first, edges, goesOn, terminal, terms, slots, hashes, mask, seen } = vocabulary;
  const hits: Hits = {
    count: 0,
    start: new Int32Array(count),
    end: new Int32Array(count),
    first: new Int32Array(count),
    last: new Int32Array(count),
    term: new Int32Array(count),
    of: [],
  };
  let found = 0;
  for (let token = 0; token < count; token++) {
    // The same as wordOf, unrolled: most words end here.
    const wanted = hash[token]!;
    if ((seen[(wanted & 0x1ffff) >> 3]! & (1 << (wanted & 7))) === 0) continue;
    let slot = wanted & mask;
    let word = slots[slot]!;
    while (word !== 0 && hashes[slot] !== wanted) {
      slot = (slot + 1) & mask;
      word = slots[slot]!;
    }
    if (word === 0) continue;
    let node = first[word]!;
    if (node === 0) continue;
    let term = terminal[node]!;
    let last = token;
    for (let next = token + 1; goesOn[node] === 1 && next < count && next < token + 8; next++) {
      if (!joins(text, end[next - 1]!, start[next]!)) break;
      // "A P" is no "a/p": two single letters need a sign between them.
      if (
        end[next]! - start[next]! < 2 &&
        end[next - 1]! - start[next - 1]! < 2 &&
        text.charCodeAt(end[next - 1]!) === 32
      )
        break;
      const nextWord = wordOf(vocabulary, hash[next]!);
      if (nextWord === 0) break;
      const edge = edges.get(node * 65_536 + nextWord);
      if (edge === undefined) break;
      node = edge;
      if (terminal[node]! !== -1) {
        term = terminal[node]!;
        last = next;
      }
    }
    if (term === -1) continue;
    const number = found++;
    hits.start[number] = start[token]!;
    hits.end[number] = end[last]!;
    hits.first[number] = token;
    hits.last[number] = last;
    hits.term[number] = term;
    for (const tag of terms[term]!.tags) (hits.of[tag] ??= []).push(number);
    token = last;
  }
  hits.count = found;
  return hits;
}

/** Whether two tokens may be one term: a space, a dash, a slash, a dot, an underscore, or a wrapped line between. */
function joins(text: string, from: number, to: number): boolean {
  const gap = to - from;
  if (gap === 0 || gap > 4) return gap === 0;
  for (let at = from; at < to; at++) {
    switch (text.charCodeAt(at)) {
      case 32:
      case 10:
      case 13:
      case 45:
      case 47:
      case 46:
      case 95:
      case 160:
      case 39:
      case 0x2019:
      case 115:
      case 38:
        break;
      default:
        return false;
    }
  }
  return true;
}

export function hitsOf(hits: Hits, tag: Tag): readonly number[] {
  return hits.of[tag] ?? none;
}

/** The hit of a tag nearest to a span, within `reach` units; -1 when there is none. */
export function nearest(hits: Hits, tag: Tag, start: number, end: number, reach: number): number {
  const list = hits.of[tag];
  if (list === undefined) return -1;
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (hits.start[list[middle]!]! < start) low = middle + 1;
    else high = middle;
  }
  let best = -1;
  let distance = reach + 1;
  if (low > 0) {
    const gap = start - hits.end[list[low - 1]!]!;
    if (gap < distance) {
      best = list[low - 1]!;
      distance = gap;
    }
  }
  if (low < list.length) {
    const gap = hits.start[list[low]!]! - end;
    if (gap < distance) best = list[low]!;
  }
  return best;
}
