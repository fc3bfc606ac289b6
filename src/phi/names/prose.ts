import { hitsOf } from '../text/hits.ts';
import type { Page } from '../text/page.ts';
import { CAPITAL, hashOf, tokenAt } from '../text/tokens.ts';
import { tagOf } from '../text/vocabulary.ts';
import { type NameCandidate, type Take, byCredential, isPlace } from './found.ts';
import {
  COMMON,
  DOUBTFUL,
  INITIAL,
  NO,
  RARE,
  type Reader,
  UNKNOWN,
  doctorTitles,
  placeLeads,
  placeWords,
  titles,
} from './parts.ts';
import { type Run, freeStrength, gapKind, goesOn, runAt } from './run.ts';

/** "Nurse Navigator" is an office. */
const nurse = hashOf('nurse');
const smallTitle = tagOf('ctx.title');
export function readText(page: Page, reader: Reader, taken: Uint8Array, take: Take): void {
  const { tokens } = page;
  const small = hitsOf(page.hits, smallTitle)
    .map((hit) => page.hits.first[hit]!)
    .filter((token) => (tokens.flags[token]! & CAPITAL) === 0);
  let past = -1;
  for (const token of small.length === 0 ? tokens.capitals : [...tokens.capitals, ...small].sort((a, b) => a - b)) {
    if (token <= past || taken[token] !== 0 || !goesOn(page, token)) continue;
    const doctor = doctorTitles.has(tokens.hash[token]!);
    if ((doctor || titles.has(tokens.hash[token]!)) && token + 1 < tokens.count && titleGap(page, token)) {
      const run = afterTitle(page, runAt(page, reader, token + 1, true));
      if (
        run !== undefined &&
        taken[token + 1] === 0 &&
        run.parts[0] !== NO &&
        !(
          run.parts.length === 1 &&
          (run.parts[0] === INITIAL || (tokens.hash[token] === nurse && run.parts[0] !== COMMON))
        )
      ) {
        if (!(doctor && isPlace(page, run)))
          take(run, Math.max(...run.parts) >= RARE ? 'certain' : 'likely', doctor ? 'provider' : 'unknown', {
            pattern: 'a title and a name',
            context: { word: page.text.slice(tokens.start[token], tokens.end[token]), distance: 1 },
          });
        past = run.last;
        continue;
      }
    }
    const part = reader.part(token);
    if (part === INITIAL) {
      const initialed = withInitials(page, reader, token);
      if (initialed !== undefined && taken[initialed.last] === 0) {
        const initialedBy = byCredential(page, initialed);
        take(initialed, initialedBy === undefined ? 'weak' : 'likely', initialedBy ?? 'unknown', {
          pattern: 'initials and a family name',
        });
        past = initialed.last;
      }
      continue;
    }
    if (part === NO) continue;
    const run = runAt(page, reader, token, false);
    if (run === undefined || run.parts.length < 2 || isList(page, reader, run)) continue;
    const strength = freeStrength(reader, run, page) ?? cellStrength(page, reader, run);
    const credential = byCredential(page, run);
    if (strength === undefined && credential === undefined) continue;
    if (
      strength === undefined &&
      (run.parts.length > 3 ||
        run.parts.some(
          (part, index) => part === DOUBTFUL && !(index === 0 ? reader.given(run.first) : reader.family(run.last)),
        ))
    )
      continue;
    if (
      isPlace(page, run) ||
      (token > 0 &&
        placeLeads.has(tokens.hash[token - 1]!) &&
        (tokens.flags[token - 1]! & CAPITAL) !== 0 &&
        gapKind(page, token - 1) === 'space')
    ) {
      past = run.last;
      continue;
    }
    take(run, strength ?? 'likely', credential ?? 'unknown', {
      pattern: run.reversed ? 'Last, First, in the lists of names' : 'First Last, in the lists of names',
    });
    past = run.last;
  }
}

