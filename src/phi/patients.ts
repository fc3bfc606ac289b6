import type { Match } from '../core/phi.ts';
import { nameKey, pairKey } from './holders.ts';
import type { NameCandidate } from './names/found.ts';
import type { Page, Span } from './text/page.ts';

interface Person {
  /** One name of two columns of a row. */
  parts: string[];
  mrns: Set<string>;
  names: Set<string>;
  births: Set<string>;
}

/**
 * How many patients a text tells of: a row or segment is one person; in prose a name opens a person and the numbers
 * after it are theirs. Persons with the same record number, or the same name and no other birth date, are one.
 */
export function countPatients(page: Page, matches: readonly Match[]): number {
  const writers = new Set(matches.filter((match) => match.identifier === 'name' && isCorrespondent(page, match)));
  const count = countAmong(page, writers.size === 0 ? matches : matches.filter((match) => !writers.has(match)));
  return count > 0 || writers.size === 0 ? count : Math.min(1, countAmong(page, matches));
}

function countAmong(page: Page, matches: readonly Match[]): number {
  const persons: Person[] = [];
  const byKey = new Map<string, Person>();
  let current: Person | undefined;
  let currentEnd = -1;
  let record: Span | undefined;
  let next = 0;
  const open = (): Person => {
    const person: Person = { parts: [], mrns: new Set(), names: new Set(), births: new Set() };
    persons.push(person);
    return person;
  };
  const partners = new Set<string>();
  for (const match of matches) {
    if (match.identifier !== 'name') continue;
    const key = keyOfName(match as NameCandidate, page.text.slice(match.start, match.end));
    if (key.includes(' ')) for (const word of key.split(' ')) partners.add(word);
  }
  for (const match of matches) {
    const value = page.text.slice(match.start, match.end);
    const tells =
      match.identifier === 'name' ||
      match.identifier === 'mrn' ||
      match.identifier === 'ssn' ||
      match.detector === 'phi.birth-date' ||
      match.detector.startsWith('phi.medicare') ||
      match.identifier === 'health-plan';
    if (!tells || (match.holder !== 'patient' && match.holder !== 'unknown')) continue;
    while (next < page.records.length && page.records[next]!.end <= match.start) next++;
    const inside = page.records[next];
    const here = inside !== undefined && inside.start <= match.start ? inside : undefined;
    if (here !== record) {
      current = undefined;
      record = here;
    }
    const key =
      match.identifier === 'name'
        ? keyOfName(match as NameCandidate, value)
        : value.replace(/[^A-Za-z\d]/g, '').toUpperCase();
    const far = here === undefined && match.start - currentEnd > 400;
    const full =
      match.identifier === 'name' && (key.includes(' ') || (alone.has(match.why.pattern) && !partners.has(key)));
    if (match.identifier === 'name' && !full) {
      if (here === undefined || match.why.context?.distance !== 0) continue;
      (current ??= open()).parts.push(key);
      currentEnd = match.end;
      continue;
    }
    const anotherName =
      here === undefined && full && current !== undefined && current.names.size > 0 && !current.names.has(key);
    const anotherNumber =
      here === undefined &&
      match.identifier === 'mrn' &&
      current !== undefined &&
      current.mrns.size > 0 &&
      !current.mrns.has(key);
    if (current === undefined || far || anotherName || anotherNumber) {
      const known: Person | undefined =
        full && here === undefined ? (byKey.get(key) ?? shortForm(byKey, key)) : undefined;
      current = known ?? (far && !full && match.identifier !== 'mrn' ? (current ?? open()) : open());
    }
    if (match.identifier === 'name') {
      current.names.add(key);
      byKey.set(key, current);
    } else if (match.detector === 'phi.birth-date') current.births.add(key.replace(/\D/g, ''));
    else if (match.identifier === 'mrn' || match.identifier === 'ssn' || match.detector.startsWith('phi.medicare'))
      current.mrns.add(key);
    else current.mrns.add(`plan ${key}`);
    currentEnd = match.end;
  }
  for (const person of persons)
    if (person.names.size === 0 && person.parts.length > 0) person.names.add(person.parts.sort().join(' '));
  return merged(persons.filter((person) => person.mrns.size + person.names.size + person.births.size > 0));
}

