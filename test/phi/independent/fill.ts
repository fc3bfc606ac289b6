import type { Kind, Planted } from '../corpus/document.ts';
import { aba, card, dea, mbi, npi, ssn, vin } from './checked.ts';
import { type Dice, dice } from './dice.ts';
import { type Invented, invented, street, town } from './people.ts';

interface Value {
  text: string;
  kind?: Kind;
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const two = (value: number) => String(value).padStart(2, '0');

/** A date in the form that a mark asks for: the letters after its stem. */
function dated(from: Dice, first: number, last: number, form: string): string {
  const [year, month, day] = [from.between(first, last), from.between(1, 12), from.between(1, 28)];
  switch (form) {
    case 'y':
    case 's':
      return `${month}/${day}/${two(year % 100)}`;
    case 'iso':
      return `${year}-${two(month)}-${two(day)}`;
    case 'w':
      return `${months[month - 1]} ${day}, ${year}`;
    case '-':
      return `${two(month)}-${two(day)}-${year}`;
    case 'c':
      return `${year}${two(month)}${two(day)}`;
    default:
      return from.between(0, 1) === 0 ? `${two(month)}/${two(day)}/${year}` : `${month}/${day}/${year}`;
  }
}

/** How a person's name is written, by the mark. Marks of two parts in a set form are not here. */
const nameForms: Readonly<Record<string, (person: Invented) => string>> = {
  name: ({ given, family }) => `${given} ${family}`,
  namem: ({ given, middle, family }) => `${given} ${middle}. ${family}`,
  lf: ({ given, family }) => `${family}, ${given}`,
  lfm: ({ given, middle, family }) => `${family}, ${given} ${middle}.`,
  LF: ({ given, family }) => `${family}, ${given}`.toUpperCase(),
  NAME: ({ given, family }) => `${given} ${family}`.toUpperCase(),
  lc: ({ given, family }) => `${given} ${family}`.toLowerCase(),
  first: ({ given }) => given,
  FIRST: ({ given }) => given.toUpperCase(),
  last: ({ family }) => family,
  LAST: ({ family }) => family.toUpperCase(),
  ilast: ({ given, family }) => `${given[0]}. ${family}`,
};
const stems: Readonly<Record<string, string>> = {
  doc: 'name',
  doclast: 'last',
  DOCLAST: 'LAST',
  docfirst: 'first',
  lfdoc: 'lf',
  LFDOC: 'LF',
  rel: 'name',
  staff: 'name',
  stafffirst: 'first',
  stafflast: 'last',
};

const mark = /\u00ab([A-Za-z^-]+?)(\d?)\u00bb/g;

/** Fills the marks of a layout. The same person, number and date of birth stand for the same mark. */
export function fill(layout: string, seed: number): { text: string; planted: Planted[] } {
  const from = dice(seed);
  const people = new Map<string, Invented>();
  const fixed = new Map<string, string>();
  const births = new Map<string, number>();
  const planted: Planted[] = [];
  const person = (role: string) => {
    let one = people.get(role);
    if (one === undefined) people.set(role, (one = invented(from)));
    return one;
  };
  const once = (key: string, make: () => string) => {
    let text = fixed.get(key);
    if (text === undefined) fixed.set(key, (text = make()));
    return text;
  };
  const birth = (form: string, number: string): string => {
    let at = births.get(number);
    if (at === undefined) births.set(number, (at = from.between(1, 1e6)));
    return dated(dice(at), 1932, 2021, form);
  };
  const valueOf = (name: string, number: string): Value => {
    const staff = /^(?:doc|rel|staff|lfdoc)/i.exec(name)?.[0].toLowerCase().replace('lf', '') ?? '';
    const form = stems[name] ?? name;
    if (Object.hasOwn(nameForms, form)) return { text: nameForms[form]!(person(staff + number)), kind: 'name' };
    if (form === 'LAST^FIRST') {
      const { given, family } = person(number);
      return { text: `${family}^${given}`.toUpperCase(), kind: 'name' };
    }
    if (/^dob(?:y|iso|w|-|c)?$/.test(form)) return { text: birth(form.slice(3), number), kind: 'dob' };
    if (/^d(?:iso|w|c|s)?$/.test(form)) return { text: dated(from, 2022, 2025, form.slice(1)) };
    const simple = numbers[form];
    if (simple !== undefined) return { text: once(form + number, () => simple.make(from)), kind: simple.kind };
    if (form === 'dea') return { text: once(form, () => dea(from, person('doc').family)), kind: 'dea' };
    if (form === 'n') return { text: from.shape(`%${'#'.repeat(Number(number) - 1)}`) };
    if (form === 'nn') return { text: from.shape('%#########') };
    if (form === 'staffmail')
      return {
        text: `${person(`staff${number}`)
          .given.toLowerCase()
          .replace(/[^a-z]/g, '')}@example.org`,
        kind: 'email',
      };
    const loose: Readonly<Record<string, () => string>> = {
      age: () => String(from.between(19, 88)),
      time: () => `${from.between(1, 12)}:${two(from.between(0, 59))}`,
      money: () => from.shape('%##.##'),
      mi: () => person(number).middle,
      nick: () => person(number).given.slice(0, 3),
      city: () => town(from),
      street: () => street(from),
      staffuser: () => from.shape('user###'),
    };
    const make = loose[form];
    if (make === undefined) throw new Error(`unknown mark ${name}`);
    return { text: make() };
  };
  let text = '';
  let past = 0;
  for (const found of layout.matchAll(mark)) {
    text += layout.slice(past, found.index);
    past = found.index + found[0].length;
    const { text: value, kind } = valueOf(found[1]!, found[2]!);
    if (kind !== undefined) planted.push({ kind, start: text.length, end: text.length + value.length });
    text += value;
  }
  return { text: text + layout.slice(past), planted };
}

const phone = (from: Dice) =>
  from.shape(from.pick(['(3%0) 555-01##', '41%-555-01##', '5%5.555.01##', '+1 6%2 555 01##']));
const numbers: Readonly<Record<string, { kind: Kind; make: (from: Dice) => string }>> = {
  mrn: { kind: 'mrn', make: (from) => from.shape(from.pick(['%######', '%#######', '00%#####'])) },
  mrnx: { kind: 'mrn', make: (from) => from.shape(from.pick(['M%#####', 'LK%######', 'H00%####'])) },
  plan: {
    kind: 'plan',
    make: (from) => from.shape(from.pick(['@@@%########', 'W%########', '%##########', '@%#######'])),
  },
  acct: { kind: 'account', make: (from) => from.shape(from.pick(['%#######', 'A%######'])) },
  bank: { kind: 'bank', make: (from) => from.shape('%########') },
  mbi: { kind: 'mbi', make: mbi },
  ssn: { kind: 'ssn', make: ssn },
  npi: { kind: 'npi', make: npi },
  card: { kind: 'card', make: card },
  aba: { kind: 'aba', make: aba },
  vin: { kind: 'vin', make: vin },
  phone: { kind: 'phone', make: phone },
  fax: { kind: 'fax', make: phone },
  email: {
    kind: 'email',
    make: (from) => `${from.pick(['sunny', 'jb', 'gardener', 'rides'])}${from.between(10, 99)}@example.com`,
  },
  addr: { kind: 'address', make: (from) => `${street(from)}, ${town(from)}` },
  ip: { kind: 'ip', make: (from) => `192.0.2.${from.between(2, 250)}` },
};
