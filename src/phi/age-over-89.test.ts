import { testDetector } from '../../test/phi/cases.ts';

testDetector('phi.age-over-89', 'S0-16', [
  ['a 93-year-old woman', ['93'], 'over 89', 'certain'],
  ['Age: 101', ['101'], 'a label'],
  ['a 62 y/o man', [], 'below 90'],
  ['an 890 year old tree', [], 'no age of a person'],
]);
