import type { HealthSign } from './health.ts';
import { healthPlanNumber } from './health-plan-number.ts';
import { medicalRecordNumber } from './medical-record-number.ts';
import type { NameCandidate } from './names/found.ts';
import { type Candidate, strengthWeight } from './shapes.ts';
import type { Page } from './text/page.ts';

const reach = 70;
const notPatients: ReadonlySet<string> = new Set(['provider', 'staff', 'organization']);
/** How a chart writes a number without naming it in full, as the last words before it. */
const lead =
  /(?:^|[\s,;/|(])(?:#|\(|(?:chart|record|rec\.?|file|unit|card|client id|pt id|id|policy|ins|insurance)(?: ?(?:n[o0]\.?|number|#))?[:#\t ]{1,12}|\/ ?)$/i;
/** A word that says that a number comes: four digits are enough behind it. */
const worded =
  /(?:chart|record|rec\.?|file|unit|card|client id|pt id|id)(?: ?(?:n[o0]\.?|number|#))?[:#\t ]{1,12}$|(?:^|[\s,;])#$/i;
/** "HM-3301", "88-10-33", "CLN4488", "0417", "0088 4471 902", "W7710 22841". */
const short =
  /(?=(?:[A-Z -]*\d){4})(?:[A-Z]{1,4}-?)?\d{1,10}(?:[- ]\d{2,8}){1,3}(?![\w]|[-/.]\d)|(?:[A-Z]{1,4}-?)?\d{4,10}(?:-[A-Z\d]{1,4}){0,2}(?![\w]|[-/.]\d)/y;
const value = /[A-Z]{0,3}\d{6,11}(?![\w]|[-/.]\d)/y;
/** Groups with dashes, after a word that names a number: "ID 0099-3381-B", "file CD-2024-0331". */
const grouped =
  /(?=(?:[A-Z-]*\d){6})[A-Z\d]{1,10}(?:-[A-Z\d]{1,8}){1,3}(?![\w]|[-/.]\d)|\d?[A-Z]{2,4}\d{6,10}(?![\w]|[-/.]\d)/y;
const notRecords = /^(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}-\d{1,2}-(?:\d{4}|\d{2})|\d{3}-\d{3}-\d{4}|\d{3}-\d{2}-\d{4})$/;
const ofPlan = /\b(?:claim|member|policy|subscriber|insur\w*|coverage|denial|denied|payer|prior auth\w*)\b/i;
/** What else a number after "#" may be. */
const ofOther =
  /\b(?:issue|bug|closes|fixes|po|order|invoice|ticket|lot|ref|reference|rx|claim|auth|acct|account|case|referral|tracking|serial|part|sku|item|check|room|phone|tel|fax|license|dea|npi)[ .:]*(?:no\.?|number)?[ .:]*#?$/i;

/**
 * Numbers that a name before them makes a record or plan number: "RUIZ, ANA 37Y F #4081123", "Ana Ruiz (4081123)",
 * "Ana Ruiz, chart 4081123". They need clear health information within the proximity, and are likely at most.
 */
export function numbersBesideNames(
  page: Page,
  names: readonly NameCandidate[],
  signs: readonly HealthSign[],
): Candidate[] {
  const found: Candidate[] = [];
  const { text, tokens } = page;
  const places = signs.filter((sign) => sign.strength !== 'weak').map((sign) => sign.start);
  if (places.length === 0 || names.length === 0) return found;
  const sorted = names.filter((name) => name.strength !== 'weak').sort((a, b) => a.start - b.start);
  let at = 0;
  let near = 0;
  for (const token of tokens.numbers) {
    const start = tokens.start[token]!;
    if (
      tokens.end[token]! - start > 14 ||
      (tokens.end[token]! - start < 4 && text.charCodeAt(tokens.end[token]!) !== 45)
    )
      continue;
    while (at + 1 < sorted.length && sorted[at + 1]!.end <= start) at++;
    const name = sorted[at];
    if (name === undefined || name.end > start || start - name.end > reach || notPatients.has(name.holder)) continue;
    const before = text.slice(Math.max(name.end, start - 24), start);
    const bare = tokens.end[token]! - start <= 8 && /^[ \t]+(?:[A-Z]{2,4}-)?$/.test(text.slice(name.end, start));
    if (
      !(bare || lead.test(before) || worded.test(before.replace(/[A-Z]{1,4}-$/, ''))) ||
      ofOther.test(before.replace(/[#(]\s*$/, '')) ||
      before.includes('\n\n')
    )
      continue;
    // After a slash only the name itself may stand: a row of cells holds other numbers.
    if (
      /\/ ?$/.test(before) &&
      text.slice(name.end, start).trim() !== '/' &&
      !ofPlan.test(text.slice(Math.max(0, name.start - 120), start))
    )
      continue;
    const end = valueEnd(text, start, tokens.end[token]!, bare, worded.test(before.replace(/[A-Z]{1,4}-$/, '')));
    if (end < 0) continue;
    while (near < places.length && places[near]! < start - page.proximity) near++;
    if (near >= places.length || places[near]! > start + page.proximity) continue;
    const detector = ofPlan.test(text.slice(Math.max(0, name.start - 120), start))
      ? healthPlanNumber
      : medicalRecordNumber;
    found.push({
      detector: detector.id,
      identifier: detector.identifier,
      strength: 'likely',
      start,
      end,
      why: { pattern: 'a number right after a name, near health information' },
      holder: 'unknown',
      weight: strengthWeight.likely + (detector.rank ?? 0),
    });
  }
  return found;
}

/** Where a number ends that may be a record's; -1 when it is none. */
function valueEnd(text: string, start: number, tokenEnd: number, bare: boolean, named: boolean): number {
  value.lastIndex = start;
  if (value.test(text) && value.lastIndex === tokenEnd) return tokenEnd;
  if (bare) return -1;
  const dashed = /\b[A-Z]{1,4}-$/.exec(text.slice(Math.max(0, start - 5), start));
  grouped.lastIndex = dashed === null ? start : start - dashed[0].length;
  const from = grouped.lastIndex;
  if (grouped.test(text) && !notRecords.test(text.slice(from, grouped.lastIndex))) return grouped.lastIndex;
  if (!named) return -1;
  short.lastIndex = from;
  if (!short.test(text)) return -1;
  const told = text.slice(from, short.lastIndex);
  // "88-10-33" is no day of any month.
  const day = /^(?:0?[1-9]|1[0-2])-/.test(told) || !/^\d{2}-\d{2}-\d{2}$/.test(told);
  return notRecords.test(told) && day ? -1 : short.lastIndex;
}
