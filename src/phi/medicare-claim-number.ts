import { type Check, defineDetector, digitsOf } from './detector.ts';

/**
 * Health Insurance Claim Number: a Social Security number and a beneficiary code, or the railroad board's prefix and
 * 6 or 9 digits. Replaced by the MBI in 2020 and still in archives.
 */
export const medicareClaimNumber = defineDetector({
  id: 'phi.medicare-claim-number',
  identifier: 'health-plan',
  title: 'Medicare claim number (HICN)',
  context: [
    'hicn',
    'hic',
    'hic no',
    'hic number',
    'hic#',
    'hicn#',
    'health insurance claim number',
    'health insurance claim no',
    'medicare claim number',
    'medicare claim no',
    'medicare number',
    'medicare no',
    'medicare id',
    'medicare #',
    'medicare hic',
    'medicare hicn',
    'old medicare number',
    'medicare hic number',
  ],
  support: ['medicare'],
  shapes: [
    {
      name: '3-2-4 digits and a beneficiary code',
      pattern: /\d{3}-\d{2}-\d{4}-?(?:[AT]|[BCDEFHJKMW][1-9A-Z]?)(?![-\w])/y,
      first: [3, 3],
      follows: '-',
      second: [2, 2],
      alone: 'likely',
      near: 'certain',
      check: issued,
    },
    {
      name: 'nine digits and a beneficiary code',
      pattern: /\d{9}(?:[ATM]|[BCDEFW][1-9]?)(?![-\w])/y,
      first: [10, 11],
      mixed: true,
      near: 'certain',
      reach: 80,
      check: issued,
    },
  ],
  labelled: [
    {
      name: 'nine digits and a beneficiary code',
      pattern: /\d{3}[- ]?\d{2}[- ]?\d{4}[- ]?(?:[ATM]|[BCDEFHJKW][1-9A-Z]?)(?!\w)/y,
      strength: 'certain',
      check: issued,
    },
    {
      name: 'railroad prefix and digits',
      pattern: /(?:A|MA|WA|WCA|CA|PA|JA|H|MH|WH|WCH|PH|JH|PD|WD|WCD)[- ]?(?:\d{9}|\d{6}|\d{3}-\d{2}-\d{4})(?!\w)/y,
      strength: 'certain',
    },
  ],
  rank: 9,
});

function issued(value: string): Check {
  const digits = digitsOf(value);
  if (digits.startsWith('000') || digits.startsWith('666'))
    return { refused: 'shape found, the Social Security part is never issued' };
  return { held: 'a Social Security shape and a beneficiary code' };
}
