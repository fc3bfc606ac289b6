import { type Check, defineDetector } from './detector.ts';

/** Vehicle identification number: 17 places without I, O and Q, the ninth a check digit modulo 11 (49 CFR 565.15). */
export const vin = defineDetector({
  id: 'phi.vin',
  identifier: 'vehicle',
  title: 'Vehicle identification number',
  context: [
    'vin',
    'vin#',
    'vin no',
    'vin number',
    'vehicle identification number',
    'vehicle id',
    'vehicle identification no',
    'vehicle id number',
    'vehicle vin',
  ],
  support: [
    'vehicle',
    'car',
    'auto',
    'mva',
    'mvc',
    'automobile',
    'truck',
    'motor vehicle',
    'collision',
    'registration',
  ],
  shapes: [
    {
      name: '17 letters and digits',
      pattern: /(?=[A-Z\d]*[A-Z])[A-HJ-NPR-Z\d]{17}(?![-.]?\w)/y,
      first: [17, 17],
      mixed: true,
      alone: 'likely',
      near: 'certain',
      check: checked,
    },
  ],
  labelled: [
    { name: '17 letters and digits', pattern: /[A-HJ-NPR-Z\d]{17}(?!\w)/iy, strength: 'certain', check: checked },
  ],
  rank: 7,
});

const values: Readonly<Record<string, number>> = {
  A: 1,
  B: 2,
  C: 3,
  D: 4,
  E: 5,
  F: 6,
  G: 7,
  H: 8,
  J: 1,
  K: 2,
  L: 3,
  M: 4,
  N: 5,
  P: 7,
  R: 9,
  S: 2,
  T: 3,
  U: 4,
  V: 5,
  W: 6,
  X: 7,
  Y: 8,
  Z: 9,
};
const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

function checked(value: string): Check {
  let sum = 0;
  for (let at = 0; at < 17; at++) {
    const letter = value[at]!.toUpperCase();
    sum += weights[at]! * (values[letter] ?? Number(letter));
  }
  const rest = sum % 11;
  return value[8]!.toUpperCase() === (rest === 10 ? 'X' : String(rest))
    ? { held: 'check digit in place nine' }
    : { refused: 'shape found, the check digit in place nine is wrong' };
}
