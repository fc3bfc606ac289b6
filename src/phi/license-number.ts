import { type Check, defineDetector, digitsOf } from './detector.ts';

/** Driver's licenses (each state's own form), and professional licenses. Without a word of their own they are just letters and digits. */
export const licenseNumber = defineDetector({
  id: 'phi.license-number',
  identifier: 'license',
  title: "Driver's or professional license number",
  context: [
    "driver's license",
    'drivers license',
    'driver license',
    "driver's license number",
    'drivers license number',
    'driver license number',
    "driver's license no",
    'drivers license no',
    "driver's licence",
    'driver lic',
    'drivers lic',
    "driver's lic",
    "driver's lic no",
    'drivers lic no',
    'dl',
    'dl#',
    'dl no',
    'dl number',
    'd.l.',
    'dl num',
    'dln',
    'operator license',
    'state id',
    'state id number',
    'state id no',
    'state id card',
    'id card number',
    'license number',
    'license no',
    'license #',
    'lic no',
    'lic #',
    'lic',
    'lic number',
    'license',
    'medical license',
    'medical license number',
    'medical license no',
    'state license',
    'state license number',
    'nursing license',
    'rn license',
    'license id',
    'certificate/license number',
    'oln',
    'cdl',
    'cdl number',
    'licence number',
    'state license no',
  ],
  labelled: [
    {
      name: 'letters and 4-14 digits',
      pattern:
        /(?:(?:A[LKZR]|C[AOT]|DE|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[TA]|W[AVIY]|DC)[- :]+)?(?=[A-Z*-]{0,4}\d)[A-Z\d]{1,14}(?:[- ](?=[A-Z]{0,3}\d)[A-Z\d]{2,8}){0,5}(?![\w]|[-/]\d|\.\d)/y,
      strength: 'certain',
      check: plausible,
    },
  ],
  rank: 4,
});

function plausible(value: string): Check {
  const digits = digitsOf(value);
  if (digits.length < 4) return { refused: 'fewer than four digits' };
  if (/^\d{4}-\d{2}-\d{2}$/.test(value) || /^\d{1,2}[-/]\d{1,2}[-/](?:19|20)\d{2}$/.test(value))
    return { refused: 'the value is a date' };
  return {};
}
