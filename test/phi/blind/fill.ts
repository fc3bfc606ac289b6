import type { Kind, Planted } from '../corpus/document.ts';
import { aba, card, dea, mbi, npi, ssn, vin } from '../independent/checked.ts';
import { type Dice, dice } from '../independent/dice.ts';
import { type Someone, home, someone } from './people.ts';
import { pools } from './pools.ts';

type Made = readonly [text: string, kind?: Kind];

const months = 'January February March April May June July August September October November December'.split(' ');
const two = (value: number) => String(value).padStart(2, '0');

/** Forms of a date, by the letter behind a mark; without one, the form that the document drew. */
const dateForms: Readonly<Record<string, (year: number, month: number, day: number) => string>> = {
  s: (year, month, day) => `${month}/${day}/${two(year % 100)}`,
  l: (year, month, day) => `${two(month)}/${two(day)}/${year}`,
  i: (year, month, day) => `${year}-${two(month)}-${two(day)}`,
  w: (year, month, day) => `${months[month - 1]} ${day}, ${year}`,
  a: (year, month, day) => `${two(day)}-${months[month - 1]!.slice(0, 3)}-${year}`,
  c: (year, month, day) => `${year}${two(month)}${two(day)}`,
  d: (year, month, day) => `${month}-${day}-${year}`,
  m: (_, month, day) => `${month}/${day}`,
};

const nameForms: Readonly<Record<string, (person: Someone) => string>> = {
  name: ({ given, family }) => `${given} ${family}`,
  full: ({ given, middle, family }) => `${given} ${middle}. ${family}`,
  lf: ({ given, family }) => `${family}, ${given}`,
  lfm: ({ given, middle, family }) => `${family}, ${given} ${middle}`,
  NAME: ({ given, family }) => `${given} ${family}`.toUpperCase(),
  LF: ({ given, family }) => `${family}, ${given}`.toUpperCase(),
  low: ({ given, family }) => `${given} ${family}`.toLowerCase(),
  first: ({ given }) => given,
  last: ({ family }) => family,
  LAST: ({ family }) => family.toUpperCase(),
  lastlow: ({ family }) => family.toLowerCase(),
  il: ({ given, family }) => `${given[0]}. ${family}`,
  caret: ({ given, family }) => `${family}^${given}`.toUpperCase(),
};

const shaped: Readonly<Record<string, { kind?: Kind; make: (from: Dice) => string }>> = {
  mrn: { kind: 'mrn', make: (from) => from.shape(from.pick(['%#####', '%######', '%#######', '00%#####'])) },
  mrnx: { kind: 'mrn', make: (from) => from.shape(from.pick(['M%#####', 'H%#######', 'PT-%####', '%##-##-##'])) },
  mem: {
    kind: 'plan',
    make: (from) => from.shape(from.pick(['@@@%########', 'W%########', '%##########', '@%########', '9%######@'])),
  },
  acct: { kind: 'account', make: (from) => from.shape(from.pick(['%#######', '%##-####', 'A%######'])) },
  bank: { kind: 'bank', make: (from) => from.shape('%#########') },
  phone: {
    kind: 'phone',
    make: (from) => from.shape(from.pick(['(6%4) 555-01##', '5%0-555-01##', '8%2.555.01##', '1-4%0-555-01##'])),
  },
  email: {
    kind: 'email',
    make: (from) => `${from.pick(['rmk', 'sunflower', 'big.joe', 'family_of5'])}${from.between(1, 99)}@example.com`,
  },
  mail: { kind: 'email', make: (from) => `${from.pick(['frontdesk', 'jr', 'kpatel', 'scheduling'])}@example.org` },
  addr: { kind: 'address', make: home },
  ip: { kind: 'ip', make: (from) => `192.0.2.${from.between(2, 250)}` },
  mbi: { kind: 'mbi', make: mbi },
  ssn: { kind: 'ssn', make: ssn },
  npi: { kind: 'npi', make: npi },
  card: { kind: 'card', make: card },
  aba: { kind: 'aba', make: aba },
  vin: { kind: 'vin', make: vin },
  dea: { kind: 'dea', make: (from) => dea(from, from.pick(['Reed', 'Patel', 'Lin'])) },
  n: { make: (from) => from.shape('%###') },
  num: { make: (from) => from.shape('%#####') },
  long: { make: (from) => from.shape('%#########') },
  bp: { make: (from) => `${from.between(98, 178)}/${from.between(54, 98)}` },
  age: { make: (from) => String(from.between(21, 87)) },
  kage: { make: (from) => String(from.between(1, 16)) },
  time: { make: (from) => `${from.between(7, 12)}:${from.pick(['00', '15', '20', '30', '45'])}` },
  money: { make: (from) => from.shape('%##.##') },
  rm: { make: (from) => String(from.between(1, 430)) },
};

/** One side of `[[a|b]]`, inside out. */
function choose(layout: string, from: Dice): string {
  const choice = /\[\[((?:(?!\[\[|\]\]).)*)\]\]/s;
  let text = layout;
  for (let found = choice.exec(text); found !== null; found = choice.exec(text))
    text = text.slice(0, found.index) + from.pick(found[1]!.split('|')) + text.slice(found.index + found[0].length);
  return text;
}

/**
 * Fills a layout. `«lf2»` is the second patient's name, family name first; `«d:name»` a doctor's, `«s:…»` of staff,
 * `«r:…»` of a relative, `«o:…»` of anybody else; `«dob»` a birth date, `«kdob»` a child's, `«dt»` another day.
 */
export function fill(layout: string, seed: number): { text: string; planted: Planted[] } {
  const from = dice(seed);
  const once = new Map<string, unknown>();
  const keep = <T>(key: string, make: () => T): T => {
    if (!once.has(key)) once.set(key, make());
    return once.get(key) as T;
  };
  const form = from.pick(['s', 'l', 'l', 'i', 'w', 'a', 'd']);
  const dated = (key: string, first: number, last: number, wanted: string) =>
    dateForms[wanted || form]!(
      ...keep(key, () => [from.between(first, last), from.between(1, 12), from.between(1, 28)] as const),
    );
  const make = (role: string, stem: string, number: string): Made => {
    if (Object.hasOwn(nameForms, stem))
      return [nameForms[stem]!(keep(`person ${role}${number}`, () => someone(from))), 'name'];
    const date = /^(dob|kdob|dt)([a-z]?)$/.exec(stem);
    if (date?.[1] === 'dt') return [dated(`dt ${once.size} ${number}`, 2024, 2026, date[2]!)];
    if (date !== null)
      return [
        dated(`born ${number}`, date[1] === 'dob' ? 1931 : 2009, date[1] === 'dob' ? 2004 : 2025, date[2]!),
        'dob',
      ];
    const shape = shaped[stem];
    if (shape !== undefined) return [keep(`${role}${stem}${number}`, () => shape.make(from)), shape.kind];
    const pool = pools[stem];
    if (pool === undefined) throw new Error(`unknown mark ${stem}`);
    return [from.pick(pool)];
  };
  const planted: Planted[] = [];
  let text = '';
  let past = 0;
  const chosen = choose(layout, from);
  for (const found of chosen.matchAll(/«(?:([a-z]):)?([A-Za-z]+?)(\d*)»/g)) {
    text += chosen.slice(past, found.index);
    past = found.index + found[0].length;
    const [value, kind] = make(found[1] ?? '', found[2]!, found[3]!);
    if (kind !== undefined) planted.push({ kind, start: text.length, end: text.length + value.length });
    text += value;
  }
  return { text: text + chosen.slice(past), planted };
}
