import type { Holder, Strength } from '../../core/phi.ts';
import { reachesValue } from '../text/fillers.ts';
import { hitsOf } from '../text/hits.ts';
import type { Page } from '../text/page.ts';
import { tags } from '../text/tags.ts';
import { CAPITAL, DIGIT, LINE, hashOf, tokenAt } from '../text/tokens.ts';
import type { Tag } from '../text/vocabulary.ts';
import { type Take, byCredential, isPlace } from './found.ts';
import {
  COMMON,
  DOUBTFUL,
  INITIAL,
  NO,
  RARE,
  type Reader,
  UNKNOWN,
  credentials,
  doctorTitles,
  particles,
  suffixes,
  titles,
} from './parts.ts';
import { type Run, runAt } from './run.ts';

const headerWords = new Set(['from', 'to', 'cc', 'bcc'].map(hashOf));
const labelHolders: readonly (readonly [Tag, Holder])[] = [
  [tags.patient, 'patient'],
  [tags.provider, 'provider'],
  [tags.staff, 'staff'],
  [tags.relative, 'relative'],
  [tags.person, 'unknown'],
  [tags.last, 'unknown'],
  [tags.first, 'unknown'],
];

/** After a label: its own sign (colon, equals, bar, tab, line end), or a space where the label may stand right before a name. */
const sign =
  /["']?[ \t]*(?:\([^()\n]{1,24}\)[ \t]*)?(?:[#:=|\t\u2013\u2014]|[ \t]-|-(?=[ \t])|\.{3,}|\r?\n)[ \t.:*_"'|>-]*(?:\r?\n[ \t]*(?:[-*\u2022] )?)?/y;
const joints = '.@/\\_#`$-';
/** Before a word that is a piece of an address, a path or a dashed word. */
const insideWord = /[.@\\_#`$-]$|(?:^|\s)(?:[\w.-]*[./])?[\w.-]*\.[\w.-]*\/$|(?:^|[\s/])\/$/;

/** Labels of persons that name things as well: software has clients, classes have members. */
const ordinary = new Set([
  'client',
  'member',
  'subscriber',
  'resident',
  'dependent',
  'claimant',
  'beneficiary',
  'partner',
]);

/** Whether every part may be a name and one is a common name: what an ordinary word needs before it names a person. */
function knownName(reader: Reader, { parts, first, last, givenToken, familyToken }: Run): boolean {
  const given = givenToken >= 0 && reader.given(givenToken);
  const family = familyToken >= 0 && reader.family(familyToken);
  if (first === last) return parts[0] === COMMON;
  return (
    parts.every((part) => part !== NO) &&
    parts.includes(COMMON) &&
    (given || family) &&
    reader.part(givenToken < 0 ? first : givenToken) >= RARE
  );
}

/** "Client: Brandi Begay" at its line's end: a first part that a list knows, and no sentence after it. */
function namesAlone({ text, tokens }: Page, reader: Reader, run: Run): boolean {
  return (
    run.parts.length > 1 &&
    run.givenToken >= 0 &&
    reader.part(run.givenToken) >= RARE &&
    !/^ [a-z]/.test(text.slice(tokens.end[run.last], tokens.end[run.last]! + 2))
  );
}

/** Small words after a label that a name may follow: of `blank`, and a title or particle in small letters. */
const beforeName = new Set(
  ['is', 'was', 'named', 'called'].map(hashOf).concat([...titles, ...doctorTitles, ...particles]),
);

/**
 * Whether the next word rules a name out: a space and a word without a capital, "the first visit". Asked first, because
 * most labels of prose end so, and what follows below costs more than all else that is done at a label.
 */
function precedesOther({ hits, tokens, text }: Page, hit: number): boolean {
  const next = hits.last[hit]! + 1;
  const end = hits.end[hit]!;
  return (
    next < tokens.count &&
    tokens.start[next] === end + 1 &&
    text.charCodeAt(end) === 32 &&
    (tokens.flags[next]! & CAPITAL) === 0 &&
    !beforeName.has(tokens.hash[next]!)
  );
}

const blank = /[ \t]{1,3}(?:is |was |named |called )?"?/y;
export function readFields(page: Page, reader: Reader, taken: Uint8Array, take: Take): void {
  for (const [tag, holder] of labelHolders) {
    for (const field of page.fieldsOf(tag)) {
      const first = tokenAt(page.tokens, field.start);
      if (
        first < 0 ||
        page.tokens.start[first] !== field.start ||
        taken[first] !== 0 ||
        (page.tokens.flags[first]! & DIGIT) !== 0
      )
        continue;
      let last = first;
      let digits = false;
      while (last + 1 < page.tokens.count && page.tokens.end[last + 1]! <= field.end)
        digits = (page.tokens.flags[++last]! & DIGIT) !== 0 || digits;
      const single = tag === tags.last || tag === tags.first;
      if (
        digits ||
        last - first > 4 ||
        (reader.part(first) === NO && !(single && (page.tokens.flags[first]! & CAPITAL) !== 0))
      )
        continue;
      if (!single && last === first && reader.part(first) < RARE) continue;
      if (field.name.startsWith('column ') && !nameCell(page, reader, first, last, tag)) continue;
      const run = runAt(page, reader, first, true) ?? {
        first,
        last,
        reversed: false,
        parts: [],
        givenToken: -1,
        familyToken: -1,
      };
      const whole = {
        ...run,
        last,
        ...(tag === tags.last && { familyToken: first, givenToken: -1 }),
        ...(tag === tags.first && { givenToken: first, familyToken: -1 }),
      };
      if (page.text.slice(field.start, field.end).includes('^'))
        Object.assign(whole, { familyToken: first, givenToken: Math.min(first + 1, last) });
      take(whole, 'certain', holder, {
        pattern: single ? 'one name' : 'a name',
        context: { word: field.name, distance: 0 },
      });
    }
  }
}

/** Whether a table cell reads as a name: capitals throughout, and a part that a list knows. A column "Name" may hold anything. */
function nameCell(page: Page, reader: Reader, first: number, last: number, tag: Tag): boolean {
  const { tokens } = page;
  let best = 0;
  for (let token = first; token <= last; token++) {
    const hash = tokens.hash[token]!;
    if (
      particles.has(hash) ||
      credentials.has(hash) ||
      doctorTitles.has(hash) ||
      titles.has(hash) ||
      suffixes.has(hash)
    )
      continue;
    if ((tokens.flags[token]! & CAPITAL) === 0) return false;
    const part = reader.part(token);
    if (part === NO && tag !== tags.last && tag !== tags.first) return false;
    if (part !== INITIAL) best = Math.max(best, part);
  }
  if (tag === tags.last || tag === tags.first) return last - first < 3;
  return tag === tags.patient
    ? best >= (first === last ? COMMON : RARE) || (first < last && best === UNKNOWN)
    : best >= COMMON || (best >= DOUBTFUL && first < last);
}

export function readLabels(page: Page, reader: Reader, taken: Uint8Array, take: Take): void {
  const { hits, tokens, text } = page;
  for (const [tag, holder] of labelHolders) {
    for (const hit of hitsOf(hits, tag)) {
      if (precedesOther(page, hit)) continue;
      const end = hits.end[hit]!;
      sign.lastIndex = blank.lastIndex = end;
      const begins = hits.start[hit]!;
      if (
        begins > 0 &&
        joints.includes(text[begins - 1]!) &&
        insideWord.test(text.slice(Math.max(0, begins - 24), begins))
      )
        continue;
      const signed = sign.test(text);
      if (!signed && !blank.test(text)) continue;
      const at = signed ? sign.lastIndex : blank.lastIndex;
      if (!reachesValue(text, begins, end, at)) continue;
      let first = tokenAt(tokens, at);
      if (first < 0 || tokens.start[first] !== at) continue;
      let who = holder;
      // "Thank you for referring Ana Ruiz": the one who was sent.
      if (!signed && page.word(hit) === 'referring' && /\bfor $/i.test(text.slice(Math.max(0, begins - 5), begins)))
        who = 'patient';
      // "Consent signed by Ana Ruiz".
      if (
        page.word(hit) === 'signed by' &&
        /\b(?:consent|authorization|release|waiver)\b/i.test(text.slice(Math.max(0, begins - 60), begins))
      )
        who = 'unknown';
      let title = -1;
      if (doctorTitles.has(tokens.hash[first]!) && first + 1 < tokens.count) {
        first++;
        who = 'provider';
      } else if (titles.has(tokens.hash[first]!) && first + 1 < tokens.count) title = first++;
      if (taken[first] !== 0) continue;
      const run = runAt(page, reader, first, signed);
      if (run === undefined) continue;
      const best = Math.max(...run.parts.filter((part) => part !== INITIAL), NO);
      const full = run.parts.length > 1;
      if (!signed && (best < RARE || (!full && best !== COMMON))) continue;
      // "client: Fix the buffer", "Client Credentials Grant": what follows is an order or a thing.
      if (best < COMMON && !full && /^ [a-z]/.test(text.slice(tokens.end[run.last], tokens.end[run.last]! + 2)))
        continue;
      if (ordinary.has(page.word(hit)) && !knownName(reader, run) && !(signed && namesAlone(page, reader, run)))
        continue;
      if (!signed && full && run.parts.every((part) => part === DOUBTFUL)) continue;
      const single = tag === tags.last || tag === tags.first;
      if (single && signed && !full && best >= UNKNOWN) {
        take(
          {
            ...run,
            ...(tag === tags.last ? { familyToken: first, givenToken: -1 } : { givenToken: first, familyToken: -1 }),
          },
          'certain',
          who,
          { pattern: 'one name', context: { word: page.word(hit), distance: at - end } },
        );
        continue;
      }
      if (signed && !full && best < COMMON && (best !== RARE || tag === tags.staff || tag === tags.person)) continue;
      if (
        signed &&
        full &&
        (best === UNKNOWN || best === NO) &&
        (tag === tags.staff || tag === tags.person || tag === tags.provider)
      )
        continue;
      if (isPlace(page, run)) continue;
      const strength: Strength = best >= DOUBTFUL && full ? 'certain' : full ? 'likely' : 'likely';
      take(run, strength, byCredential(page, run) ?? who, {
        pattern: run.reversed ? 'Last, First' : full ? 'First Last' : 'one name',
        context:
          title < 0
            ? { word: page.word(hit), distance: at - end }
            : { word: text.slice(tokens.start[title], tokens.end[title]), distance: 1 },
      });
    }
  }
}

/** Lines of a mail header: who writes and who reads is a correspondent, until the text tells more. */
export function readHeaders(page: Page, reader: Reader, taken: Uint8Array, take: Take): void {
  const { tokens, text } = page;
  for (const token of tokens.capitals) {
    if (
      (tokens.flags[token]! & LINE) === 0 ||
      text.charCodeAt(tokens.end[token]!) !== 58 ||
      !headerWords.has(tokens.hash[token]!)
    )
      continue;
    const lineEnd = text.indexOf('\n', tokens.end[token]);
    const end = lineEnd < 0 ? text.length : lineEnd;
    for (let at = token + 1; at < tokens.count && tokens.start[at]! < end; at++) {
      if (taken[at] !== 0 || reader.part(at) < RARE || reader.part(at) === INITIAL) continue;
      // "To: Pharmacy. Change Ana Ruiz to ...": behind a sentence the header is over.
      if (/[.!?] [A-Z]/.test(text.slice(tokens.end[token], tokens.start[at]! + 1))) break;
      const run = runAt(page, reader, at, true);
      if (run === undefined || run.parts.length < 2) continue;
      take(run, Math.max(...run.parts) >= COMMON ? 'certain' : 'likely', byCredential(page, run) ?? 'staff', {
        pattern: 'a name in a mail header',
        context: { word: text.slice(tokens.start[token], tokens.end[token]), distance: 1 },
      });
      at = run.last;
    }
  }
}
