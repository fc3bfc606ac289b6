import { ANCHOR, CAPITAL_UNIT, DIGIT_UNIT, WORDLY, folded, units } from './characters.ts';

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

/** Longer texts get memory of their own, which goes with them. */
const keptUnits = 1 << 18;
const kept = Buffer.alloc(2 * (keptUnits + 2));

/** The UTF-16 units of a text and two separators after them: an array is read more than twice as fast as a string. */
function unitsOf(text: string): Uint16Array {
  const bytes = text.length <= keptUnits ? kept : Buffer.alloc(2 * (text.length + 2));
  bytes.write(text, 'utf16le');
  return new Uint16Array(bytes.buffer, bytes.byteOffset, text.length + 2);
}

/**
 * The one pass over a text. An inner apostrophe belongs to its word (O'Brien), a possessive ending does not (Smith's).
 * Tokens of a text that is done with may be given, to be filled anew: new memory costs as much as half the pass.
 */
export function tokenize(text: string, done?: Tokens): Tokens {
  const read = unitsOf(text);
  const tokens = done === undefined ? tokensOf(Math.max(64, text.length >> 2)) : emptied(done);
  let at = fill(tokens, read, 0, text.length);
  while (at < text.length) {
    grow(tokens);
    at = fill(tokens, read, at, text.length);
  }
  // Nothing of a text stays behind.
  read.fill(0);
  return tokens;
}

function emptied({ start, end, hash, flags }: Tokens): Tokens {
  return { count: 0, start, end, hash, flags, numbers: [], capitals: [], ats: [], schemes: [], colons: [] };
}

/**
 * Cuts tokens from an offset on, until the text or the room ends; returns where it stopped, behind a token. What it
 * writes to is constant while it runs, and units are told apart without branches: this loop is a third of the engine.
 */
function fill(tokens: Tokens, read: Uint16Array, offset: number, length: number): number {
  const { start, end, hash: hashes, flags, numbers, capitals } = tokens;
  const table = units;
  const room = start.length;
  let { count } = tokens;
  let at = offset;
  let line = offset === 0 ? LINE : 0;
  while (at < length && count < room) {
    let unit = table[read[at]!]!;
    if ((unit & WORDLY) === 0) {
      if ((unit & ANCHOR) !== 0) {
        if (unit === NEWLINE || unit === RETURN) line = LINE;
        else anchor(read, at, tokens);
      }
      at++;
      continue;
    }
    const from = at;
    let hash = seed;
    let any = 0;
    let all = -1;
    do {
      any |= unit;
      all &= unit;
      hash = Math.imul(hash ^ (unit & 0xffff), prime);
      // The separators after the text end its last token.
      unit = table[read[++at]!]!;
    } while ((unit & WORDLY) !== 0);
    let letters = at - from;
    let rest = 0;
    if ((unit === 39 || unit === 0x2019) && (any & DIGIT_UNIT) === 0) {
      const word = apostrophized(read, from);
      ({ hash, any, all, letters, rest } = word);
      at = word.end;
    }
    start[count] = from;
    end[count] = at;
    hashes[count] = hash ^ (hash >>> 15);
    let flag = line;
    if ((any & DIGIT_UNIT) !== 0) {
      flag |= (all & DIGIT_UNIT) !== 0 ? DIGIT | NUMBER : DIGIT;
      numbers.push(count);
    }
    if ((table[read[from]!]! & CAPITAL_UNIT) !== 0) {
      flag |= (all & CAPITAL_UNIT) !== 0 && letters > 1 ? CAPITAL | CAPITALS : CAPITAL;
      if ((any & DIGIT_UNIT) === 0) capitals.push(count);
    }
    flags[count] = flag;
    count++;
    at += rest;
    line = 0;
  }
  tokens.count = count;
  return at;
}

interface Word {
  hash: number;
  any: number;
  all: number;
  letters: number;
  end: number;
  /** Units of a possessive ending, which belong to no token. */
  rest: number;
}

/** A token read again from its start because an apostrophe follows a part of it. Apart from the loop that has no room for it. */
function apostrophized(read: Uint16Array, from: number): Word {
  const word: Word = { hash: seed, any: 0, all: -1, letters: 0, end: from, rest: 0 };
  let unit = units[read[from]!]!;
  for (;;) {
    word.any |= unit;
    word.all &= unit;
    word.hash = Math.imul(word.hash ^ (unit & 0xffff), prime);
    word.letters++;
    unit = units[read[++word.end]!]!;
    if ((unit & WORDLY) !== 0) continue;
    if ((unit !== 39 && unit !== 0x2019) || (word.any & DIGIT_UNIT) !== 0) return word;
    const next = units[read[word.end + 1]!]!;
    if ((next & (WORDLY | DIGIT_UNIT)) !== WORDLY) return word;
    if ((next & 0xffff) === 115 && (units[read[word.end + 2]!]! & WORDLY) === 0) {
      word.rest = 2;
      return word;
    }
    word.end++;
    unit = next;
  }
}

const NEWLINE = 10 | ANCHOR;
const RETURN = 13 | ANCHOR;

function anchor(read: Uint16Array, at: number, { ats, schemes, colons }: Tokens): void {
  if (read[at] === 64) {
    ats.push(at);
    return;
  }
  const next = read[at + 1]!;
  if (next === 47) {
    if (read[at + 2] === 47) schemes.push(at);
  } else if (next === 58 || (isHex(next) && at > 0 && isHex(read[at - 1]!))) colons.push(at);
}

function isHex(unit: number): boolean {
  return (unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 70) || (unit >= 97 && unit <= 102);
}

function tokensOf(room: number): Tokens {
  return {
    count: 0,
    start: new Int32Array(room),
    end: new Int32Array(room),
    // One more, so that the word after the last may be asked for.
    hash: new Int32Array(room + 1),
    flags: new Uint8Array(room),
    numbers: [],
    capitals: [],
    ats: [],
    schemes: [],
    colons: [],
  };
}

function grow(tokens: Tokens): void {
  const wider = tokensOf(tokens.count * 2);
  wider.start.set(tokens.start);
  wider.end.set(tokens.end);
  wider.hash.set(tokens.hash);
  wider.flags.set(tokens.flags);
  const { start, end, hash, flags } = wider;
  Object.assign(tokens, { start, end, hash, flags });
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
