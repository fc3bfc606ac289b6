import { type Check, allEqual, defineDetector, digitsOf } from './detector.ts';

/**
 * Social Security number: area, group and serial, 3-2-4 digits, issued by the Social Security Administration.
 * Areas 000, 666 and 900-999, group 00 and serial 0000 are never issued; 900-999 are the tax office's ITINs.
 * https://www.ssa.gov/employer/randomization.html
 */
export const ssn = defineDetector({
  id: 'phi.ssn',
  identifier: 'ssn',
  title: 'Social Security number',
  context: [
    'ssn',
    'ssns',
    'ssn#',
    'ss#',
    'ss no',
    'ss number',
    's.s.n',
    's.s.',
    'soc sec',
    'soc sec no',
    'soc sec number',
    'soc. sec. #',
    'social security',
    'social security number',
    'social security no',
    'social security num',
    'social security #',
    'social sec no',
    'ssa number',
    'social',
    'tin',
    'taxpayer id',
    'taxpayer identification number',
    'tax id',
    'patient ssn',
    'pt ssn',
    'subscriber ssn',
    'insured ssn',
    'guarantor ssn',
    'employee ssn',
    'social security nbr',
    'us ssn',
  ],
  shapes: [
    {
      name: '3-2-4 digits with dashes',
      pattern: /\d{3}[-\u2010-\u2013]\d{2}[-\u2010-\u2013]\d{4}(?![-\w])/y,
      first: [3, 3],
      follows: '-\u2010\u2011\u2012\u2013',
      second: [2, 2],
      alone: 'likely',
      near: 'certain',
      check: issued,
    },
    {
      name: '3-2-4 digits with spaces or dots',
      pattern: /\d{3}([ .])\d{2}\1\d{4}(?![-\w])/y,
      first: [3, 3],
      follows: ' .',
      second: [2, 2],
      near: 'certain',
      reach: 60,
      check: issued,
    },
  ],
  labelled: [
    {
      name: 'nine digits',
      pattern: /\d{3}[-\u2010-\u2013 .]{0,3}\d{2}[-\u2010-\u2013 .]{0,3}\d{4}(?![-\w])/y,
      strength: 'certain',
      check: issued,
    },
  ],
  rank: 8,
});

/** Numbers printed in wallets, leaflets and advertisements: https://www.ssa.gov/history/ssn/misused.html */
const dummies = new Set(['078051120', '219099999', '123456789', '457555462']);

function issued(value: string): Check {
  const digits = digitsOf(value);
  const area = digits.slice(0, 3);
  if (area === '000' || area === '666') return { refused: `shape found, area ${area} is never issued` };
  if (area >= '900')
    return { refused: 'shape found, areas 900-999 are not Social Security numbers (ITIN or test data)' };
  if (digits.slice(3, 5) === '00') return { refused: 'shape found, group 00 is never issued' };
  if (digits.slice(5) === '0000') return { refused: 'shape found, serial 0000 is never issued' };
  if (dummies.has(digits)) return { refused: 'shape found, a number published as a sample' };
  if (allEqual(digits)) return { refused: 'shape found, all digits are the same' };
  return { held: 'area, group and serial are issued ones' };
}
