import { defineDetector } from './detector.ts';

/** United States passport (nine digits, or a letter and eight), and other national identity numbers where a word names them. */
export const passport = defineDetector({
  id: 'phi.passport',
  identifier: 'other-id',
  title: 'Passport or national identity number',
  context: [
    'passport',
    'passport number',
    'passport no',
    'passport #',
    'passport num',
    'us passport',
    'passport id',
    'alien registration number',
    'alien number',
    'a-number',
    'uscis number',
    'uscis #',
    'green card number',
    'visa number',
    'itin',
    'individual taxpayer identification number',
    'national id',
    'national identification number',
    'matricula',
  ],
  labelled: [
    {
      name: 'letters and 7-9 digits',
      pattern: /[A-Z]{0,2}[- ]?\d{7,9}(?![-\w])|9\d{2}-\d{2}-\d{4}(?![-\w])/y,
      strength: 'certain',
    },
  ],
  rank: 5,
});
