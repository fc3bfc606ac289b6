import { isDay } from '../core/clock.ts';
import { WardlineError } from '../core/errors.ts';
import type { Identifier } from '../core/phi.ts';
import { canonical } from './scan-value.ts';

/** What a person typed to name a patient: a name with a birth date, or a number. */
export type PatientAsked = { name: string; birthDate: string } | { number: string; kind?: PatientNumber };

/** The numbers that stand for one person alone. */
export const patientNumbers = ['mrn', 'ssn', 'health-plan'] as const satisfies readonly Identifier[];
export type PatientNumber = (typeof patientNumbers)[number];

const months = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september'];
const allMonths = [...months, 'october', 'november', 'december'];

/** "Rosa Delgado 1985-03-05", "Delgado, Rosa 03/05/1985" or a number. Throws `usage` for what is neither. */
export function patientIn(text: string): PatientAsked {
  const given = text.trim();
  const [, name, date] = /^(.*\p{L}.*?)[\s,;]+(\d{4}-\d{2}-\d{2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4})$/su.exec(given) ?? [];
  if (name !== undefined && date !== undefined) return { name, birthDate: date };
  if (/\p{N}/u.test(given) && /^[\p{L}\p{N}\s.-]{3,40}$/u.test(given)) return { number: given };
  throw new WardlineError(
    'usage',
    'This names no patient.',
    'Give a record number, SSN or plan number, or a name with the birth date: Rosa Delgado 1985-03-05',
  );
}

/**
 * The tokens under which scans keep this patient: hashes under the tenant's own key. A name stands with and without
 * what lies between first and last, a date in the ways in which people write it. Throws `usage` for no date.
 */
export function patientTokens(asked: PatientAsked, hash: (value: string) => string): string[] {
  if ('number' in asked) {
    const kinds = asked.kind ? [asked.kind] : patientNumbers;
    return kinds.map((kind) => `${kind}:${hash(canonical(kind, asked.number))}`);
  }
  const dates = datesOf(canonical('date', asked.birthDate));
  return namesOf(asked.name).flatMap((name) => dates.map((date) => `person:${hash(`${name} ${date}`)}`));
}

function namesOf(given: string): string[] {
  const [last, first] = given.split(',', 2);
  const words = (first === undefined ? given : `${first} ${last}`).split(/\s+/).filter(Boolean);
  const ends = words.length > 2 ? [words[0]!, words.at(-1)!] : words;
  const withoutInitials = words.filter((word) => word.replace(/\P{L}/gu, '').length > 1);
  return [...new Set([words, ends, withoutInitials].map((some) => canonical('name', some.join(' '))))].filter(Boolean);
}

function datesOf(day: string): string[] {
  if (!isDay(day)) throw new WardlineError('usage', 'This is no birth date.', 'Write it as 1985-03-05 or 03/05/1985.');
  const [year, month, date] = day.split('-') as [string, string, string];
  const word = allMonths[Number(month) - 1]!;
  const [m, d, y] = [String(Number(month)), String(Number(date)), year.slice(2)];
  const written = [
    ...[word, word.slice(0, 3)].flatMap((name) =>
      [d, date].flatMap((two) => [`${name} ${two}, ${year}`, `${two} ${name} ${year}`]),
    ),
    ...[`${m}/${d}/${y}`, `${month}/${date}/${y}`],
  ];
  return [...new Set([day, ...written.map((text) => canonical('date', text))])];
}
