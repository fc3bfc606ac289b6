import { defineDetector } from '../detector.ts';

/** National Drug Code: 4-4-2, 5-3-2 or 5-4-1 digits, 5-4-2 for billing. The dashed ten are like a phone number, so a word must stand near. */
export const ndc = defineDetector({
  id: 'phi.signals.ndc',
  identifier: 'health',
  title: 'National Drug Code',
  context: ['ndc', 'ndc#', 'ndc no', 'ndc code', 'ndc number', 'national drug code', 'ndc11', 'ndc-11', 'drug code'],
  support: ['tablet', 'tablets', 'capsule', 'capsules', 'mg', 'dispense', 'rx', 'pharmacy', 'refills'],
  shapes: [
    {
      name: '5-4-2, 5-4-1, 5-3-2 or 4-4-2 digits',
      pattern: /(?:\d{5}-\d{4}-\d{1,2}|\d{5}-\d{3}-\d{2}|\d{4}-\d{4}-\d{2})(?![-\w])/y,
      first: [4, 5],
      follows: '-',
      second: [3, 4],
      near: 'certain',
      reach: 100,
    },
  ],
  labelled: [
    {
      name: '10 or 11 digits',
      pattern: /(?:\d{5}-\d{3,4}-\d{1,2}|\d{4}-\d{4}-\d{2}|\d{10,11})(?![-\w])/y,
      strength: 'certain',
    },
  ],
  rank: 6,
});
