import { testDetector } from '../../test/phi/cases.ts';

testDetector('phi.bank-routing', 'S0-16', [
  ['Routing number: 011000015', ['011000015'], 'the Federal Reserve in Boston', 'certain'],
  ['ABA 021000021', ['021000021'], 'a bank in New York', 'certain'],
  ['Routing number: 011000016', [], 'the weights do not fit'],
  ['Routing number: 991000015', [], 'no district'],
  ['invoice 011000015', [], 'no word of banks: one random number in ten passes'],
]);
