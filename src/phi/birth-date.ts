import type { Match } from '../core/phi.ts';
import { dateAt } from './text/calendar.ts';
import { skipFillers } from './text/fillers.ts';
import { hitsOf, nearest } from './text/hits.ts';
import type { Page } from './text/page.ts';
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
    'fecha nac',
    'fec. nac',
    'f. nac',
    'f nac',
    'nacimiento',
    'nacido el',
    'nacida el',
    'birth dt',
    'dt of birth',
    'dateofbirth',
    'year of birth',
    "child's dob",
    'date of birth dob',
  ],
};

const tag = tagOf(birthDate.id);

/** Birth dates by their labels, columns and fields, and by the name right before them. */
export function birthDates(page: Page, names: readonly Match[]): Match[] {
  const matches: Match[] = [];
  const add = (start: number, word: string, distance: number): boolean => {
    const date = dateAt(page.text, start, true);
    if (date === undefined || date.year < 1880 || date.year > 2100) return false;
    // A field that nobody filled.
    if (/^(?:0?1[/.-]0?1[/.-]1900|1900-0?1-0?1)$/.test(page.text.slice(start, date.end))) return false;
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
  for (const name of names) {
    if (name.strength === 'weak') continue;
    const behind = dateAfterName(page, name.start, name.end);
    if (behind === undefined) continue;
    matches.push({
      detector: birthDate.id,
      identifier: 'date',
      strength: 'likely',
      ...behind,
      holder: 'unknown',
    });
  }
  return matches;
}

const ofCare = [
  'phi.signals.care',
  'ctx.person',
  'ctx.chart',
  'phi.signals.diagnoses',
  'phi.signals.hiv-and-sti',
  'phi.signals.symptoms',
  'phi.signals.procedures',
  'phi.signals.medications',
  'phi.signals.results',
].map((name) => tagOf(name));
const afterName = /(?:,? [MF](?=[ ,]))?(?: (\()|, {1,2}|\t[ \t]*| {1,12}| ?[|/] ?| - |(\r?\n))(?=[\dA-Z])/y;
const written =
  /^(?:\d{1,2}([/-])\d{1,2}\1\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}-[A-Za-z]{3}-\d{4}|[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4})$/;
/** Words of children: a late date right after a name is their birth. */
const childish =
  /\b(?:mom|dad|mother|father|parents?|wt|lbs?|kg|vaccin\w*|immuni[sz]\w*|well child|wcc|school|grade|peds|pediatrics?|newborn|infant|baby|toddler|child|mmr|dtap|varicella|amox\w*|months? old)\b/i;
/** Earlier dates after a name are births; later ones may be visits too. */
const lastBirthYear = 2005;

/**
 * "Ana Ruiz (3/14/1961)", and near a word of care "RUIZ, ANA, 3/14/61" or a column without a header. A version such as
 * "(2.4.6)" is no date: with dots, day and month have two digits each.
 */
function dateAfterName(
  page: Page,
  nameStart: number,
  nameEnd: number,
): { start: number; end: number; why: Match['why'] } | undefined {
  afterName.lastIndex = nameEnd;
  const lead = afterName.exec(page.text);
  if (lead === null) return undefined;
  const start = afterName.lastIndex;
  const date = dateAt(page.text, start, false);
  if (date === undefined) return undefined;
  if (
    date.year > lastBirthYear &&
    (lead[1] !== undefined || !childish.test(page.text.slice(Math.max(0, nameEnd - 120), date.end + 160)))
  )
    return undefined;
  if (lead[2] !== undefined && !/^[ \t]*(?:\r?\n|$)/.test(page.text.slice(date.end, date.end + 4))) return undefined;
  const value = page.text.slice(start, date.end);
  if (value.includes('.') && !/^(?:\d{2}\.\d{2}\.(?:\d{2}){1,2}|[A-Za-z].*)$/.test(value)) return undefined;
  if (lead[1] !== undefined) {
    return page.text[date.end] === ')'
      ? { start, end: date.end, why: { pattern: `${date.shape}, in brackets after a name` } }
      : undefined;
  }
  if (!written.test(value)) return undefined;
  const word = ofCare
    .map((one) => nearest(page.hits, one, start, date.end, page.proximity))
    .find((hit) => hit >= 0 && (page.hits.end[hit]! <= nameStart || page.hits.start[hit]! >= nameEnd));
  return word === undefined
    ? undefined
    : {
        start,
        end: date.end,
        why: {
          pattern: `${date.shape}, right after a name`,
          context: {
            word: page.word(word),
            distance: Math.max(0, start - page.hits.end[word]!, page.hits.start[word]! - date.end),
          },
        },
      };
}

const placed = /[ \t]*(?:in|at) (?:[A-Z][\w.]*[ ,]{1,2}){1,4}on /y;

/** "was born in Austin, TX on 3/4/1970". */
function dateBehindName(text: string, end: number): number {
  placed.lastIndex = end;
  return placed.test(text) ? placed.lastIndex : -1;
}
