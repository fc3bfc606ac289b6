import { type Check, defineDetector } from './detector.ts';

/** ABA routing number: nine digits, weights 3-7-1 modulo 10, first two of a Federal Reserve district. One in ten random numbers passes. */
export const bankRouting = defineDetector({
  id: 'phi.bank-routing',
  identifier: 'account',
  title: 'Bank routing number',
  context: [
    'aba',
    'aba#',
    'aba no',
    'aba number',
    'routing',
    'routing number',
    'routing no',
    'routing #',
    'rtn',
    'aba routing',
    'aba routing number',
    'bank routing',
    'bank routing number',
    'routing transit number',
    'ach routing',
    'transit number',
    'routing num',
    'aba rtn',
  ],
  support: ['direct deposit', 'checking', 'savings', 'bank account', 'wire', 'ach'],
  shapes: [
    { name: 'nine digits', pattern: /\d{9}(?![-.]?\w)/y, first: [9, 9], near: 'likely', reach: 60, check: checked },
  ],
  labelled: [{ name: 'nine digits', pattern: /\d{4}-?\d{4}-?\d(?!\w)/y, strength: 'certain', check: checked }],
  rank: 6,
});

function checked(value: string): Check {
  const digits = value.replace(/-/g, '');
  const district = Number(digits.slice(0, 2));
  const known =
    district <= 12 || (district >= 21 && district <= 32) || (district >= 61 && district <= 72) || district === 80;
  if (!known) return { refused: 'shape found, the first two digits are no Federal Reserve district' };
  let sum = 0;
  for (let at = 0; at < 9; at++) sum += Number(digits[at]) * [3, 7, 1][at % 3]!;
  return sum > 0 && sum % 10 === 0 ? { held: 'weights 3-7-1' } : { refused: 'shape found, the check digit is wrong' };
}
