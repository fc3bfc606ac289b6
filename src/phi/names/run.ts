import type { Strength } from '../../core/phi.ts';
import type { Page } from '../text/page.ts';
import { CAPITAL, CAPITALS, DIGIT } from '../text/tokens.ts';
import {
  COMMON,
  DOUBTFUL,
  INITIAL,
  NO,
  type Part,
  RARE,
  type Reader,
  UNKNOWN,
  credentials,
  particles,
  suffixes,
} from './parts.ts';

/** A span of tokens read as a name. */
export interface Run {
  first: number;
  last: number;
  /** "Last, First". */
  reversed: boolean;
  parts: Part[];
  /** Token of the given and of the family name; -1 when the run is one word. */
  givenToken: number;
  familyToken: number;
}

/** What stands between two tokens of one name: a space, a dot after an initial, a dash, or HL7's and X12's separators. */
export function gapKind(page: Page, token: number): 'space' | 'comma' | 'dash' | 'sign' | 'none' {
  const { text, tokens } = page;
  const from = tokens.end[token]!;
  const to = tokens.start[token + 1]!;
  switch (to - from) {
    case 1: {
      const unit = text.charCodeAt(from);
      if (unit === 32 || unit === 160) return 'space';
      if (unit === 45) return 'dash';
      if (unit === 94 || unit === 42) return 'sign';
      return unit === 44 ? 'comma' : unit === 46 && from - tokens.start[token]! < 2 ? 'space' : 'none';
    }
    case 2: {
      const pair = text.slice(from, to);
      if (pair === ', ') return 'comma';
      return pair === '. ' && tokens.end[token]! - tokens.start[token]! <= 2 ? 'space' : 'none';
    }
    default:
      return 'none';
  }
}

/** "de", "van", or the first of "de la" and "van den", before a capital. */
function isParticle({ tokens }: Page, token: number): boolean {
  let at = token;
  while (at < token + 3 && at < tokens.count && particles.has(tokens.hash[at]!)) {
    at++;
    if (at < tokens.count && (tokens.flags[at]! & CAPITAL) !== 0) return true;
  }
  return false;
}

/** The small second half of a given name: "Soo-jin". */
function isTail(page: Page, token: number): boolean {
  const { tokens } = page;
  const length = tokens.end[token]! - tokens.start[token]!;
  return (
    length > 1 &&
    length < 7 &&
    (tokens.flags[token]! & DIGIT) === 0 &&
    gapKind(page, token - 1) === 'dash' &&
    tokens.end[token - 1]! - tokens.start[token - 1]! < 7
  );
}

/**
 * Whether a run from a token may have a second part: a capital, a particle or a dash follows. It says no only where
 * `runAt` finds one part or none, and is asked first because it costs a twentieth of it.
 */
export function goesOn({ text, tokens }: Page, token: number): boolean {
  const next = token + 1;
  return (
    next < tokens.count &&
    ((tokens.flags[next]! & CAPITAL) !== 0 ||
      particles.has(tokens.hash[next]!) ||
      text.charCodeAt(tokens.end[token]!) === 45)
  );
}

