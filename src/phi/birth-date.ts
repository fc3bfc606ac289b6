import type { Match } from '../core/phi.ts';
import { dateAt } from './text/calendar.ts';
import { skipFillers } from './text/fillers.ts';
import { hitsOf } from './text/hits.ts';
import type { Page } from './text/page.ts';
import { CAPITAL } from './text/tokens.ts';
import { tagOf } from './text/vocabulary.ts';

/** Date of birth: a date that a birth word, a column or a field names. 45 CFR 164.514(b)(2)(i)(C). */
export const birthDate = {
  id: 'phi.birth-date',
  identifier: 'date' as const,
  title: 'Date of birth',
  context: [
    'dob',
    'd.o.b.',
    'd.o.b',
    'd0b',
    'date of birth',
    'birth date',
    'birthdate',
    'birth',
    'birthday',
    'born',
    'born on',
    'date of birth mm/dd/yyyy',
    'dob mm/dd/yyyy',
    'patient dob',
    'pt dob',
    'patient date of birth',
    'bday',
    'b-day',
    'd/o/b',
    'birthtime',
    'birth time',
    'bdate',
    'dte of birth',
    'date birth',
    'was born on',
    'was born',
    'subscriber dob',
    'insured dob',
    'patient birth date',
    "patient's date of birth",
    "patient's birth date",
    "insured's date of birth",
    "insured's dob",
    'guarantor dob',
    'fecha de nacimiento',
    'birth dt',
    'dt of birth',
    'dateofbirth',
    'year of birth',
    "child's dob",
    'date of birth dob',
  ],
};

const tag = tagOf(birthDate.id);

export function birthDates(page: Page): Match[] {
  const matches: Match[] = [];
  const add = (start: number, word: string, distance: number): boolean => {
    const date = dateAt(page.text, start, true);
    if (date === undefined || date.year < 1880 || date.year > 2100) return false;
    const year =
      page.text[start + 8] !== undefined && /\d{12}/.test(page.text.slice(start, date.end)) ? start + 8 : date.end;
    matches.push({
      detector: birthDate.id,
      identifier: 'date',
      strength: 'certain',
      start,
      end: year,
      why: { pattern: date.shape, context: { word, distance } },
      holder: 'unknown',
    });
    return true;
  };
  for (const hit of hitsOf(page.hits, tag)) {
    const end = page.hits.end[hit]!;
    const start = skipFillers(page.text, end);
    if (start < 0) continue;
    if (!add(start, page.word(hit), start - end)) {
      const other = dateBehindName(page.text, end);
      if (other < 0 || !add(other, page.word(hit), other - end)) {
        if (/\d/.test(page.text[start] ?? ''))
          page.refuse(birthDate.id, start, start + 1, 'a birth word, and no possible date after it');
      }
    }
  }
  for (const field of page.fieldsOf(tag)) add(field.start, field.name, 0);
  for (const token of page.tokens.numbers) {
    const start = bracketed(page, token);
    if (start < 0) continue;
    const date = dateAt(page.text, start, false);
    if (date === undefined || date.year >= 2006 || page.text[date.end] !== ')') continue;
    matches.push({
      detector: birthDate.id,
      identifier: 'date',
      strength: 'likely',
      start,
      end: date.end,
      why: { pattern: `${date.shape}, in brackets after a name` },
      holder: 'unknown',
    });
  }
  return matches;
}

/** Where a date in brackets after two capitalized words starts: "Ana Ruiz (3/14/1961)", "Ana Ruiz (March 14, 1961)"; else -1. */
function bracketed({ text, tokens }: Page, number: number): number {
  let first = number;
  if (text.charCodeAt(tokens.start[first]! - 1) !== 40) {
    first--;
    if (first < 0 || text.charCodeAt(tokens.start[first]! - 1) !== 40 || (tokens.flags[first]! & CAPITAL) === 0)
      return -1;
  }
  if (first < 2 || text.charCodeAt(tokens.start[first]! - 2) !== 32) return -1;
  return (tokens.flags[first - 1]! & tokens.flags[first - 2]! & CAPITAL) !== 0 ? tokens.start[first]! : -1;
}

const placed = /[ \t]*(?:in|at) (?:[A-Z][\w.]*[ ,]{1,2}){1,4}on /y;

/** "was born in Austin, TX on 3/4/1970". */
function dateBehindName(text: string, end: number): number {
  placed.lastIndex = end;
  return placed.test(text) ? placed.lastIndex : -1;
}
