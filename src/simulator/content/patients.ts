import { guidOf } from '../random.ts';

/** An invented patient. */
export interface Patient {
  given: string;
  family: string;
  /** `03/14/1961` */
  born: string;
  mrn: string;
  phone: string;
  /** House and street; town; state; code. */
  street: string;
  town: string;
  state: string;
  zip: string;
  plan: string;
}

const given = [
  ...['Adela', 'Bernard', 'Clarice', 'Desmond', 'Estelle', 'Fletcher', 'Gwendolyn', 'Horace', 'Imelda', 'Jarvis'],
  ...['Katrina', 'Leopold', 'Marisol', 'Norbert', 'Octavia', 'Percival', 'Queenie', 'Roderick', 'Sabrina', 'Thaddeus'],
];
const family = [
  ...['Ochoa', 'Whitfield', 'Tamayo', 'Barnhart', 'Delgadillo', 'Fairchild', 'Gallardo', 'Huffman', 'Izaguirre'],
  ...['Kellerman', 'Landeros', 'Mayfield', 'Nakamura', 'Ordaz', 'Pettigrew', 'Quintanilla', 'Rutledge', 'Sandoval'],
  ...['Thibodeaux'],
];
const streets = ['Mesquite Lane', 'Pecan Street', 'Juniper Drive', 'Cottonwood Road', 'Heron Avenue'];

/** Patient number `index` of a clinic; always the same. Phone numbers are of the range that is kept for stories. */
export function patient(
  clinic: string,
  index: number,
  place = { town: 'Abilene', state: 'TX', zip: '79601' },
): Patient {
  const seed = `${clinic} patient ${index}`;
  const number = (name: string, below: number): number => Number(digitsOf(`${seed} ${name}`, 6)) % below;
  const two = (value: number): string => String(value).padStart(2, '0');
  return {
    given: given[index % given.length]!,
    family: family[(index * 7 + Math.floor(index / given.length)) % family.length]!,
    born: `${two(1 + number('month', 12))}/${two(1 + number('day', 28))}/${1938 + number('year', 70)}`,
    mrn: `${1 + number('first', 9)}${digitsOf(seed, 7)}`,
    phone: `(325) 555-01${two(number('phone', 100))}`,
    street: `${100 + number('house', 9000)} ${streets[number('street', streets.length)]!}`,
    ...place,
    plan: `XPL${digitsOf(`${seed} plan`, 9)}`,
  };
}

export function fullName({ given: first, family: last }: Patient): string {
  return `${first} ${last}`;
}

/** Texts by which a patient would be found again in something that should hold none. */
export function valuesOf(patients: readonly Patient[]): string[] {
  return patients.flatMap((one) => [fullName(one), one.mrn, one.born]);
}

/** Digits made of a text, always the same: for record numbers and the like. */
export function digitsOf(text: string, count: number): string {
  return (BigInt(`0x${guidOf(text).replaceAll('-', '')}`) % 10n ** BigInt(count)).toString().padStart(count, '0');
}
