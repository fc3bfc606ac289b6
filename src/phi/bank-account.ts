import { defineDetector } from './detector.ts';

/** Bank account: 6-17 digits without a check of their own, so only where a word names them. */
export const bankAccount = defineDetector({
  id: 'phi.bank-account',
  identifier: 'account',
  title: 'Bank account number',
  context: [
    'bank account',
    'bank account number',
    'bank account no',
    'bank acct',
    'bank acct no',
    'bank acct number',
    'checking account',
    'checking account number',
    'checking acct',
    'checking acct no',
    'savings account',
    'savings account number',
    'savings acct',
    'checking',
    'savings',
    'direct deposit account',
    'deposit account',
    'iban',
    'bank a/c',
    'checking account no',
    'dda',
    'direct deposit account number',
  ],
  labelled: [
    {
      name: '6-17 digits',
      pattern: /\d{4,17}(?:[- ]\d{2,8}){0,3}(?![-\w])/y,
      strength: 'certain',
      check: (value) => (value.replace(/\D/g, '').length < 6 ? { refused: 'fewer than six digits' } : {}),
    },
  ],
  rank: 5,
});
