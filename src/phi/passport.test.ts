import { testDetector } from '../../test/phi/cases.ts';

testDetector('phi.passport', 'S0-16', [
  ['Passport No. C12345678', ['C12345678'], 'a letter and eight digits', 'certain'],
  ['passport number 512345678', ['512345678'], 'nine digits'],
  ['ITIN 912-75-6789', ['912-75-6789'], 'a tax number'],
  ['passport photo required', [], 'no number'],
]);
