import { testDetector } from '../../test/phi/cases.ts';

testDetector('phi.medicare-beneficiary-number', 'S0-16', [
  ['MBI 1EG4-TE5-MK73', ['1EG4-TE5-MK73'], "the issuer's own sample", 'certain'],
  ['Medicare Number: 1EG4TE5MK73', ['1EG4TE5MK73'], 'without dashes', 'certain'],
  ['1EG4-TE5-MK73', ['1EG4-TE5-MK73'], 'dashed and alone: the shape is rare', 'certain'],
  ['MBI 1SG4-TE5-MK73', [], 'S is never used'],
  ['MBI 0EG4-TE5-MK73', [], 'the first place is 1-9'],
  ['MBI 1EG4-TE5-MK7B', [], 'the last two places are digits'],
  ['serial 1EG4TE5MK73X', [], 'one place too long'],
]);
