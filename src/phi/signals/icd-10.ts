import type { SensitiveClass } from '../../core/phi.ts';
import { defineDetector } from '../detector.ts';

/**
 * ICD-10-CM code: a letter, a digit, a digit or A/B, and after a dot up to four more. Codes without a dot are too
 * like room and part numbers, so a word must name them. https://www.cms.gov/medicare/coding-billing/icd-10-codes
 */
export const icd10 = defineDetector({
  id: 'phi.signals.icd-10',
  identifier: 'health',
  title: 'ICD-10-CM code',
  context: [
    'icd-10',
    'icd10',
    'icd 10',
    'icd-10-cm',
    'icd10cm',
    'icd',
    'icd code',
    'icd-10 code',
    'icd10 code',
    'dx code',
    'dx',
    'diagnosis code',
    'diagnosis',
    'diagnoses',
    'diag',
    'dx1',
    'dx2',
    'primary dx',
    'admitting dx',
    'diag code',
    'icd codes',
    'assessment',
    'impression',
    'problem list',
  ],
  shapes: [
    {
      name: 'letter, two places, a dot and more',
      pattern: /[A-TV-Z]\d[\dAB]\.[\dA-Z]{1,4}(?![-.]?\w)/y,
      first: [3, 3],
      follows: '.',
      mixed: true,
      alone: 'likely',
      near: 'certain',
      reach: 120,
      check: real,
    },
    {
      name: 'U code',
      pattern: /U(?:07\.[01]|09\.9)(?!\w)/y,
      first: [3, 3],
      follows: '.',
      mixed: true,
      alone: 'certain',
      near: 'certain',
    },
    {
      name: 'letter and two to six places',
      pattern: /[A-TV-Z]\d[\dAB][\dA-Z]{0,4}(?![-.]?\w)/y,
      first: [3, 7],
      mixed: true,
      near: 'likely',
      reach: 25,
      check: real,
    },
  ],
  labelled: [
    {
      name: 'ICD-10-CM code',
      pattern: /(?:A[BP]K:|A[BP]F:)?[A-TV-Z]\d[\dAB](?:\.?[\dA-Z]{1,4})?(?!\w)/y,
      strength: 'certain',
    },
  ],
  rank: 2,
  sensitive: sensitiveCode,
});

function real(value: string) {
  return /^[A-Z]\d[\dAB]\.?0{3,}$/.test(value) ? { refused: 'no such code' } : {};
}

/** Chapters of the classification that law or harm sets apart. */
function sensitiveCode(value: string): SensitiveClass | undefined {
  const code = value.replace(/^A[BP][KF]:/, '').replace('.', '');
  const chapter = code.slice(0, 3);
  if (
    chapter === 'B20' ||
    chapter === 'Z21' ||
    /^A(?:5\d|6[0-4])$/.test(chapter) ||
    code.startsWith('Z113') ||
    code.startsWith('Z114') ||
    code.startsWith('R75') ||
    (chapter === 'B97' && code.startsWith('B9735'))
  )
    return 'hiv-sti';
  if (/^F1\d$/.test(chapter)) return 'substance-use';
  if (/^F[2-689]\d$/.test(chapter) || code.startsWith('R4585') || /^T14\.?91/.test(value)) return 'mental-health';
  if (chapter.startsWith('O') || /^Z3[0-9]$/.test(chapter) || chapter === 'N97') return 'reproductive';
  if (chapter === 'Z14' || chapter === 'Z15' || code.startsWith('Z148') || chapter === 'Q90') return 'genetic';
  return undefined;
}
