import { defineDetector } from './detector.ts';

/** Biometric identifiers kept as a number or template id: 45 CFR 164.514(b)(2)(i)(P). */
export const biometric = defineDetector({
  id: 'phi.biometric',
  identifier: 'biometric',
  title: 'Biometric template or scan number',
  context: [
    'fingerprint id',
    'fingerprint',
    'fingerprint template',
    'fingerprint no',
    'retina scan',
    'retinal scan id',
    'iris scan',
    'iris id',
    'iris template',
    'iris code',
    'voiceprint',
    'voiceprint id',
    'voice print',
    'palm vein',
    'palm vein id',
    'palm scan',
    'biometric id',
    'biometric identifier',
    'biometric template',
    'face id template',
    'facial template',
    'fingerprint template id',
    'biometric',
  ],
  labelled: [
    {
      name: 'letters and digits',
      pattern: /(?=[A-Z-]*\d)[A-Z\d]{2,24}(?:-[A-Z\d]{2,12}){0,4}(?!\w)/iy,
      strength: 'likely',
      check: (value) => (value.replace(/\D/g, '').length < 4 ? { refused: 'fewer than four digits' } : {}),
    },
  ],
  rank: 3,
});
