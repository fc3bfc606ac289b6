import { testDetector } from '../../test/phi/cases.ts';

testDetector('phi.bank-account', 'S0-16', [
  ['Checking account number: 0123456789', ['0123456789'], 'a checking account', 'certain'],
  ['savings acct 987654321', ['987654321'], 'short words', 'certain'],
  ['bank account 1234', [], 'fewer than six digits'],
  ['0123456789', [], 'digits alone'],
]);
