import { folded, units } from './characters.ts';

/** A token holds a digit. */
export const DIGIT = 1;
/** A token starts with a capital. */
export const CAPITAL = 2;
/** A token of two letters or more is all capitals. */
export const CAPITALS = 4;
/** A token is digits alone. */
export const NUMBER = 8;
/** A line starts at or before the token, after the one before it. */
export const LINE = 16;

/** A text cut once into runs of letters and digits; arrays of equal length, valid up to `count`. */
export interface Tokens {
  count: number;
  start: Int32Array;
  end: Int32Array;
  hash: Int32Array;
  flags: Uint8Array;
  /** Tokens that hold a digit, and tokens without one that start with a capital. */
  numbers: number[];
  capitals: number[];
  /** Start of every `@`, in order: the anchors of e-mail addresses. */
  ats: number[];
  /** Start of every `://`: the anchors of addresses. */
  schemes: number[];
  /** Start of every colon that stands between two hex digits or colons: the anchors of IPv6. */
  colons: number[];
}

const seed = 0x811c9dc5 | 0;
const prime = 0x01000193;

/** The hash that a token of this text gets. */
export function hashOf(word: string): number {
  let hash = seed;
  for (let at = 0; at < word.length; at++) {
    const unit = word.charCodeAt(at);
    if (unit !== 39 && unit !== 0x2019) hash = Math.imul(hash ^ folded[unit]!, prime);
  }
  return hash ^ (hash >>> 15);
}

/** The one pass over a text. An inner apostrophe belongs to its word (O'Brien), a possessive ending does not (Smith's). */
export function tokenize(text: string): Tokens {
  const length = text.length;
  let room = Math.max(64, (length / 4) | 0);
  let start = new Int32Array(room);
  let end = new Int32Array(room);
  let hashes = new Int32Array(room);
  let flags = new Uint8Array(room);
  const anchors: Anchors = { ats: [], schemes: [], colons: [] };
  const numbers: number[] = [];
  const capitals: number[] = [];
  let count = 0;
  let at = 0;
  let line = LINE;
  while (at < length) {
    let unit = units[text.charCodeAt(at)]!;
    let kind = unit >> 16;
    if ((kind & 3) === 0) {
      if (kind === 4) {
        if (unit === NEWLINE || unit === RETURN) line = LINE;
        else anchor(text, at, unit & 0xffff, anchors);
      }
      at++;
      continue;
    }
    const from = at;
    const first = kind;
    let hash = seed;
    let digits = 0;
    let upper = 0;
    let skipped = 0;
    let possessive = 0;
    for (;;) {
      if (kind === 2) digits++;
      else if (kind === 3) upper++;
      hash = Math.imul(hash ^ (unit & 0xffff), prime);
      if (++at >= length) break;
      unit = units[text.charCodeAt(at)]!;
      kind = unit >> 16;
      if ((kind & 3) !== 0) continue;
      if ((unit !== 39 && unit !== 0x2019) || digits > 0) break;
      const next = at + 1 < length ? units[text.charCodeAt(at + 1)]! : 0;
      const nextKind = (next >> 16) & 3;
      if (nextKind === 0 || nextKind === 2) break;
      if ((next & 0xffff) === 115 && (at + 2 >= length || ((units[text.charCodeAt(at + 2)]! >> 16) & 3) === 0)) {
        possessive = 2;
        break;
      }
      skipped++;
      at++;
      unit = next;
      kind = nextKind;
    }
    if (count === room) {
      room *= 2;
      start = grown(start, room);
      end = grown(end, room);
      hashes = grown(hashes, room);
      const wider = new Uint8Array(room);
      wider.set(flags);
      flags = wider;
    }
    start[count] = from;
    end[count] = at;
    hashes[count] = hash ^ (hash >>> 15);
    let flag = line;
    if (digits > 0) {
      flag |= digits === at - from ? DIGIT | NUMBER : DIGIT;
      numbers.push(count);
    }
    if (first === 3) {
      flag |= upper > 1 && upper === at - from - skipped ? CAPITAL | CAPITALS : CAPITAL;
      if (digits === 0) capitals.push(count);
    }
    flags[count] = flag;
    count++;
    at += possessive;
    line = 0;
  }
  return { count, start, end, hash: hashes, flags, numbers, capitals, ...anchors };
}

const NEWLINE = 10 | (4 << 16);
const RETURN = 13 | (4 << 16);

interface Anchors {
  ats: number[];
  schemes: number[];
  colons: number[];
}

function anchor(text: string, at: number, unit: number, anchors: Anchors): void {
  if (unit === 64) {
    anchors.ats.push(at);
    return;
  }
  const next = text.charCodeAt(at + 1);
  if (next === 47) {
    if (text.charCodeAt(at + 2) === 47) anchors.schemes.push(at);
  } else if (next === 58 || (isHex(next) && at > 0 && isHex(text.charCodeAt(at - 1)))) anchors.colons.push(at);
}

function isHex(unit: number): boolean {
  return (unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 70) || (unit >= 97 && unit <= 102);
}

function grown(array: Int32Array<ArrayBuffer>, room: number): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(room);
  wider.set(array);
  return wider;
}

/** The last token that starts at or before an offset; -1 when none does. */
export function tokenAt(tokens: Tokens, offset: number): number {
  let low = 0;
  let high = tokens.count - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    if (tokens.start[middle]! <= offset) low = middle + 1;
    else high = middle - 1;
  }
  return high;
}
