import { genreOf } from '../evidence.ts';
import type { Page } from '../text/page.ts';
import { CAPITALS, hashOf } from '../text/tokens.ts';
import { type Take, byCredential, isPlace } from './found.ts';
import { GIVEN, nameFlags } from './dictionary.ts';
import { type IsHealth, hitAt, lineReader, nearHealth } from './lines.ts';
import { heralds } from './note-words.ts';
import { DOUBTFUL, INITIAL, NO, RARE, type Reader, UNKNOWN, doctorTitles, placeWords, titles } from './parts.ts';
import { type Run, freeStrength, gapKind, goesOn, runAt } from './run.ts';

/** Longer texts name their people in full somewhere. */
const longest = 2_000;

/** What stands behind a person: an age, a birth date, a record number, a phone, a relative, a deed. */
const behind =
  /^(?:,? ?\(?(?:age )?\d{1,3} ?(?:y\/?o|yrs?|y\.o|[MFmf]\b|mo\b|weeks?|wks?|-year|,|;|\))|,? ?\(?(?:DOB|dob|D0B|MRN|mrn|MR#|born|SSN|ssn|ss#?|pt id|ptid|ID|acct|ph|tel|cell|phone|home|member)\b|['\u2019]s (?:[a-z]|MRI|CT|A1c|INR|DOB)|,? \(?\(?\d{3}\)?[- .]\d{3}[- .]\d{4}| (?:is|was|has|had|needs?|called|calling|callin|came|wants|reports|says|states|denies|asks|asking|refused|refuses|here|attended|presents|presented|seen|visit|fell|took|takes|left|still|desires|consented|got|will|would|did|does|and|on|in|with|w\/|re|about|from|for|to|room|rm|bed|went|thru|due|overdue)\b| \d{2}[MF]\b)/;
/** A cell or a clause of its own. */
const ends = /^(?:[,;:.?!|)"\u201d]| ?#| [-\u2013\u2014(|/]|\t| {2}|\s*(?:\n|$))/;
const begins = /(?:^|[\n\t|;:(>\u2192"\u201c]|[-\u2013\u2014#]|\d|[.!?]| {2}) ?$/;

/**
 * Names that no list knows in full, told by their company: "told Ashlynn Petrie", "Delroy Simms (MR# ...)", "M. Okafor
 * - R hip". A clear health term must stand near, and neither part may be a word of a form, a place or of medicine.
 */
export function readCompany(page: Page, reader: Reader, taken: Uint8Array, take: Take, isHealth: IsHealth): void {
  const { tokens, text } = page;
  if (tokens.count > longest) return;
  const isNear = nearHealth(page, isHealth);
  const line = lineReader(page, page.hits, isHealth);
  let software: boolean | undefined;
  for (const token of tokens.capitals) {
    if (!isNear(token) || taken[token] !== 0 || !goesOn(page, token)) continue;
    const first = reader.part(token);
    if (first === NO || first === DOUBTFUL) continue;
    const run = runAt(page, reader, token, false);
    if (run === undefined || run.parts.length < 2 || run.parts.length > 4 || taken[run.last] !== 0) continue;
    if (!plausible(page, reader, run)) continue;
    // What the lists know is read later, with its own strength; a title says more than company.
    const known = freeStrength(reader, run, page);
    if (known !== undefined && known !== 'weak') continue;
    const lead = token > 0 ? tokens.hash[token - 1]! : 0;
    if (titles.has(lead) || doctorTitles.has(lead)) continue;
    const end = tokens.end[run.last]!;
    const after = text.slice(end, end + 24);
    const start = tokens.start[token]!;
    const before = text.slice(Math.max(0, start - 4), start);
    const led = heralds.has(lead) && /[A-Za-z/.:] $/.test(before);
    // "Wynn Halloway detox bed", "Maribeth Fonda F-O-N-D-A": a term or its letters right behind.
    const termed = after.startsWith(' ') && isTerm(page, run.last + 1, isHealth);
    const spelled = /^,? \(?(?:[A-Z][- ]){3,}[A-Z]\b/.test(after);
    const told = behind.test(after) || spelled || (termed && (led || begins.test(before)));
    const cell = ends.test(after) && begins.test(before);
    const rare = Math.max(...run.parts.filter((part) => part !== INITIAL)) >= RARE;
    const listed =
      run.parts.every((part) => part === INITIAL || part >= RARE) ||
      (rare && quoted(before, after)) ||
      (parted(before, after) && line(token));
    if (!((led && (rare || told || ends.test(after))) || (told && (rare || spelled)) || (cell && listed))) continue;
    // A manual's headings read like names.
    software ??= genreOf(page).genre === 'software';
    if (software) return;
    take(run, 'likely', byCredential(page, run) ?? 'unknown', {
      pattern: 'a name by the words around it, near health information',
    });
  }
}

/** Whether a clear term of health starts at a token. */
function isTerm({ hits, tokens }: Page, token: number, isHealth: IsHealth): boolean {
  const hit = token < tokens.count ? hitAt(hits, token) : -1;
  return hit >= 0 && isHealth(hit);
}

/** "Chepe Orellana" in quotes of its own. */
function quoted(before: string, after: string): boolean {
  return /["\u201c]$/.test(before) && /^["\u201d]/.test(after);
}

/** A cell of a note between dashes or bars: "20 wk scan - Ana Ruiz - marginal previa". */
function parted(before: string, after: string): boolean {
  return /[-\u2013\u2014|] $/.test(before) && /^ [-\u2013\u2014|] /.test(after);
}

/** Two parts or more that are no words: an initial first needs a listed family name. */
function plausible(page: Page, reader: Reader, run: Run): boolean {
  const { tokens } = page;
  if (isPlace(page, run) || run.reversed) return false;
  if (run.parts.some((part) => part === DOUBTFUL || part === NO)) return false;
  if (run.parts[0] === INITIAL) return run.parts.length === 2 && run.parts[1]! >= RARE;
  if (run.parts.filter((part) => part !== INITIAL).length < 2) return false;
  for (let token = run.first; token <= run.last; token++) {
    const length = tokens.end[token]! - tokens.start[token]!;
    if (placeWords.has(tokens.hash[token]!)) return false;
    // Short words in capitals are short forms, or the initials of an author.
    if (length < 3 && (tokens.flags[token]! & CAPITALS) !== 0) return false;
    if (length < 4 && (tokens.flags[token]! & CAPITALS) !== 0 && reader.part(token) <= UNKNOWN) return false;
  }
  return true;
}

const your = hashOf('your');
const greetings = new Set(['hi', 'hello', 'hey', 'dear', 'hola', 'for'].map(hashOf));

/**
 * The given name that a message to a patient calls: "Ottmar, this is ...", "Hi Suzette,", "... are ready, Conrad.",
 * "Reminder for Bree:". The text must speak of "your", near a health term.
 */
export function readAddressee(page: Page, reader: Reader, taken: Uint8Array, take: Take, isHealth: IsHealth): void {
  const { tokens, text } = page;
  if (tokens.count > 200) return;
  let speaks = false;
  for (let token = 0; token < tokens.count && !speaks; token++) speaks = tokens.hash[token] === your;
  if (!speaks) return;
  const isNear = nearHealth(page, isHealth);
  for (const token of tokens.capitals) {
    if (!isNear(token) || taken[token] !== 0 || reader.part(token) < RARE || reader.part(token) === INITIAL) continue;
    const given = (nameFlags(tokens.hash[token]!) & GIVEN) !== 0;
    const start = tokens.start[token]!;
    const end = tokens.end[token]!;
    const greeted = token > 0 && greetings.has(tokens.hash[token - 1]!) && gapKind(page, token - 1) === 'space';
    const called = /(?:^|\n)[ \t>]*$/.test(text.slice(Math.max(0, start - 3), start)) || greeted;
    const closes =
      given && text.slice(Math.max(0, start - 2), start) === ', ' && /^[.!]/.test(text.slice(end, end + 1));
    if (!((called && /^(?:[,:!]| [-\u2013])/.test(text.slice(end, end + 2))) || closes)) continue;
    take(
      { first: token, last: token, reversed: false, parts: [reader.part(token)], givenToken: -1, familyToken: -1 },
      'likely',
      'unknown',
      { pattern: 'one name, to whom a message about care is written' },
    );
  }
}
