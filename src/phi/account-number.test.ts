import { testDetector } from '../../test/phi/cases.ts';

testDetector('phi.account-number', 'S0-16', [
  ['Acct #: 70012345', ['70012345'], 'an account'],
  ['Patient Account Number 7001-2345', ['7001-2345'], 'groups'],
  ['Claim Number: C2024012345', ['C2024012345'], 'a claim'],
  ['Accession: A24-001234', ['A24-001234'], 'a specimen'],
  ['Rx # 7712093', ['7712093'], 'a prescription'],
  ['account manager 12345', [], 'a job'],
  ['Acct: n/a', [], 'no number'],
]);
