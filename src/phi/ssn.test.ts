import assert from 'node:assert/strict';
import { it } from 'node:test';
import { testDetector } from '../../test/phi/cases.ts';
import { inspect } from './inspect.ts';

testDetector('phi.ssn', 'S0-16', [
  ['SSN: 212-45-6789', ['212-45-6789'], 'dashes and a word', 'certain'],
  ['Soc. Sec. # 212456789', ['212456789'], 'nine digits that a word names', 'certain'],
  ['SSN 212 45 6789', ['212 45 6789'], 'spaces, with a word', 'certain'],
  ['social security number is 501-22-9876.', ['501-22-9876'], 'a word and "is"', 'certain'],
  ['his number 212-45-6789', ['212-45-6789'], 'the shape alone is likely', 'likely'],
  ['SSN\n212-45-6789', ['212-45-6789'], 'label on its own line', 'certain'],
  ['name,ssn,dob\nAna Ruiz,212-45-6789,1970-01-02', ['212-45-6789'], 'a column of a CSV file', 'certain'],
  ['SSN: 666-45-6789', [], 'area 666 is never issued'],
  ['SSN: 000-45-6789', [], 'area 000 is never issued'],
  ['SSN: 912-75-6789', [], '9xx is an ITIN'],
  ['SSN: 212-00-6789', [], 'group 00 is never issued'],
  ['SSN: 212-45-0000', [], 'serial 0000 is never issued'],
  ['SSN: 078-05-1120', [], 'printed in wallets'],
  ['SSN: 123-45-6789', [], "everybody's sample"],
  ['Part No. 212-45-6789', [], 'a part number'],
  ['PO Number: 212-45-6789', [], 'an order number'],
  ['call 212-455-6789', [], 'a phone number'],
  ['order 9212-45-67891', [], 'part of a longer number'],
  ['212456789', [], 'nine digits without a word are nothing'],
]);

it('S0-16: a refused number says why', () => {
  const { nearMisses } = inspect('SSN: 912-75-6789', { explain: true });
  assert.ok(nearMisses.some((miss) => miss.detector === 'phi.ssn' && miss.reason.includes('900-999')));
});
