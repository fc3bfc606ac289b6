import { testDetector } from '../../test/phi/cases.ts';

// AB1234563: 1+3+5 = 9, 2+4+6 = 12 twice 24, 33 ends in 3.
testDetector('phi.dea', 'S0-16', [
  ['DEA: AB1234563', ['AB1234563'], 'check digit 3', 'certain'],
  ['DEA# FB1234563', ['FB1234563'], 'type letter F', 'certain'],
  ['DEA Number BS1234563-001', ['BS1234563-001'], "a hospital's suffix"],
  ['DEA: AB1234564', [], 'the check digit is wrong'],
  ['Lot AB1234563', [], 'a lot number, no word of prescribers'],
]);
