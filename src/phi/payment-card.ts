import { type Check, allEqual, defineDetector, digitsOf, luhn } from './detector.ts';

/** Payment card: 13-19 digits, an issuer's prefix, Luhn's check (ISO/IEC 7812). */
export const paymentCard = defineDetector({
  id: 'phi.payment-card',
  identifier: 'account',
  title: 'Payment card number',
  context: [
    'card',
    'credit card',
    'cc',
    'cc#',
    'cc number',
    'card number',
    'card no',
    'card #',
    'debit card',
    'visa',
    'mastercard',
    'master card',
    'amex',
    'american express',
    'discover',
    'hsa card',
    'fsa card',
    'credit card number',
    'card on file',
    'cc no',
    'payment card',
    'card num',
  ],
  support: [
    'exp',
    'expires',
    'expiration',
    'expiry',
    'cvv',
    'cvc',
    'security code',
    'cardholder',
    'valid thru',
    'copay',
    'payment',
    'charge',
  ],
  shapes: [
    {
      name: '4-4-4-4 digits',
      pattern: /[2-6]\d{3}([- ])\d{4}\1\d{4}\1\d{4}(?![-\w])/y,
      first: [4, 4],
      follows: '- ',
      second: [4, 4],
      alone: 'likely',
      near: 'certain',
      check: issued,
    },
    {
      name: '4-6-5 digits',
      pattern: /3[47]\d{2}([- ])\d{6}\1\d{5}(?![-\w])/y,
      first: [4, 4],
      follows: '- ',
      second: [6, 6],
      alone: 'likely',
      near: 'certain',
      check: issued,
    },
    {
      name: '13-19 digits',
      pattern: /[2-6]\d{12,18}(?![-.]?\w)/y,
      first: [13, 19],
      alone: 'weak',
      near: 'certain',
      reach: 120,
      check: issued,
    },
  ],
  labelled: [
    { name: '13-19 digits', pattern: /[2-6](?:[- ]?\d){12,18}(?![-\w])/y, strength: 'certain', check: issued },
  ],
  rank: 6,
});

const prefixes =
  /^(?:4\d{12}(?:\d{3}){0,2}|5[1-5]\d{14}|2(?:2[2-9]|[3-6]\d|7[01])\d{13}|2720\d{12}|3[47]\d{13}|3(?:0[0-59]|[689]\d)\d{11,13}|35\d{14}|6(?:011|4[4-9]\d|5\d\d)\d{12,15}|62\d{14,17})$/;

function issued(value: string): Check {
  const digits = digitsOf(value);
  if (!prefixes.test(digits)) return { refused: 'shape found, no card issuer uses the prefix at this length' };
  if (allEqual(digits) || !luhn(digits)) return { refused: 'shape found, the check digit is wrong' };
  return { held: "Luhn and an issuer's prefix" };
}
