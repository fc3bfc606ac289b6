import type { Match } from '../core/phi.ts';
import { nameKey, pairKey } from './holders.ts';
import type { NameCandidate } from './names/found.ts';
import type { Page, Span } from './text/page.ts';

interface Person {
  mrns: Set<string>;
  names: Set<string>;
  births: Set<string>;
}

/**
 * How many patients a text tells of: a row or segment is one person; in prose a name opens a person and the numbers
 * after it are theirs. Persons with the same record number, or the same name and no other birth date, are one.
 */
export function countPatients(page: Page, matches: readonly Match[]): number {
  const persons: Person[] = [];
  const byKey = new Map<string, Person>();
  let current: Person | undefined;
  let currentEnd = -1;
  let record: Span | undefined;
  let next = 0;
  const open = (): Person => {
    const person = { mrns: new Set<string>(), names: new Set<string>(), births: new Set<string>() };
    persons.push(person);
    return person;
  };
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
    const full = match.identifier === 'name' && key.includes(' ');
    if (match.identifier === 'name' && !full) continue;
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
  return merged(persons.filter((person) => person.mrns.size + person.names.size + person.births.size > 0));
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
