import type { Holder } from '../core/phi.ts';
import { type Candidate, strengthWeight } from './shapes.ts';
import type { Page } from './text/page.ts';
import { CAPITAL, DIGIT, NUMBER, hashOf } from './text/tokens.ts';
import { tagOf } from './text/vocabulary.ts';

/** Street, box and city addresses of the United States, smaller than a state: 45 CFR 164.514(b)(2)(i)(B). */
export const streetAddress = {
  id: 'phi.street-address',
  identifier: 'address' as const,
  title: 'Street address, box, or city with ZIP code',
  context: [
    'address',
    'addr',
    'home address',
    'street address',
    'mailing address',
    'patient address',
    'residence',
    'lives at',
    'resides at',
    'residing at',
    'address line 1',
    'address1',
    'address 1',
    'street',
    'current address',
    'permanent address',
    'domicilio',
    'street1',
    'addr1',
    'address_line1',
    'residential address',
    'home addr',
    'subscriber address',
    'member address',
    'guarantor address',
    'pt address',
  ],
};

const suffix =
  '(?:street|str?|avenue|ave?|boulevard|blvd|road|rd|drive|dr|lane|ln|court|ct|circle|cir|place|pl|way|terrace|terr?|highway|hwy|parkway|pkwy|pike|trail|trl|square|sq|loop|alley|crossing|xing|run|row|plaza|plz|path|ridge|bend|cove|point|pt|expressway|turnpike|tpke|walk|landing|heights|hts|hollow|glen|grove|manor|commons|broadway)';
const direction = '(?:(?:N|S|E|W|NE|NW|SE|SW|North|South|East|West)\\.? )?';
const unit =
  '(?:,? {1,2}(?:apt|apartment|unit|suite|ste|room|rm|floor|fl|bldg|building|lot|trlr|#)\\.? ?#? ?[A-Za-z0-9-]{1,6}| ?,? #\\d{1,5}[A-Z]?)?';
const states =
  'A[LKZR]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]';
const stateNames =
  'Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin|Wyoming';
const city = `[A-Z][A-Za-z.'-]+(?: [A-Z][A-Za-z.'-]+){0,3},? {1,2}(?:${states}|${stateNames})\\.?,? {1,2}\\d{5}(?:-\\d{4})?(?!\\w)`;

const street = new RegExp(
  `\\d{1,6}[A-Za-z]?(?:-\\d{1,4}|½| 1/2)? ${direction}(?:(?:[A-Z][A-Za-z'.-]*|\\d{1,3}(?:st|nd|rd|th|ST|ND|RD|TH)|[a-z]{3,14}) ){1,4}?${suffix}\\b(?!'|\\.? ${suffix}\\b)\\.?(?: (?:N|S|E|W|NE|NW|SE|SW)\\b\\.?)?${unit}`,
  'iy',
);
const named = new RegExp(
  `\\d{1,6} ${direction}(?:Broadway|(?:County Road|County Rd|State Route|State Road|Route|Rte|Highway|Hwy|US|SR|CR|FM) \\d{1,4}|Avenue [A-Z]\\b)${unit}`,
  'y',
);
const cityAfter = new RegExp(`(?:,? {1,2}|,?[ \\t]*\\r?\\n[ \\t]*)(?:${city})`, 'y');
const cityZip = new RegExp(city, 'y');
const box = /(?:P\.? ?O\.? ?|Post Office )Box \d{1,6}/iy;

const noStreet =
  / (?:mg|ml|mcg|units?|days?|weeks?|months?|years?|hours?|times|and|or|of|for|to|the|with|patients?|beds?|x)\b/;
const wordState = /[^,] (?:ID|OK|IN|OR|ME|HI)\.? {1,2}\d{5}$/;
const boxWord = hashOf('box');
const tag = tagOf(streetAddress.id);

