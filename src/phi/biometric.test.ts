import { testDetector } from '../../test/phi/cases.ts';

testDetector('phi.biometric', 'S0-16', [
  ['Fingerprint ID: FP-88412', ['FP-88412'], 'a template number'],
  ['fingerprint reader', [], 'no number'],
]);
