import type { Dice } from './dice.ts';

/** Invented numbers that hold their check digits, each written from the issuing rule. */
function luhnDigit(digits: string): string {
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at]);
    const worth = at % 2 === 0 ? digit * 2 : digit;
    sum += worth > 9 ? worth - 9 : worth;
  }
  return String((10 - (sum % 10)) % 10);
}

/** National Provider Identifier: Luhn over 80840 and the first nine digits. */
export function npi(dice: Dice): string {
  const body = `1${dice.shape('########')}`;
  return body + luhnDigit(`80840${body}`);
}

/** A Visa number of 16 digits in groups of four. */
export function card(dice: Dice): string {
  const body = `4${dice.shape('##############')}`;
  return (body + luhnDigit(body)).replace(/(.{4})(?=.)/g, '$1 ');
}

/** DEA registration: the sum of odd places and twice the even places ends in the check digit. */
export function dea(dice: Dice, family: string): string {
  const body = dice.shape('######');
  const at = (index: number) => Number(body[index]);
  const sum = at(0) + at(2) + at(4) + 2 * (at(1) + at(3) + at(5));
  const letter = family
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .charAt(0)
    .toUpperCase();
  return `B${letter}${body}${sum % 10}`;
}

/** Medicare Beneficiary Identifier, with dashes in half of all. */
export function mbi(dice: Dice): string {
  const letter = () => dice.pick('ACDEFGHJKMNPQRTUVWXY'.split(''));
  const parts = [
    `${dice.shape('%')}${letter()}${letter()}${dice.shape('#')}`,
    `${letter()}${letter()}${dice.shape('#')}`,
    `${letter()}${letter()}${dice.shape('##')}`,
  ];
  return parts.join(dice.pick(['-', '']));
}

export function ssn(dice: Dice): string {
  const area = dice.pick([dice.between(1, 665), dice.between(667, 899)]);
  const pad = (value: number, width: number) => String(value).padStart(width, '0');
  return `${pad(area, 3)}-${pad(dice.between(1, 99), 2)}-${pad(dice.between(1, 9999), 4)}`;
}

/** Routing number of a bank: weights 3, 7, 1 to a multiple of ten. */
export function aba(dice: Dice): string {
  const body = dice.pick(['02', '11', '26', '31']) + dice.shape('######');
  const sum = body.split('').reduce((total, digit, index) => total + Number(digit) * [3, 7, 1][index % 3]!, 0);
  return body + String((10 - (sum % 10)) % 10);
}

const values: Readonly<Record<string, number>> = {
  A: 1,
  B: 2,
  C: 3,
  D: 4,
  E: 5,
  F: 6,
  G: 7,
  H: 8,
  J: 1,
  K: 2,
  L: 3,
  M: 4,
  N: 5,
  P: 7,
  R: 9,
  S: 2,
  T: 3,
  V: 5,
  W: 6,
  X: 7,
  Y: 8,
  Z: 9,
};

/** Vehicle number: the ninth place checks the other sixteen, modulo eleven. */
export function vin(dice: Dice): string {
  const body = dice.shape('%@@##@#@0@@######').replace(/[QIO]/g, 'H');
  const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
  const sum = body
    .split('')
    .reduce((total, sign, index) => total + (values[sign] ?? Number(sign)) * weights[index]!, 0);
  const rest = sum % 11;
  return body.slice(0, 8) + (rest === 10 ? 'X' : String(rest)) + body.slice(9);
}
