import { type Check, defineDetector, digitsOf, luhn } from './detector.ts';

/**
 * National Provider Identifier: ten digits, the first 1 or 2, with Luhn's check over `80840` and the number
 * (45 CFR 162.406). It names a provider, never a patient. One random number in ten passes, so a word must stand near.
 */
export const npi = defineDetector({
  id: 'phi.npi',
  identifier: 'license',
  title: 'National Provider Identifier',
  context: [
    'npi',
    'npi#',
    'npi no',
    'npi number',
    'npis',
    'n.p.i.',
    'national provider identifier',
    'national provider id',
    'national provider number',
    'provider npi',
    'billing npi',
    'rendering npi',
    'group npi',
    'individual npi',
    'prescriber npi',
    'referring npi',
    'facility npi',
    'attending npi',
    'us npi',
    'ordering npi',
    'pharmacy npi',
    'physician npi',
    'servicing npi',
    'billing provider npi',
    'rendering provider npi',
    '24j',
  ],
  support: ['prescriber', 'provider', 'physician', 'prescribed by', 'attending', 'ordering', 'referring', 'surgeon'],
  shapes: [
    {
      name: 'ten digits',
      pattern: /[12]\d{9}(?![-.]?\w)/y,
      first: [10, 10],
      near: 'certain',
      reach: 12,
      check: issued,
    },
    {
      name: 'ten digits in brackets',
      pattern: /[12]\d{9}\)/y,
      opening: '(',
      first: [10, 10],
      follows: ')',
      near: 'likely',
      reach: 60,
      check: issued,
    },
  ],
  labelled: [
    {
      name: 'ten digits',
      pattern: /(?:80840)?[12](?:\d{9}|\d{2}[- ]\d{3}[- ]\d{4}|\d{3}[- ]\d{3}[- ]\d{3})(?!\w)/y,
      strength: 'certain',
      check: issued,
    },
  ],
  rank: 7,
});

function issued(value: string): Check {
  const digits = digitsOf(value).slice(-10);
  return luhn(`80840${digits}`)
    ? { held: 'Luhn over 80840 and the number' }
    : { refused: 'shape found, the check digit is wrong' };
}