export function streetAddresses(page: Page): Candidate[] {
  const found: Candidate[] = [];
  const { text, tokens } = page;
  const { start, end, flags, count } = tokens;
  let past = 0;
  const add = (from: number, to: number, pattern: string, strength: 'likely' | 'certain') => {
    const context = page.context(streetAddress.id, from, to, 60);
    past = to;
    found.push(candidate(page, from, to, pattern, context ? 'certain' : strength, context));
  };
  for (const token of tokens.numbers) {
    const from = start[token]!;
    if (from < past || end[token]! > from + 7) continue;
    if (token > 0 && boxWord === tokens.hash[token - 1] && fromBox(token - 1)) continue;
    const next = token + 1;
    if (
      next < count &&
      start[next]! - end[token]! < 2 &&
      (flags[next]! & (CAPITAL | DIGIT)) !== 0 &&
      text.charCodeAt(end[token]!) === 32
    ) {
      const before = from > 0 ? text.charCodeAt(from - 1) : 32;
      if (before !== 45 && before !== 47 && before !== 46 && before !== 36 && fromNumber(from)) continue;
    }
    if (
      (flags[token]! & NUMBER) !== 0 &&
      end[token]! - from > 4 &&
      end[token]! - from < 6 &&
      token > 1 &&
      (flags[token - 1]! & CAPITAL) !== 0
    )
      zip(token);
  }
  for (const field of page.fieldsOf(tag))
    found.push(
      candidate(page, field.start, field.end, 'an address field', 'certain', { word: field.name, distance: 0 }),
    );
  return found;

  function fromNumber(from: number): boolean {
    street.lastIndex = named.lastIndex = from;
    const pattern = street.test(text) ? street : named.test(text) ? named : undefined;
    if (pattern === undefined) return false;
    let to = pattern.lastIndex;
    if (noStreet.test(text.slice(from, to))) return false;
    cityAfter.lastIndex = to;
    const full = cityAfter.test(text);
    if (full) to = cityAfter.lastIndex;
    add(from, to, full ? 'number, street, city, state and ZIP' : 'number and street', full ? 'certain' : 'likely');
    return true;
  }

  function fromBox(word: number): boolean {
    for (let first = Math.max(0, word - 2); first < word; first++) {
      box.lastIndex = start[first]!;
      if (start[first]! < past || !box.test(text)) continue;
      cityAfter.lastIndex = box.lastIndex;
      add(start[first]!, cityAfter.test(text) ? cityAfter.lastIndex : box.lastIndex, 'a post office box', 'likely');
      return true;
    }
    return false;
  }

  /** "Akron, OH 44301": from the ZIP back to the first word of the city. */
  function zip(token: number): void {
    for (let first = Math.max(0, token - 5); first < token - 1; first++) {
      if (start[first]! < past || (flags[first]! & CAPITAL) === 0) continue;
      cityZip.lastIndex = start[first]!;
      if (!cityZip.test(text) || cityZip.lastIndex < end[token]!) continue;
      // "Payer ID 29076": states that are words need their comma.
      if (wordState.test(text.slice(start[first], end[token]))) continue;
      add(start[first]!, cityZip.lastIndex, 'city, state and ZIP', 'likely');
      return;
    }
  }
}

function candidate(
  page: Page,
  start: number,
  end: number,
  pattern: string,
  strength: 'likely' | 'certain',
  context: Candidate['why']['context'],
): Candidate {
  const office = /\b(?:suite|ste|floor|fl|bldg|building)\b/i.test(page.text.slice(start, end));
  const holder: Holder = office ? 'organization' : 'unknown';
  return {
    detector: streetAddress.id,
    identifier: 'address',
    strength,
    start,
    end,
    why: { pattern, ...(context && { context }) },
    holder,
    weight: strengthWeight[strength] + (strength === 'certain' ? 60 : 155),
  };
}

const stateOf = new RegExp(`[ ,](${states})\\.?,? {1,2}\\d{5}(?:-\\d{4})?$`);
const nameOf = new RegExp(`[ ,](${stateNames}),? {1,2}\\d{5}(?:-\\d{4})?$`);
const codes =
  'AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY'.split(
    ' ',
  );

/** The two-letter state at the end of an address. */
export function stateIn(address: string): string | undefined {
  const code = stateOf.exec(address)?.[1];
  if (code !== undefined) return code;
  const name = nameOf.exec(address)?.[1];
  return name === undefined ? undefined : codes[stateNames.split('|').indexOf(name)];
}
