import { type Check, defineDetector } from './detector.ts';

/**
 * Medicare Beneficiary Identifier: 11 characters whose places are fixed, the first 1-9, letters without S L O I B Z;
 * dashes (4-3-4) are for show. Issued by CMS since 2018.
 * https://www.cms.gov/medicare/new-medicare-card/understanding-the-mbi-with-format.pdf
 */
export const medicareBeneficiaryNumber = defineDetector({
  id: 'phi.medicare-beneficiary-number',
  identifier: 'health-plan',
  title: 'Medicare Beneficiary Identifier',
  context: [
    'mbi',
    'mbi#',
    'mbi no',
    'mbi number',
    'medicare beneficiary identifier',
    'medicare beneficiary number',
    'medicare beneficiary id',
    'medicare beneficiary no',
    'medicare number',
    'medicare no',
    'medicare id',
    'medicare #',
    'medicare claim number',
    'medicare id number',
    'us mbi',
    'medicare mbi',
    'medicare card number',
  ],
  support: ['medicare', 'beneficiary', 'cms', 'part b', 'part a', 'insurance', 'member id'],
  shapes: [
    {
      name: '4-3-4 with dashes',
      pattern:
        /[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d-[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d-[AC-HJKMNP-RT-Y]{2}\d{2}(?!\w)/iy,
      first: [4, 4],
      follows: '-',
      second: [3, 3],
      mixed: true,
      alone: 'certain',
      near: 'certain',
      check: fits,
    },
    {
      name: '4 3 4 with spaces',
      pattern:
        /[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d [AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d [AC-HJKMNP-RT-Y]{2}\d{2}(?!\w)/y,
      first: [4, 4],
      follows: ' ',
      second: [3, 3],
      mixed: true,
      alone: 'likely',
      near: 'certain',
      check: fits,
    },
    {
      name: '11 characters',
      pattern:
        /[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d[AC-HJKMNP-RT-Y]{2}\d{2}(?![-.]?\w)/y,
      first: [11, 11],
      mixed: true,
      alone: 'likely',
      near: 'certain',
      check: fits,
    },
  ],
  labelled: [
    {
      name: '11 characters',
      pattern:
        /[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d[- ]?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d[- ]?[AC-HJKMNP-RT-Y]{2}\d{2}(?!\w)/iy,
      strength: 'certain',
      check: fits,
    },
  ],
  rank: 9,
});

function fits(): Check {
  return { held: 'every place holds a character that CMS allows there' };
}
