import { defineDetector } from './detector.ts';
import { numberingPlan } from './phone.ts';

/** Fax numbers: a phone number that a fax word names. */
export const fax = defineDetector({
  id: 'phi.fax',
  identifier: 'fax',
  title: 'Fax number',
  context: [
    'fax',
    'fax no',
    'fax number',
    'fax #',
    'facsimile',
    'fx',
    'fax num',
    'efax',
    'fax to',
    'home fax',
    'office fax',
    'work fax',
  ],
  labelled: [
    {
      name: 'ten digits',
      pattern: /(?:\+?1[-. ]?)?\(?\d{3}\)?[-. /]{0,2}\d{3}[-. ]?\d{4}(?!\w)/y,
      strength: 'certain',
      check: numberingPlan,
    },
  ],
  rank: 5,
});