/** Patterns of one name that tell a person apart without the other. */
const alone: ReadonlySet<string> = new Set([
  'one name, in a line that tells of health',
  'one name in small letters, in a line that tells of health',
  'a title and a name',
  'one name, to whom a message about care is written',
]);
const signOff =
  /(?:regards|sincerely|thanks|thank you|thx|ty|tks|best|respectfully|cheers|yours|truly|cordially)[,.!]?\s*$/i;
const toward =
  /(?:\b(?:faxed|sent|forwarded|copied|cc'?d|routed|copy|attention) to|\bcc:?|(?:^|\n)[ \t]*(?:to|from|cc|attn):) *$/i;
const opening = /(?:^|\n)[ \t>]*(?:\[?\d{1,2}:\d{2}(?::\d{2})? ?(?:[ap]m)?\]? ?-? ?)?$/i;

/** Who writes, is written to, or speaks in a chat: nobody's patient by that alone. */
function isCorrespondent({ text }: Page, name: Match): boolean {
  if (name.holder !== 'unknown') return false;
  const before = text.slice(Math.max(0, name.start - 32), name.start).replace(/(?:mr|mrs|ms|miss|dr|prof)\.? $/i, '');
  const after = text.slice(name.end, name.end + 24);
  return (
    signOff.test(before) ||
    toward.test(before) ||
    /\b(?:dear|hi|hello|hey) $/i.test(before) ||
    // A signature after the last paragraph, its address below.
    (name.start > 200 &&
      /\n[ \t]*\n[ \t]*$/.test(before) &&
      /^[ \t]*\n(?:\d|P\.?O\.? Box|\(|tel|phone|cell)/i.test(after)) ||
    (/^\s*$/.test(after) && /(?:[.!?,)] ?|\n[ \t]*)$/.test(before)) ||
    (opening.test(before) &&
      (/^ {1,4}\d{1,2}:\d{2} ?[ap]\.?m/i.test(after) ||
        (/^: [a-z]/i.test(after) && (/\d/.test(before) || text.slice(name.end, name.end + 160).includes('\n')))))
  );
}

/** "Kim Stanton" after "Kimberly Stanton": one word of the name starts the other, the rest are the same. */
function shortForm(byKey: ReadonlyMap<string, Person>, key: string): Person | undefined {
  if (byKey.size > 50) return undefined;
  const words = key.split(' ');
  for (const [other, person] of byKey) {
    const others = other.split(' ');
    const mine = words.filter((word) => !others.includes(word));
    const theirs = others.filter((word) => !words.includes(word));
    if (
      mine.length === 1 &&
      theirs.length === 1 &&
      Math.min(mine[0]!.length, theirs[0]!.length) > 2 &&
      (mine[0]!.startsWith(theirs[0]!) || theirs[0]!.startsWith(mine[0]!))
    )
      return person;
  }
  return undefined;
}

function keyOfName(name: NameCandidate, value: string): string {
  return name.given && name.family ? pairKey(name.given, name.family) : nameKey(value);
}

function merged(persons: readonly Person[]): number {
  const parent = persons.map((_, index) => index);
  const root = (index: number): number => (parent[index] === index ? index : (parent[index] = root(parent[index]!)));
  const byNumber = new Map<string, number>();
  const byName = new Map<string, number[]>();
  persons.forEach((person, index) => {
    for (const number of person.mrns) {
      const other = byNumber.get(number);
      // Members of one family share a plan number: it joins only persons that no name tells apart.
      if (other === undefined) byNumber.set(number, index);
      else if (
        !number.startsWith('plan ') ||
        persons[other]!.names.size === 0 ||
        person.names.size === 0 ||
        [...person.names].some((name) => persons[other]!.names.has(name))
      )
        parent[root(index)] = root(other);
    }
    for (const name of person.names) {
      for (const other of byName.get(name) ?? []) {
        const births = persons[other]!.births;
        if (person.births.size === 0 || births.size === 0 || [...person.births].some((birth) => births.has(birth))) {
          parent[root(index)] = root(other);
          break;
        }
      }
      byName.set(name, [...(byName.get(name) ?? []), index].slice(-20));
    }
  });
  const roots = new Set(parent.map((_, index) => root(index)));
  const named = new Set(
    persons.flatMap((person, index) => (person.names.size + person.mrns.size > 0 ? [root(index)] : [])),
  ).size;
  return named > 0 ? named : roots.size > 0 ? 1 : 0;
}
