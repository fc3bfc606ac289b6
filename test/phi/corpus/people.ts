import { mbiNumber, phoneNumber, ssnNumber } from './numbers.ts';
import type { Random } from './random.ts';

/** An invented person. */
export interface Person {
  given: string;
  family: string;
  middle: string;
  sex: 'M' | 'F';
  /** Year, month, day. */
  birth: readonly [number, number, number];
  mrn: string;
  member: string;
  group: string;
  ssn: string;
  mbi: string;
  phone: string;
  email: string;
  street: string;
  place: string;
  account: string;
}

const given = [
  'Maria',
  'James',
  'Linh',
  'Aisha',
  'Robert',
  'Xiomara',
  'Dmitri',
  'Hannah',
  'Terrence',
  'Guadalupe',
  'Priya',
  'Kwame',
  'Siobhan',
  'Walter',
  'Yolanda',
  'Ethan',
  'Thandiwe',
  'Marisol',
  'Bartholomew',
  'Keiko',
  'Latoya',
  'Harold',
  'Anneliese',
  'Mohammed',
  'Grace',
  'Rose',
  'Will',
  'Hope',
  'Dawn',
  'Mark',
  'Eloise',
  'Tavon',
  'Joaquin',
  'Birgit',
  'Nevaeh',
  'Clementine',
  'Oluwaseun',
  'Rosalind',
  'Percy',
  'Ines',
];
const family = [
  'Hernandez',
  'Okafor',
  'Nguyen',
  'Smith',
  'Kowalski',
  'Lindqvist',
  'Baptiste',
  'Delgado',
  'Ferreira',
  'Whitcombe',
  'Patel',
  'Murray',
  'Young',
  'Price',
  'Vandersloot',
  'Mkhize',
  'Achterberg',
  'Tanaka',
  'Rosenthal',
  'Quispe',
  'Abernathy',
  'Long',
  'Wood',
  'Banks',
  'Castellanos',
  'Yilmaz',
  'Haddad',
  'Sorensen',
  "O'Malley",
  'Garcia-Lopez',
  'Brightwater',
  'Dube',
  'Kaczmarek',
  'Thistlewood',
  'Park',
  'Bell',
  'Marsh',
  'Ibanez',
  'Zielinska',
  'Crowther',
];
const streets = [
  'Maple',
  'Oakridge',
  'W Third',
  'Lincoln',
  'Birch Hollow',
  'N Juniper',
  'Sycamore',
  'Cobblestone',
  'Old Mill',
  '14th',
  'Peachtree',
  'Harbor View',
];
const kinds = ['St', 'Ave', 'Road', 'Ln', 'Drive', 'Ct', 'Blvd', 'Street', 'Way', 'Terrace'];
const places = [
  'Akron, OH 44301',
  'Salem, OR 97301',
  'Dayton, OH 45402',
  'Fresno, CA 93701',
  'Macon, GA 31201',
  'Provo, UT 84601',
  'San Mateo, CA 94401',
  'Fort Collins, CO 80521',
  'Erie, PA 16501',
  'St. Cloud, MN 56301',
];

export function personOf(random: Random): Person {
  const one = random.pick(given);
  const last = random.pick(family);
  return {
    given: one,
    family: last,
    middle: random.letters(1),
    sex: random.pick(['M', 'F']),
    birth: [1934 + random.number(76), 1 + random.number(12), 1 + random.number(28)],
    mrn: random.pick([
      `00${random.digits(6)}`,
      `${1 + random.number(9)}${random.digits(6)}`,
      `LM-${random.digits(7)}`,
      `E${random.digits(8)}`,
    ]),
    member: random.pick([
      `W${random.digits(9)}`,
      `XYZ${random.digits(9)}`,
      `${random.digits(9)}01`,
      `H${random.digits(8)}`,
    ]),
    group: random.pick([random.digits(6), `GRP${random.digits(5)}`, `${random.digits(5)}-01`]),
    ssn: ssnNumber(random),
    mbi: mbiNumber(random),
    phone: phoneNumber(random),
    email: `${one.toLowerCase()}.${last.toLowerCase().replace(/[^a-z]/g, '')}${random.digits(2)}@example.com`,
    street: `${10 + random.number(9800)} ${random.pick(streets)} ${random.pick(kinds)}`,
    place: random.pick(places),
    account: random.pick([`7${random.digits(8)}`, `A${random.digits(7)}`, `${random.digits(4)}-${random.digits(5)}`]),
  };
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

/** A date in one of the ways that clinics write it. */
export function written(random: Random, [year, month, day]: readonly [number, number, number]): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return random.pick([
    `${two(month)}/${two(day)}/${year}`,
    `${month}/${day}/${year}`,
    `${two(month)}-${two(day)}-${year}`,
    `${months[month - 1]} ${day}, ${year}`,
    `${year}-${two(month)}-${two(day)}`,
    `${month}/${day}/${String(year).slice(2)}`,
  ]);
}

export function recent(random: Random): readonly [number, number, number] {
  return [2023 + random.number(3), 1 + random.number(12), 1 + random.number(28)];
}
