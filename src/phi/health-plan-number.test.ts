import { testDetector } from '../../test/phi/cases.ts';

testDetector('phi.health-plan-number', 'S0-16', [
  ['Member ID: W123456789', ['W123456789'], 'a member', 'certain'],
  ['Mem ID XYZ123456789', ['XYZ123456789'], 'three letters'],
  ['Subscriber # 9876543210', ['9876543210'], 'a subscriber'],
  ['Policy Number: 123-45-67890', ['123-45-67890'], 'groups'],
  ['Group #: 00442-01', ['00442-01'], 'a group'],
  ["Insured's I.D. Number: R55512345", ['R55512345'], 'the words of the claim form'],
  ['Medicaid ID 101234567890', ['101234567890'], 'Medicaid'],
  ['Member ID,Name\nW123456789,Ana Ruiz', ['W123456789'], 'a column'],
  ['member since 2019', [], 'a year'],
  ['Group therapy 12345', [], 'no label of a plan'],
  ['Policy Number: 01/01/2024', [], 'a date'],
  ['Member Services 800-555-0100', [], 'a phone number'],
]);
