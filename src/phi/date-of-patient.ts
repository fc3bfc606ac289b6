import type { Match } from '../core/phi.ts';
import { careDate } from './care-date.ts';
import { dateAt } from './text/calendar.ts';
import type { Page, Span } from './text/page.ts';
import { DIGIT, NUMBER } from './text/tokens.ts';

const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)';
const dayFirst = new RegExp(
  `\\d{1,2}(?:st|nd|rd|th)?[ -](?:of |de )?${month}\\b(?:,? (?:de )?(?:19|20)\\d{2}\\b)?`,
  'iy',
);
const monthBefore = new RegExp(`${month}\\.? $`, 'i');
const dayOfMonth = /\d{1,2}(?:st|nd|rd|th)?(?:[-\u2013]\d{1,2})?(?![\d/:%]|\.\d)/y;
const slashed = /(\d{1,2})\/(\d{1,2})(?:[-\u2013]\d{1,2}(?:\/\d{1,2})?)?(?![\d/%\w]|[.:]\d)/y;
/** A month and a year: "hx of concussion 9/2023". */
const monthYear = /(?:0?[1-9]|1[0-2])\/(?:19|20)\d{2}(?![\d/\w])/y;
/** "7/feb/2025", "12/ene". */
const worded =
  /\d{1,2}[/-](?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|ene|abr|ago|set|dic)[a-z]{0,7}(?:[/-](?:\d{4}|\d{2}))?(?!\w)/iy;
