import { testDetector } from '../../test/phi/cases.ts';

testDetector('phi.payment-card', 'S0-16', [
  ['Visa 4111 1111 1111 1111', ['4111 1111 1111 1111'], "the networks' sample", 'certain'],
  ['Card on file: 5555555555554444', ['5555555555554444'], 'without spaces', 'certain'],
  ['amex 3782-822463-10005', ['3782-822463-10005'], '4-6-5', 'certain'],
  ['Visa 4111 1111 1111 1112', [], 'the check digit is wrong'],
  ['Tracking # 4111111111111111', [], 'a tracking number'],
  ['card 9111 1111 1111 1111', [], 'no issuer has this prefix'],
]);
