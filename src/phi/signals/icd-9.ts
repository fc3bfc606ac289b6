import { defineDetector } from '../detector.ts';

/** ICD-9-CM code (until 2015-10-01, still in archives): three digits and one or two more, V or E codes. Only beside its own word. */
export const icd9 = defineDetector({
  id: 'phi.signals.icd-9',
  identifier: 'health',
  title: 'ICD-9-CM code',
  context: ['icd-9', 'icd9', 'icd 9', 'icd-9-cm', 'icd9 code', 'icd-9 code', 'icd9cm'],
  shapes: [
    {
      name: 'three digits, a dot and one or two',
      pattern: /\d{3}\.\d{1,2}(?![-.]?\w)/y,
      first: [3, 3],
      follows: '.',
      near: 'likely',
      reach: 60,
    },
    {
      name: 'V or E code',
      pattern: /(?:V\d{2}|E\d{3})\.\d{1,2}(?![-.]?\w)/y,
      first: [3, 4],
      follows: '.',
      mixed: true,
      near: 'likely',
      reach: 60,
    },
  ],
  labelled: [{ name: 'ICD-9-CM code', pattern: /(?:\d{3}|V\d{2}|E\d{3})(?:\.\d{1,2})?(?!\w)/y, strength: 'certain' }],
  rank: 1,
});
