import { type Check, defineDetector } from './detector.ts';

/**
 * DEA registration: a type letter, the initial of the surname (9 for a business), seven digits, the last a check digit;
 * a hospital's own suffix may follow (21 CFR 1301.22(c)). It names a prescriber. One in ten random numbers passes.
 */
export const dea = defineDetector({
  id: 'phi.dea',
  identifier: 'license',
  title: 'DEA registration number',
  context: [
    'dea',
    'dea#',
    'dea no',
    'dea number',
    'dea num',
    'd.e.a.',
    'dea registration',
    'dea reg',
    'dea reg no',
    'dea license',
    'dea lic',
    'dea registration number',
    'drug enforcement administration',
    'drug enforcement agency',
    'prescriber dea',
    'x dea',
    'dea id',
  ],
  support: ['prescriber', 'rx', 'prescription', 'dispense as written', 'schedule ii', 'controlled substance', 'sig'],
  shapes: [
    {
      name: 'two letters and seven digits',
      pattern: /[ABFGMPRX][A-Z9]\d{7}(?:-[A-Z0-9]{1,6})?(?!\w)/y,
      first: [9, 9],
      mixed: true,
      near: 'certain',
      reach: 120,
      check: checked,
    },
  ],
  labelled: [
    {
      name: 'two letters and seven digits',
      pattern: /[ABCFGMPRXabfgmprx][A-Za-z9][- ]?\d{7}(?:-[A-Z0-9]{1,6})?(?!\w)/y,
      strength: 'certain',
      check: checked,
    },
  ],
  rank: 7,
});

function checked(value: string): Check {
  const digits = /\d{7}/.exec(value)![0];
  const at = (index: number) => Number(digits[index]);
  const sum = at(0) + at(2) + at(4) + 2 * (at(1) + at(3) + at(5));
  return sum % 10 === at(6)
    ? { held: 'check digit of 21 CFR 1301 numbers' }
    : { refused: 'shape found, the check digit is wrong' };
}
