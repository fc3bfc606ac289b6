import type { Random } from './random.ts';

/** Numbers with valid checks, made by the issuers' rules in code of its own: it shares nothing with the detectors. */
export function luhnDigit(body: string): number {
  let sum = 0;
  body
    .split('')
    .toReversed()
    .forEach((digit, index) => {
      const doubled = Number(digit) * (index % 2 === 0 ? 2 : 1);
      sum += doubled > 9 ? doubled - 9 : doubled;
    });
  return (10 - (sum % 10)) % 10;
}

export function ssnNumber(random: Random): string {
  let area = 1 + random.number(898);
  if (area === 666) area = 667;
  return `${String(area).padStart(3, '0')}-${String(1 + random.number(99)).padStart(2, '0')}-${String(1 + random.number(9999)).padStart(4, '0')}`;
}

export function npiNumber(random: Random): string {
  const body = `1${random.digits(8)}`;
  return `${body}${luhnDigit(`80840${body}`)}`;
}

export function deaNumber(random: Random, surname: string): string {
  const d = random.digits(6).split('').map(Number);
  const sum = d[0]! + d[2]! + d[4]! + 2 * (d[1]! + d[3]! + d[5]!);
  return `${random.pick(['A', 'B', 'F', 'M'])}${surname[0]!.toUpperCase()}${d.join('')}${sum % 10}`;
}

export function mbiNumber(random: Random): string {
  const letter = () => random.letters(1, 'ACDEFGHJKMNPQRTUVWXY');
  const either = () => (random.chance(0.5) ? letter() : random.digits(1));
  return `${1 + random.number(9)}${letter()}${either()}${random.digits(1)}-${letter()}${either()}${random.digits(1)}-${letter()}${letter()}${random.digits(2)}`;
}

export function cardNumber(random: Random): string {
  const body = `4${random.digits(14)}`;
  return `${body}${luhnDigit(body)}`;
}

export function routingNumber(random: Random): string {
  const body = `0${1 + random.number(9)}${random.digits(6)}`;
  const weights = [3, 7, 1, 3, 7, 1, 3, 7];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(body[at]), 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}

const vinValues = '0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ';
export function vinNumber(random: Random): string {
  const alphabet = 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789';
  const body = `1${random.letters(16, alphabet)}`;
  const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
  const sum = weights.reduce((total, weight, at) => total + weight * (vinValues.indexOf(body[at]!) % 10), 0);
  const check = sum % 11 === 10 ? 'X' : String(sum % 11);
  return `${body.slice(0, 8)}${check}${body.slice(9)}`;
}

export function phoneNumber(random: Random): string {
  const area = random.pick(['330', '614', '212', '415', '503', '720', '817', '904']);
  return random.pick([
    `(${area}) 555-01${random.digits(2)}`,
    `${area}-555-01${random.digits(2)}`,
    `${area}.555.01${random.digits(2)}`,
  ]);
}
