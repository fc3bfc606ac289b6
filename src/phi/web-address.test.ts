import { testDetector } from '../../test/phi/cases.ts';

testDetector('phi.web-address', 'S0-16', [
  ['see https://portal.example.com/p/8812?x=1.', ['https://portal.example.com/p/8812?x=1'], 'without the full stop'],
  ['xmlns="http://www.w3.org/2001/XMLSchema"', [], 'a schema names no person'],
  ['"system":"http://loinc.org"', [], 'a code system'],
  ['a://b', [], 'no scheme of the web'],
]);
