import type { Holder, Match } from '../core/phi.ts';
import type { NameCandidate } from './names/found.ts';
import type { Page, Span } from './text/page.ts';

const order: readonly Holder[] = ['patient', 'provider', 'staff', 'relative', 'organization', 'unknown'];
const providerIds = new Set(['phi.npi', 'phi.dea']);

/**
 * Whom each identifier belongs to. The same name has one holder throughout; a physician of the organization is a
 * provider; a number or date goes with the name before it in the same paragraph.
 */
export function assignHolders(page: Page, names: readonly NameCandidate[], matches: readonly Match[]): void {
  const physicians = new Set((page.options.physicians ?? []).map(nameKey));
  const keys = new Map<NameCandidate, string>(names.map((name) => [name, nameIn(page, name)]));
  const keyOf = (name: NameCandidate) => keys.get(name)!;
  const best = new Map<string, Holder>();
  for (const name of names) {
    if (
      physicians.size > 0 &&
      (physicians.has(nameKey(page.text.slice(name.start, name.end))) ||
        (name.given !== '' && physicians.has(nameKey(`${name.given} ${name.family}`))))
    )
      name.holder = 'provider';
    const key = keyOf(name);
    const known = best.get(key);
    if (known === undefined || order.indexOf(name.holder) < order.indexOf(known)) best.set(key, name.holder);
    if (name.holder !== 'unknown' && key.includes(' '))
      for (const part of [name.given, name.family])
        if (part !== '' && !best.has(`part ${part}`)) best.set(`part ${part}`, name.holder);
  }
  const patientRecords = new Set<number>();
  for (const match of matches) {
    if (match.identifier === 'mrn' || match.identifier === 'health-plan') {
      const record = recordOf(page, match);
      if (record >= 0) patientRecords.add(record);
    }
  }
  for (const name of names) {
    if (name.holder === 'unknown' && isRelative(page, name)) name.holder = 'relative';
    if (name.holder === 'unknown' && isContact(page, name)) name.holder = 'staff';
    if (name.holder !== 'unknown') continue;
    name.holder = best.get(keyOf(name))!;
    if (name.holder === 'unknown') name.holder = best.get(`part ${keyOf(name)}`) ?? 'unknown';
    if (name.holder === 'unknown' && patientRecords.has(recordOf(page, name))) name.holder = 'patient';
  }
  const sorted = [...names].sort((a, b) => a.start - b.start);
  let at = 0;
  for (const match of matches) {
    while (at < sorted.length && sorted[at]!.start <= match.start) at++;
    if (match.holder !== 'unknown' || match.identifier === 'name' || match.identifier === 'health') continue;
    if (providerIds.has(match.detector)) match.holder = 'provider';
    else if (
      match.identifier === 'mrn' ||
      (match.detector === 'phi.birth-date' && match.strength === 'certain') ||
      match.detector.startsWith('phi.medicare')
    )
      match.holder = 'patient';
    else {
      const name = sorted[at - 1];
      if (
        name !== undefined &&
        match.start - name.end < 250 &&
        !/\n[ \t]*\r?\n/.test(page.text.slice(name.end, match.start))
      )
        match.holder = name.holder;
    }
  }
}

const kin =
  'wife|husband|spouse|mother|father|mom|dad|son|daughter|sister|brother|niece|nephew|aunt|uncle|cousin|partner|fianc[eé]e?|girlfriend|boyfriend|grandson|granddaughter|grandmother|grandfather|neighbor|guardian|caregiver';
const kinBefore = new RegExp(`\\b(?:${kin})(?:,| is| named|:)? $`, 'i');
const kinAfter = new RegExp(`^,? \\(?(?:(?:his|her|the|pt's|patient's) )?(?:${kin})\\b`, 'i');

/** "his wife, Ellen Murray,", "Linda Holt (wife)". */
function isRelative({ text }: Page, name: Span): boolean {
  return (
    kinBefore.test(text.slice(Math.max(0, name.start - 24), name.start)) ||
    kinAfter.test(text.slice(name.end, name.end + 24))
  );
}

const thanked = /\b(?:questions|requests|replies|apply|rsvp|thanks|congrats|congratulations|kudos|welcome) to $/i;

/** "questions to Ana Ruiz", "contact Ana Ruiz in pharmacy for returns": a colleague. */
function isContact({ text }: Page, name: Span): boolean {
  const before = text.slice(Math.max(0, name.start - 24), name.start);
  return (
    thanked.test(before) ||
    (/\bcontact $/i.test(before) && /^ (?:in|for|with) /.test(text.slice(name.end, name.end + 6)))
  );
}

/** Number of the row or segment that holds a span; -1 when none does. */
export function recordOf(page: Page, span: Span): number {
  let low = 0;
  let high = page.records.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    if (page.records[middle]!.start <= span.start) low = middle + 1;
    else high = middle - 1;
  }
  return high >= 0 && page.records[high]!.end >= span.end ? high : -1;
}

function nameIn(page: Page, name: NameCandidate): string {
  return name.given === '' || name.family === ''
    ? nameKey(page.text.slice(name.start, name.end))
    : pairKey(name.given, name.family);
}

/** The key of two words in small letters: the same as `nameKey`, without cutting them again. */
export function pairKey(given: string, family: string): string {
  return given < family ? `${given} ${family}` : `${family} ${given}`;
}

/** A name without order, case, initials and signs: "Delgado, Rosa M." is "Rosa Delgado". */
export function nameKey(name: string): string {
  return name
    .toLowerCase()
    .split(/[^a-z\u00c0-\u024f']+/)
    .filter((word) => word.length > 1)
    .sort()
    .join(' ');
}
