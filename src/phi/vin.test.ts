import { testDetector } from '../../test/phi/cases.ts';

testDetector('phi.vin', 'S0-16', [
  ['VIN: 1M8GDM9AXKP042788', ['1M8GDM9AXKP042788'], 'check digit X', 'certain'],
  ['VIN 11111111111111111', ['11111111111111111'], 'all ones pass, and a word names it'],
  ['VIN: 1M8GDM9A1KP042788', [], 'the check digit is wrong'],
  ['VIN: 1M8GDM9AXKPO42788', [], 'O is never used'],
  ['key 1M8GDM9AXKP0427889', [], '18 places'],
]);
