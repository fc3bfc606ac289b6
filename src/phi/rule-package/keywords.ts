import type { KeywordGroup } from './package.ts';
import type { Span } from './span.ts';

interface Term {
  text: string;
  /** In small letters, of the same length as `text`. */
  folded: string;
  style: 'word' | 'string';
  caseSensitive: boolean;
}

/** A keyword list ready to run: terms that begin with a word are looked up by it, the others searched for. */
export interface KeywordFinder {
  byWord: ReadonlyMap<string, readonly Term[]>;
  loose: readonly Term[];
  /** All first words at once, where they are few: faster than to look at every word of the text. */
  few?: RegExp;
}

const mostAtOnce = 200;

const word = /[\p{L}\p{N}_]+/gu;
/** One word from a place on. Apart from `word`: matchAll goes on where the other's search ended. */
const wordAt = /[\p{L}\p{N}_]+/uy;
const wordUnit = /[\p{L}\p{N}_]/u;

/** Small letters, unit for unit, so that offsets hold. */
export function folded(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower.replaceAll('\u017f', 's');
  return Array.from(text, (unit) => (unit.toLowerCase().length === unit.length ? unit.toLowerCase() : unit)).join('');
}

export function keywordFinder(groups: readonly KeywordGroup[]): KeywordFinder {
  const byWord = new Map<string, Term[]>();
  const loose: Term[] = [];
  for (const { style, terms } of groups) {
    for (const { text, caseSensitive } of terms) {
      if (text.trim() === '') continue;
      const term = { text, folded: folded(text), style, caseSensitive };
      const first = style === 'word' ? /^[\p{L}\p{N}_]+/u.exec(term.folded)?.[0] : undefined;
      if (first === undefined) loose.push(term);
      else byWord.set(first, [...(byWord.get(first) ?? []), term]);
    }
  }
  const few = byWord.size > 0 && byWord.size <= mostAtOnce;
  // Words hold no sign that means something in a pattern; the longest comes first, for one may begin another.
  const longestFirst = [...byWord.keys()].sort((a, b) => b.length - a.length);
  return { byWord, loose, ...(few && { few: new RegExp(`(?:${longestFirst.join('|')})`, 'g') }) };
}

/** Every keyword of a list in a text, by start. `lower` is the text as `folded` gives it. */
export function findKeywords({ byWord, loose, few }: KeywordFinder, text: string, lower: string): Span[] {
  const found: Span[] = [];
  const tryAt = (term: Term, start: number): boolean => {
    const end = start + term.folded.length;
    if (!lower.startsWith(term.folded, start)) return false;
    if (term.caseSensitive && !text.startsWith(term.text, start)) return false;
    if (term.style === 'word' && (joined(lower, start) || joined(lower, end))) return false;
    found.push({ start, end });
    return true;
  };
  if (few) {
    for (const { index } of lower.matchAll(few)) {
      if (joined(lower, index)) continue;
      // What was found may be the start of a longer word, which then is no term's first word or another's.
      wordAt.lastIndex = index;
      for (const term of byWord.get(wordAt.exec(lower)![0]) ?? []) tryAt(term, index);
    }
  } else if (byWord.size > 0) {
    for (const { 0: token, index } of lower.matchAll(word)) {
      for (const term of byWord.get(token) ?? []) tryAt(term, index);
    }
  }
  for (const term of loose) {
    for (let at = lower.indexOf(term.folded); at >= 0; at = lower.indexOf(term.folded, at + 1)) tryAt(term, at);
  }
  return found.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Whether a place lies within a word. */
function joined(text: string, at: number): boolean {
  return at > 0 && at < text.length && wordUnit.test(text[at - 1]!) && wordUnit.test(text[at]!);
}