/** "Crohn, Barrett, Zenker, Meckel": a list of family names, where "Barrett, Zenker" is no one's name. */
function isList({ tokens, text }: Page, reader: Reader, run: Run): boolean {
  if (!run.reversed || run.last !== run.first + 1 || reader.given(run.last)) return false;
  const start = tokens.start[run.first]!;
  const end = tokens.end[run.last]!;
  return (
    /[A-Z][\w'\u2019-]+, $/.test(text.slice(Math.max(0, start - 16), start)) ||
    /^, [A-Z][a-z]+[,:;.]/.test(text.slice(end, end + 18))
  );
}

const cellBegins = /(?:^|[\n\t|;,:]|[ \t]{2}|[-\u2013*\u2022] |\d[.):]? )[ \t"]*$/;
const cellEnds = /[ \t"]*(?:$|[\r\n\t|;,:]|[ \t]{2}| ?[-\u2013/] | ?\(| \d)/y;

/** "Haruki Mitchell" alone in its cell or line, or before a date: a common family name behind a word that no list knows. */
function cellStrength(page: Page, reader: Reader, run: Run): 'likely' | undefined {
  const { tokens, text } = page;
  const { givenToken, familyToken } = run;
  if (run.reversed || run.parts.length !== 2 || givenToken !== run.first || familyToken < 0) return undefined;
  const given = reader.part(givenToken);
  if ((given !== UNKNOWN && given !== RARE) || reader.part(familyToken) !== COMMON || !reader.family(familyToken))
    return undefined;
  const start = tokens.start[run.first]!;
  cellEnds.lastIndex = tokens.end[run.last]!;
  return cellEnds.test(text) && cellBegins.test(text.slice(Math.max(0, start - 4), start)) ? 'likely' : undefined;
}

/** "B. Ibrahim", "S. R. Okafor": initials with their dots, then a common family name that is no word. */
function withInitials(page: Page, reader: Reader, token: number): Run | undefined {
  if (page.text.charCodeAt(page.tokens.end[token]!) !== 46) return undefined;
  const run = runAt(page, reader, token, false);
  if (run === undefined || run.reversed || run.parts.length < 2 || run.parts.length > 3) return undefined;
  if (run.parts.at(-1) !== COMMON || !reader.family(run.last) || isPlace(page, run)) return undefined;
  return run.parts.slice(0, -1).every((part) => part === INITIAL) ? run : undefined;
}

/** One part of a name that stands elsewhere in full ("Maria returned"): the same person. */
export function readRepeats(page: Page, reader: Reader, taken: Uint8Array, found: NameCandidate[], take: Take): void {
  if (found.length === 0 || found.length > 400) return;
  const { tokens, text } = page;
  const byHash = new Map<number, NameCandidate>();
  for (const name of found) {
    if (name.strength === 'weak') continue;
    const first = tokenAt(tokens, name.start);
    for (let token = first; token < tokens.count && tokens.end[token]! <= name.end; token++) {
      if (
        tokens.end[token]! - tokens.start[token]! > 2 &&
        reader.part(token) >= UNKNOWN &&
        reader.part(token) !== DOUBTFUL &&
        !byHash.has(tokens.hash[token]!)
      )
        byHash.set(tokens.hash[token]!, name);
    }
  }
  for (const token of tokens.capitals) {
    if (taken[token] !== 0) continue;
    const name = byHash.get(tokens.hash[token]!);
    if (name === undefined || reader.part(token) === NO) continue;
    const next = token + 1 < tokens.count && gapKind(page, token) === 'space' ? token + 1 : -1;
    if (next >= 0 && (tokens.flags[next]! & CAPITAL) !== 0 && placeWords.has(tokens.hash[next]!)) continue;
    if (/[@./\\]/.test(text[tokens.end[token]!] ?? '') && /[\w]/.test(text[tokens.end[token]! + 1] ?? '')) continue;
    const run: Run = {
      first: token,
      last: token,
      reversed: false,
      parts: [reader.part(token)],
      givenToken: -1,
      familyToken: -1,
    };
    take(run, 'likely', name.holder, { pattern: 'part of a name that stands elsewhere in full' });
  }
}

/** "Dr. Adams, Ana Ruiz was here": a comma after a title and a family name ends the name. */
function afterTitle(page: Page, run: Run | undefined): Run | undefined {
  if (run === undefined || !run.reversed || gapKind(page, run.first) !== 'comma') return run;
  return { ...run, last: run.first, reversed: false, parts: run.parts.slice(0, 1), givenToken: -1, familyToken: -1 };
}

function titleGap(page: Page, token: number): boolean {
  const gap = page.text.slice(page.tokens.end[token], page.tokens.start[token + 1]);
  return gap === ' ' || gap === '. ' || gap === '.' || gap === '.  ';
}
