import type { Holder, Strength, Why } from '../../core/phi.ts';
import { type Candidate, strengthWeight } from '../shapes.ts';
import type { Page } from '../text/page.ts';
import { credentials, placeWords } from './parts.ts';
import { CAPITAL, CAPITALS, DIGIT } from '../text/tokens.ts';
import type { Run } from './run.ts';

/** The detector of names. */
export const personNameId = 'phi.person-name';

/** A name with what tells one person from another. */
export interface NameCandidate extends Candidate {
  given: string;
  family: string;
}

export type Take = (run: Run, strength: Strength, holder: Holder, why: Why) => void;
const states = new Set(
  'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY PR'.split(
    ' ',
  ),
);
/** A state's short form behind a town that is not in capitals. */
function isState({ tokens, text }: Page, run: Run): boolean {
  return (
    (tokens.flags[run.first]! & CAPITALS) === 0 && states.has(text.slice(tokens.start[run.last], tokens.end[run.last]))
  );
}

/** Whether the words around make the run a street, a hospital or an eponym. */
export function isPlace(page: Page, run: Run): boolean {
  const { tokens, text } = page;
  // "300 N Gaylord", "Pine Bluff AR", "88 Fulton Mall".
  const start = tokens.start[run.first]!;
  if (
    start > 1 &&
    text.charCodeAt(start - 1) === 32 &&
    (tokens.flags[run.first - 1]! & DIGIT) !== 0 &&
    (/^[NSEW]\.? /.test(text.slice(start, start + 3)) || placeWords.has(tokens.hash[run.last]!))
  )
    return true;
  if (run.last > run.first && isState(page, run)) return true;
  if (placeWords.has(tokens.hash[run.last]!) && run.last > run.first && run.parts.length > 2) return true;
  const next = run.last + 1;
  if (next < tokens.count && placeWords.has(tokens.hash[next]!)) {
    const gap = page.text.slice(tokens.end[run.last], tokens.start[next]);
    if (gap === ' ' || gap === "'s " || gap === '\u2019s ') return true;
  }
  // "Ana Ruiz Heart Institute".
  if (
    next + 1 < tokens.count &&
    (tokens.flags[next]! & CAPITAL) !== 0 &&
    placeWords.has(tokens.hash[next + 1]!) &&
    (tokens.flags[next + 1]! & CAPITAL) !== 0 &&
    page.text.slice(tokens.end[run.last], tokens.start[next]) === ' ' &&
    page.text.slice(tokens.end[next], tokens.start[next + 1]) === ' ' &&
    page.text.charCodeAt(tokens.end[run.last]!) === 32
  )
    return true;
  return false;
}

const after = /,? {0,2}\(?(?:[A-Z][A-Za-z.-]{0,7}\b,? ?)/y;
/** "Ana Ruiz, MD": a provider. */
export function byCredential(page: Page, run: Run): Holder | undefined {
  const { tokens, text } = page;
  after.lastIndex = tokens.end[run.last]!;
  if (!after.test(text)) return undefined;
  const next = run.last + 1;
  if (next >= tokens.count || tokens.start[next]! > after.lastIndex) return undefined;
  const comma = text.charCodeAt(tokens.end[run.last]!) === 44;
  const word = text.slice(tokens.start[next], Math.min(text.length, tokens.end[next]! + 4));
  if (/^(?:M\.D|D\.O|R\.N|N\.P|P\.A|Ph\.D|D\.D\.S)/.test(word)) return 'provider';
  if (!credentials.has(tokens.hash[next]!)) return undefined;
  const token = text.slice(tokens.start[next], tokens.end[next]);
  return comma || token === token.toUpperCase() || /^(?:PhD|PharmD|PsyD)$/.test(token) ? 'provider' : undefined;
}

export function candidateOf(page: Page, run: Run, strength: Strength, holder: Holder, why: Why): NameCandidate {
  const { tokens, text } = page;
  const word = (token: number) => (token < 0 ? '' : text.slice(tokens.start[token], tokens.end[token]).toLowerCase());
  return {
    detector: personNameId,
    identifier: 'name',
    strength,
    start: tokens.start[run.first]!,
    end: tokens.end[run.last]!,
    why,
    holder,
    weight: strengthWeight[strength] + 10,
    given: word(run.givenToken),
    family: word(run.familyToken),
  };
}
