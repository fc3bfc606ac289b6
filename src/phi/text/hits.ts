import type { Tokens } from './tokens.ts';
import { type Tag, type Vocabulary, edgeOf, filterBits, pairBit, wordOf } from './vocabulary.ts';

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

/** The terms of a text. Hits of a text that is done with may be given, to be filled anew. */
export function findTerms(text: string, tokens: Tokens, vocabulary: Vocabulary, done?: Hits): Hits {
  const { count, hash } = tokens;
  const { alone, pairs } = vocabulary;
  const hits = done === undefined ? hitsWith(64 + (count >> 2)) : { ...done, count: 0, of: [] };
  for (let token = 0; token < count; token++) {
    // Six words of seven end here: they are no term, and start none together with the next word.
    const bit = hash[token]! & (filterBits - 1);
    const pair = pairBit(hash[token]!, hash[token + 1]!);
    const goes = (pairs[pair >> 3]! >> (pair & 7)) & 1;
    if ((((alone[bit >> 3]! >> (bit & 7)) & 1) | goes) === 0) continue;
    token = longestAt(text, tokens, vocabulary, token, goes === 1, hits);
  }
  return hits;
}

/** Takes the longest term that starts at a token, of one word unless it `goes` on; returns the last token looked at. */
function longestAt(
  text: string,
  tokens: Tokens,
  vocabulary: Vocabulary,
  token: number,
  goes: boolean,
  hits: Hits,
): number {
  const { count, start, end, hash } = tokens;
  const { edges, goesOn, terminal } = vocabulary;
  const word = wordOf(vocabulary, hash[token]!);
  let node = vocabulary.first[word]!;
  if (node === 0) return token;
  let term = terminal[node]!;
  let last = token;
  const limit = goes ? Math.min(count, token + 8) : 0;
  for (let next = token + 1; goesOn[node] === 1 && next < limit; next++) {
    const nextWord = wordOf(vocabulary, hash[next]!);
    if (nextWord === 0) break;
    node = edgeOf(edges, node, nextWord);
    if (node === 0 || !joins(text, end[next - 1]!, start[next]!)) break;
    // "A P" is no "a/p": two single letters need a sign between them.
    if (
      end[next]! - start[next]! < 2 &&
      end[next - 1]! - start[next - 1]! < 2 &&
      text.charCodeAt(end[next - 1]!) === 32
    )
      break;
    if (terminal[node]! !== -1) {
      term = terminal[node]!;
      last = next;
    }
  }
  if (term === -1) return token;
  if (hits.count === hits.start.length) grow(hits);
  const number = hits.count++;
  hits.start[number] = start[token]!;
  hits.end[number] = end[last]!;
  hits.first[number] = token;
  hits.last[number] = last;
  hits.term[number] = term;
  for (const tag of vocabulary.terms[term]!.tags) (hits.of[tag] ??= []).push(number);
  return last;
}

function hitsWith(room: number): Hits {
  return {
    count: 0,
    start: new Int32Array(room),
    end: new Int32Array(room),
    first: new Int32Array(room),
    last: new Int32Array(room),
    term: new Int32Array(room),
    of: [],
  };
}

function grow(hits: Hits): void {
  const { start, end, first, last, term } = hitsWith(hits.count * 2);
  start.set(hits.start);
  end.set(hits.end);
  first.set(hits.first);
  last.set(hits.last);
  term.set(hits.term);
  Object.assign(hits, { start, end, first, last, term });
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
