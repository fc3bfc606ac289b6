import { testDetector } from '../../test/phi/cases.ts';

testDetector('phi.license-number', 'S0-16', [
  ["Driver's License: RX123456", ['RX123456'], "Ohio's form", 'certain'],
  ['DL# D1234567', ['D1234567'], "California's form"],
  ['License No. 35.012345', [], 'a decimal number is left'],
  ['public 12345678', [], '"lic" inside a word is no label'],
  ['license agreement 2019', [], 'no number after the label'],
]);
