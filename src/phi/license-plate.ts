import { defineDetector } from './detector.ts';

/** License plates, where a word names them: each state's own form. */
export const licensePlate = defineDetector({
  id: 'phi.license-plate',
  identifier: 'vehicle',
  title: 'License plate',
  context: [
    'license plate',
    'license plate number',
    'plate',
    'plate number',
    'plate no',
    'plate #',
    'tag number',
    'lic plate',
    'license plates',
    'plates',
    'vehicle plate',
    'license tag',
    'plate num',
    'licence plate',
    'registration plate',
    'tag',
    'tags',
    'car tag',
  ],
  labelled: [
    {
      name: '5-8 letters and digits',
      pattern:
        /(?:(?:A[LKZR]|C[AOT]|DE|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[TA]|W[AVIY]|DC)[- :]+)?(?=[A-Z -]{0,5}\d|\d+[ -]?[A-Z])(?:[A-Z\d]{1,4}[- ]?[A-Z\d]{2,4}|[A-Z\d]{5,8})(?![-\w])/y,
      strength: 'certain',
      check: (value, word) =>
        /^tags?$/.test(word ?? '') && !/^[A-Z\d]{2,4}[- ][A-Z\d]{2,4}$/.test(value)
          ? { refused: 'a tag that is no plate' }
          : {},
    },
  ],
  rank: 4,
});
