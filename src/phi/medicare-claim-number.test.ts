import { testDetector } from '../../test/phi/cases.ts';

testDetector('phi.medicare-claim-number', 'S0-16', [
  ['HICN: 212-45-6789A', ['212-45-6789A'], 'the wage earner', 'certain'],
  ['HIC No. 212456789B1', ['212456789B1'], 'a spouse, without dashes', 'certain'],
  ['Medicare claim number WA212456', ['WA212456'], "the railroad board's prefix", 'certain'],
  ['HICN: 000-45-6789A', [], 'area 000 is never issued'],
  ['part 212456789A', [], 'no word of Medicare near'],
]);