/** The longest name that starts at a token: at most four parts, a dashed pair counted as one. `led`: a label or title says that a name comes. */
export function runAt(page: Page, reader: Reader, first: number, led: boolean): Run | undefined {
  const { tokens } = page;
  const parts: Part[] = [];
  const words: number[] = [];
  let at = first;
  let reversed = false;
  let last = first;
  while (at < tokens.count && parts.length < 5) {
    const part = reader.part(at);
    const particle = part === NO && isParticle(page, at);
    if (part === NO && !particle) {
      if (parts.length !== 1 || !isTail(page, at)) break;
      last = at;
      if (at + 1 >= tokens.count || gapKind(page, at) !== 'space') break;
      at++;
      continue;
    }
    if (parts.length > 0 && reversed && credentials.has(tokens.hash[at]!) && !reader.given(at)) break;
    // "Ana Ruiz MD", "Ana Ruiz SOC 3/4": a name that is not in capitals ends before a word that is.
    if (
      parts.length > 1 &&
      !suffixes.has(tokens.hash[at]!) &&
      tokens.end[at]! - tokens.start[at]! > 1 &&
      (tokens.flags[at]! & CAPITALS) !== 0 &&
      (tokens.flags[at - 1]! & CAPITALS) === 0 &&
      tokens.end[at - 1]! - tokens.start[at - 1]! > 1 &&
      !reversed
    )
      break;
    if (!particle) {
      parts.push(part);
      words.push(at);
      last = at;
    } else if (parts.length === 0 && !led && !reader.given(at)) break;
    if (at + 1 >= tokens.count) break;
    const gap = gapKind(page, at);
    if (gap === 'comma') {
      if (reversed || parts.length > 2 || particle) break;
      const next = reader.part(at + 1);
      if (
        next === INITIAL &&
        parts.length === 1 &&
        parts[0] === COMMON &&
        reader.family(words[0]!) &&
        !reader.given(words[0]!)
      ) {
        parts.push(INITIAL);
        words.push(at + 1);
        reversed = true;
        last = at + 1;
        break;
      }
      if (suffixes.has(tokens.hash[at + 1]!)) {
        last = at + 1;
        break;
      }
      if (credentials.has(tokens.hash[at + 1]!) && !reader.given(at + 1)) break;
      const joinsGiven =
        next >= RARE &&
        next !== INITIAL &&
        (reader.given(at + 1) ||
          (parts.length === 1 && (led || next === COMMON || (next === RARE && parts[0] === COMMON))));
      const single = parts.length === 1 || (parts.length === 2 && gapKind(page, words[0]!) === 'dash');
      // "Van Dyke, Wendell": a particle and a family name.
      const particled = parts.length === 2 && particles.has(tokens.hash[words[0]!]!);
      if (!joinsGiven || !(single || particled || (led && parts.length === 2 && !reader.given(words[0]!)))) {
        if (!(led && single && next === UNKNOWN)) break;
      }
      reversed = true;
    } else if (gap === 'none') break;
    at++;
    if (gap === 'space' && suffixes.has(tokens.hash[at]!) && parts.length > 1) {
      last = at;
      break;
    }
  }
  if (parts.length === 0) return undefined;
  const full = words.filter((_, index) => parts[index] !== INITIAL);
  const comma = reversed
    ? words.findIndex((word, index) => index + 1 < words.length && gapKind(page, word) === 'comma')
    : -1;
  const givenToken = reversed ? (words[comma + 1] ?? -1) : (full[0] ?? -1);
  const familyToken = reversed ? words[0]! : full.length > 1 ? full.at(-1)! : -1;
  return { first, last, reversed, parts, givenToken, familyToken: familyToken === givenToken ? -1 : familyToken };
}

/** How sure a run without a label is; undefined when it is no name. */
export function freeStrength(reader: Reader, run: Run, page: Page): Strength | undefined {
  const { givenToken, familyToken, parts } = run;
  if (givenToken < 0 || familyToken < 0 || parts.length > 4) return undefined;
  const given = reader.part(givenToken);
  if (run.reversed && given === INITIAL) return 'likely';
  const family = reader.part(familyToken);
  const isGiven = reader.given(givenToken);
  const isFamily = reader.family(familyToken);
  if (parts[0] === INITIAL && !run.reversed) return undefined;
  if (given === COMMON && isGiven) {
    if (family === COMMON && isFamily) return 'certain';
    return family === DOUBTFUL ? (isFamily ? 'likely' : undefined) : family >= UNKNOWN ? 'likely' : undefined;
  }
  if (given === DOUBTFUL && isGiven) return family === COMMON && isFamily ? 'likely' : undefined;
  if (given === RARE && family === RARE && page.tokens.end[givenToken]! - page.tokens.start[givenToken]! > 3)
    return 'weak';
  if (given === RARE)
    return family === COMMON && isFamily && page.tokens.end[givenToken]! - page.tokens.start[givenToken]! > 2
      ? 'likely'
      : undefined;
  if (given === COMMON && isFamily && family === COMMON && !run.reversed) return 'likely';
  return undefined;
}
