import type { Match } from '../core/phi.ts';
import { dateAt } from './text/calendar.ts';
import { skipFillers } from './text/fillers.ts';
import { hitsOf, nearest } from './text/hits.ts';
import type { Page } from './text/page.ts';
import { CAPITAL, hashOf } from './text/tokens.ts';
import { tagOf } from './text/vocabulary.ts';

/** Dates of a person's care: admission, discharge, death, service, visit, collection, surgery. 45 CFR 164.514(b)(2)(i)(C). */
export const careDate = {
  id: 'phi.care-date',
  identifier: 'date' as const,
  title: 'Date of admission, discharge, death or service',
  context: [
    'admit date',
    'admission date',
    'date of admission',
    'admitted',
    'admitted on',
    'was admitted on',
    'doa',
    'adm date',
    'admit',
    'admission',
    'date admitted',
    'discharge date',
    'date of discharge',
    'discharged',
    'discharged on',
    'discharge',
    'dc date',
    'd/c date',
    'dod',
    'date of death',
    'died',
    'died on',
    'deceased',
    'expired on',
    'passed away on',
    'death date',
    'date of service',
    'dos',
    'd.o.s.',
    'service date',
    'dates of service',
    'visit date',
    'date of visit',
    'seen on',
    'was seen on',
    'encounter date',
    'date of encounter',
    'exam date',
    'date of exam',
    'date of examination',
    'procedure date',
    'date of procedure',
    'surgery date',
    'date of surgery',
    'collected',
    'collection date',
    'date collected',
    'collected on',
    'specimen collected',
    'date drawn',
    'drawn',
    'received',
    'date received',
    'reported',
    'date reported',
    'report date',
    'result date',
    'appointment date',
    'appt date',
    'appointment',
    'appt',
    'date of injury',
    'doi',
    'injury date',
    'onset date',
    'date of onset',
    'diagnosis date',
    'date of diagnosis',
    'diagnosed on',
    'transferred on',
    'lmp',
    'edd',
    'edc',
    'due date edd',
    'last visit',
    'next visit',
    'next appointment',
    'last seen',
    'follow up on',
    'follow-up on',
    'date filled',
    'fill date',
    'date of fill',
    'vaccination date',
    'date given',
    'date administered',
    'immunization date',
    'dictated',
    'admit dt',
    'disch dt',
    'disch date',
    'date of operation',
    'operation date',
    'intake date',
    'session date',
    'date of session',
    'study date',
    'test date',
    'scheduled for',
    'performed on',
    'underwent',
    'date of visit/service',
    'from date',
    'thru date',
    'date written',
    'date of last visit',
    'surgery on',
    'death',
  ],
};

const tag = tagOf(careDate.id);
const person = tagOf('ctx.person');
const procedures = tagOf('phi.signals.procedures');
const leads = new Set(['on', 'dated', 'since', 'until', 'from'].map(hashOf));

/** The token that starts a date after "on", "dated", "since": the number itself, or the month before it; else -1. */
function leadOf({ tokens, text }: Page, number: number): number {
  if (number > 0 && text.charCodeAt(tokens.start[number]! - 1) === 32 && leads.has(tokens.hash[number - 1]!))
    return number;
  const month = number - 1;
  return month > 0 && (tokens.flags[month]! & CAPITAL) !== 0 && leads.has(tokens.hash[month - 1]!) ? month : -1;
}
const range = /\s?(?:-|to|through|thru|\u2013)\s?/y;

export function careDates(page: Page): Match[] {
  const matches: Match[] = [];
  const add = (start: number, word: string, distance: number): number => {
    const date = dateAt(page.text, start, distance === 0);
    if (date === undefined) return -1;
    matches.push({
      detector: careDate.id,
      identifier: 'date',
      strength: 'likely',
      start,
      end: date.end,
      why: { pattern: date.shape, context: { word, distance } },
      holder: 'unknown',
    });
    range.lastIndex = date.end;
    return range.test(page.text) ? range.lastIndex : -1;
  };
  for (const hit of hitsOf(page.hits, tag)) {
    const end = page.hits.end[hit]!;
    const start = skipFillers(page.text, end);
    if (start < 0) continue;
    const second = add(start, page.word(hit), start - end);
    if (second > 0) add(second, page.word(hit), second - end);
  }
  for (const field of page.fieldsOf(tag)) add(field.start, field.name, 0);
  const named = new Set(matches.map((match) => match.start));
  for (const token of page.tokens.numbers) {
    const lead = leadOf(page, token);
    if (lead < 0 || named.has(page.tokens.start[lead]!)) continue;
    const start = page.tokens.start[lead]!;
    const date = dateAt(page.text, start, false);
    const told =
      date === undefined
        ? -1
        : Math.max(
            nearest(page.hits, person, start, date.end, 120),
            nearest(page.hits, procedures, start, date.end, 60),
          );
    if (date === undefined || told < 0) continue;
    matches.push({
      detector: careDate.id,
      identifier: 'date',
      strength: 'weak',
      start,
      end: date.end,
      why: {
        pattern: `${date.shape}, told of a person's care`,
        context: { word: page.word(told), distance: Math.max(0, start - page.hits.end[told]!) },
      },
      holder: 'unknown',
    });
  }
  return matches;
}
