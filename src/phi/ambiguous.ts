import { ambiguous } from './ambiguous-terms.ts';
import type { HealthSign } from './health.ts';
import { recordOf } from './holders.ts';
import type { Lexicon } from './lexicon.ts';
import { termsOf } from './signal.ts';
import type { Page } from './text/page.ts';
import { tags } from './text/tags.ts';

/** Words of a clinic or a chart that give an ambiguous term its meaning. */
const company = new Set(
  termsOf(
    `patient; patient name; pt name; birth date; birthdate; pt;  pts; pt's; patients; mrn; dob; date of birth; medical record number; physician; doctor; dr; nurse; attending; provider; mr; mrs; ms; diagnosis; dx; hpi; chief complaint; cc; year old; year-old; y/o; yo; yof; yom; year; clinic; hospital; inpatient; outpatient; emergency department; emergency room; to the er; wcc; here with; here with mom; here with dad; vaccines given; nkda; prescribed; prescription; rx; bid; tid; qid; prn; mcg; mg; by mouth; h/o; s/p; c/o; hx; symptoms; complains of; presents with; appt; appointment; follow-up; f/u; impression; wnl; admitted; discharged; pcp; primary care; my doctor; radiology; surgical; bedside; icu`,
  ),
);
const reach = 300;
const besidePerson = 120;

interface Marks {
  ambiguous: Uint8Array;
  company: Uint8Array;
}

const marksOf = new WeakMap<Lexicon, Marks>();

/**
 * Makes an ambiguous term weak where no clear health term of another kind and no word of care stands near it.
 * `persons`: places of names of persons without an office, in a text of no office either.
 */
export function weighAmbiguous(page: Page, lexicon: Lexicon, signs: HealthSign[], persons: readonly number[]): void {
  let marks = marksOf.get(lexicon);
  if (marks === undefined) {
    const { terms } = lexicon.vocabulary;
    marks = {
      ambiguous: Uint8Array.from(terms, ({ text }) => Number(ambiguous.has(text))),
      company: Uint8Array.from(terms, ({ text }) => Number(company.has(text))),
    };
    marksOf.set(lexicon, marks);
  }
  const doubtful: HealthSign[] = [];
  const clear: number[] = [];
  for (const sign of signs) {
    if (sign.strength === 'weak') continue;
    if (marks.ambiguous[sign.term] === 1 && !isPressure(page.text, sign)) doubtful.push(sign);
    else clear.push(sign.start);
  }
  if (doubtful.length === 0) return;
  const { hits } = page;
  const words: number[] = [];
  for (let hit = 0; hit < hits.count; hit++) if (marks.company[hits.term[hit]!] === 1) words.push(hits.start[hit]!);
  for (const field of page.fieldsOf(tags.patient)) words.push(field.start);
  words.sort((a, b) => a - b);
  const values = doubtful.filter((sign) => isMeasured(page.text, sign.end));
  for (const sign of doubtful) {
    // Four different results with their values are a report, whatever the single words mean elsewhere.
    if (values.length >= 4 && distinctNear(values, sign.start) >= 4) continue;
    if (isNear(clear, sign.start) || isNear(words, sign.start) || isOwned(page.text, sign)) continue;
    // A list of authors has many names and few such words.
    if (persons.length <= 4 * doubtful.length + 4 && isNear(persons, sign.start, besidePerson)) continue;
    // So many different terms of medicine close together are a text of medicine.
    if (distinctNear(doubtful, sign.start) >= 5) continue;
    if (recordOf(page, sign) >= 0) continue;
    sign.strength = 'weak';
    delete sign.sensitive;
  }
}

/** "BP 120/80": two numbers of a blood pressure are nothing else. */
function isPressure(text: string, sign: HealthSign): boolean {
  return /^[ \t:=]{1,3}\d{2,3} ?\/ ?\d{2,3}\b/.test(text.slice(sign.end, sign.end + 12));
}

/** "her MRI", "his labs", "Pellew's MRI": somebody's own. */
function isOwned(text: string, sign: HealthSign): boolean {
  const before = text.slice(Math.max(0, sign.start - 24), sign.start);
  return /\b(?:her|his|my|your) (?:[a-z]+ )?$/i.test(before) || /\b[A-Z][a-z]+['\u2019]s $/.test(before);
}

function isMeasured(text: string, end: number): boolean {
  return /^[ \t:=,|]{1,12}[<>]?\d+(?:\.\d+)?(?:[ \t]*[HL%]\b|[ \t]|$|[,;\n])/.test(text.slice(end, end + 24));
}

function distinctNear(signs: readonly HealthSign[], place: number): number {
  const terms = new Set<number>();
  for (const sign of signs) if (Math.abs(sign.start - place) <= reach) terms.add(sign.term);
  return terms.size;
}

/** Whether one of sorted offsets lies within reach of a place. */
function isNear(sorted: readonly number[], place: number, within = reach): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < place - within) low = middle + 1;
    else high = middle;
  }
  return low < sorted.length && sorted[low]! <= place + within;
}
