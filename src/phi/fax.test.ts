import { testDetector } from '../../test/phi/cases.ts';

testDetector('phi.fax', 'S0-16', [
  ['Fax: (330) 555-0143', ['(330) 555-0143'], 'a fax', 'certain'],
  ['Phone 330-555-0142 Fax 330-555-0143', ['330-555-0143'], 'only the number that the fax word names'],
  ['fax the form', [], 'no number'],
]);
