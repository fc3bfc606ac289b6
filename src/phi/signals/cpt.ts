import { defineDetector } from '../detector.ts';

/** CPT code by its shape alone (five digits, or four and F, T, U, M, A): as long as a ZIP, so only beside its own word. */
export const cpt = defineDetector({
  id: 'phi.signals.cpt',
  identifier: 'health',
  title: 'CPT code',
  context: [
    'cpt',
    'cpt code',
    'cpt codes',
    'procedure code',
    'proc code',
    'cpt/hcpcs',
    'cpt4',
    'cpt-4',
    'procedure codes',
    'service code',
    'cpt hcpcs',
    'e/m code',
    'e&m',
    'billing code',
    'proc',
    'px code',
  ],
  shapes: [
    {
      name: 'five digits',
      pattern: /(?:0[01]|[1-9]\d)\d{3}(?:-(?:\d{2}|[A-Z]{2}))?(?![-.]?\w)/y,
      first: [5, 5],
      near: 'likely',
      reach: 20,
    },
    {
      name: 'four digits and a letter',
      pattern: /\d{4}[FTUMA](?![-.]?\w)/y,
      first: [5, 5],
      mixed: true,
      near: 'likely',
      reach: 30,
    },
  ],
  labelled: [
    {
      name: 'CPT code',
      pattern: /(?:HC:)?(?:\d{5}|\d{4}[FTUMA]|[A-V]\d{4})(?:[-:](?:\d{2}|[A-Z]{2}))?(?!\w)/y,
      strength: 'certain',
    },
  ],
  rank: 1,
});