/** The boxes of a claim form: month, day and year with spaces. */
const boxed = /(?:0[1-9]|1[0-2]) (?:0[1-9]|[12]\d|3[01]) (?:19|20)\d{2}(?!\d)/y;
/** A time behind a day: an appointment. */
const timed = /^,? (?:at |@ ?)?\d{1,2}(?::\d{2}| ?[ap]\.?m)/i;
/** Words that a day of care stands behind: "Adm 3/2", "last 7/2", "Fri 6/7". */
const lead =
  /(?:\b(?:on|by|exp|expires|expired|booked|resched|rescheduled|moved|refill|refilled|birthday|bday|visits|dates|shots?|injection|infusion|dose|session|sessions|until|til|till|thru|through|from|since|for|of|due|next|last|adm|admitted|admit|seen|sched|scheduled|dc|d\/c|d\/c['\u2019]?d|discharged|f\/u|fu|appt|appointment|visit|surgery|or|pat|given|done|booked|set|start|started|starting|stop|fill|filled|use|labs?|dos|dol|doi|svc|service|phone|called|paid|respite|review|recheck|reviewed|told|clinic|note|date|dated|care|both|mon|tues?|wed|thurs?|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|el|lunes|martes|miercoles|jueves|viernes|is|was|xray|x-ray|mri|ct|us|heel|wound|level|exam|op)\.?,? ?:? ?\(?|(?:^|\n)[ \t]*|[-\u2013\u2014(:] ?)$/i;
/** What two numbers with a slash are instead: a pressure, a score, a dose, a strength. */
const measure =
  /(?:\b(?:bp|va|od|os|ou|iop|pain|score|sp|strength|apgars?|gcs|grade|stage|ratio|steps?|dims?|rated|mod|asa|insulin|novolin|humulin|norco|percocet|sinemet|film|bup\/nx|nx|cravings)[ :]{0,2}|\d[ -]|[#$x] ?)$/i;

/**
 * The other dates of a text about a patient: every element of a date that relates to a person in care is an identifier
 * (45 CFR 164.514(b)(2)(i)(C)). Asked once a text is judged to tell of a patient; what other detectors took stays theirs.
 */
export function datesOfPatient(page: Page, taken: readonly Span[]): Match[] {
  const matches: Match[] = [];
  const { tokens } = page;
  const spans = [...taken].sort((a, b) => a.start - b.start);
  let next = 0;
  let past = -1;
  for (const token of tokens.numbers) {
    const start = tokens.start[token]!;
    const length = tokens.end[token]! - start;
    if (start < past || length > 4 || (tokens.flags[token]! & DIGIT) === 0) continue;
    while (next < spans.length && spans[next]!.end <= start) next++;
    const span = spans[next];
    if (span !== undefined && span.start <= start) continue;
    if (!mayBeDate(page, token)) continue;
    const found = readAt(page, start, (tokens.flags[token]! & NUMBER) !== 0);
    if (found === undefined || (span !== undefined && found.end > span.start)) continue;
    past = found.end;
    matches.push({
      detector: careDate.id,
      identifier: 'date',
      strength: 'weak',
      start: found.start,
      end: found.end,
      why: { pattern: found.why },
      holder: 'unknown',
    });
  }
  return matches;
}

/** First letters of months, English and Spanish. */
const monthLetter = /[jfmasonde]/i;

/** Whether a sign of a date or a word that may be a month stands beside a number: most numbers end here. */
function mayBeDate({ text, tokens }: Page, token: number): boolean {
  const end = tokens.end[token]!;
  const unit = text.charCodeAt(end);
  if (unit === 47 || unit === 45 || unit === 46 || (tokens.flags[token]! & NUMBER) === 0) return true;
  if (unit === 32 && /\d/.test(text[end + 1] ?? '')) return true;
  if (unit === 32 && monthLetter.test(text[end + 1] ?? '')) return true;
  return (
    token > 0 &&
    tokens.end[token - 1]! - tokens.start[token - 1]! < 11 &&
    monthLetter.test(text[tokens.start[token - 1]!]!) &&
    (tokens.flags[token - 1]! & DIGIT) === 0
  );
}

/** The date that starts at a number, or at the month before it. */
function readAt({ text }: Page, start: number, number: boolean): (Span & { why: string }) | undefined {
  const before = text.slice(Math.max(0, start - 18), start);
  if (/[\w$#.][-/.]$/.test(before) || /[$#]$/.test(before)) return undefined;
  const named = monthBefore.exec(before);
  if (named !== null) {
    const from = start - named[0].length;
    const whole = dateAt(text, from, false);
    if (whole !== undefined) return { start: from, end: whole.end, why: 'a date in a text about a patient' };
    dayOfMonth.lastIndex = start;
    if (dayOfMonth.test(text))
      return { start: from, end: dayOfMonth.lastIndex, why: 'a day and month in a text about a patient' };
    return undefined;
  }
  const whole = dateAt(text, start, false);
  if (whole !== undefined && /^(?:\d{1,4}[-/.]|\d{1,2}[ -]?[A-Za-z])/.test(text.slice(start, whole.end)))
    return { start, end: whole.end, why: 'a date in a text about a patient' };
  dayFirst.lastIndex = start;
  if (dayFirst.test(text)) return { start, end: dayFirst.lastIndex, why: 'a day and month in a text about a patient' };
  for (const shape of [worded, monthYear, boxed]) {
    shape.lastIndex = start;
    if (shape.test(text)) return { start, end: shape.lastIndex, why: 'a date in a text about a patient' };
  }
  if (!number) return undefined;
  slashed.lastIndex = start;
  const short = slashed.exec(text);
  if (short === null || Number(short[1]) < 1 || Number(short[1]) > 12 || Number(short[2]) < 1 || Number(short[2]) > 31)
    return undefined;
  // No score, grade or dose counts in parts of 13 to 31 that a month may number.
  const day = Number(short[2]) > 12 && Number(short[2]) !== 20 && Number(short[2]) !== 30;
  const listed = /\d\/\d{1,2}, ?$/.test(before);
  const told = lead.test(before) || day || listed || timed.test(text.slice(slashed.lastIndex, slashed.lastIndex + 12));
  if (measure.test(before) || !told) return undefined;
  return { start, end: slashed.lastIndex, why: 'a day and month in a text about a patient' };
}
