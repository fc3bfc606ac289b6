import { readFileSync, readdirSync } from 'node:fs';
import type { DocumentClass } from '../../../src/core/phi.ts';
import type { LabelledDocument } from '../corpus/document.ts';
import { fill } from './fill.ts';

const folder = new URL('layouts/', import.meta.url);

/**
 * The blind corpus: layouts written before the engine or the other corpora were looked at, filled with invented people,
 * numbers and turns of phrase. Batches by the letter that a file starts with: `a` tuned on; `b` sealed until the first
 * look that docs/bench.md gives; `c1` to `c5` and `d` written one after the other, each measured before it was read.
 * `each` documents of every layout. A layout starts with `=== TYPE CLASS PATIENTS`.
 *
 * How the classes were set: who is named in full or by title makes a text PII_ONLY, staff and clinicians too (relabelled
 * on November 22, 2026: docs/decisions.md); a log of who opened the chart of a record number is PHI; a text or list of diseases that tells
 * of nobody is HEALTH_ONLY, a blank form, a price list or an order of supplies NONE; private persons with an address,
 * a number or a birth date are PII_ONLY. News of a celebrity's illness is left out: the rule calls it PHI, a reader not.
 */
export function blind(batch: string, each: number): LabelledDocument[] {
  const documents: LabelledDocument[] = [];
  const names = readdirSync(folder).sort();
  for (const file of names) {
    if (!file.startsWith(batch)) continue;
    let seed = 100_000 + 5_000 * (names.indexOf(file) + 1);
    for (const part of readFileSync(new URL(file, folder), 'utf8').split(/^=== /m).slice(1)) {
      const [head = '', ...body] = part.split('\n');
      const [type = '', labelled = '', patients = '0'] = head.split(' ');
      for (let turn = 0; turn < each; turn++) {
        documents.push({
          type,
          half: batch === 'a' ? 'tuning' : 'sealed',
          class: labelled as DocumentClass,
          patients: labelled.startsWith('PHI') ? Number(patients) : 0,
          ...fill(body.join('\n').trimEnd(), seed++),
        });
      }
    }
  }
  return documents;
}

/** Detectors whose values stand in the layouts without being labelled all: they are not scored here. */
export const unlabelled: ReadonlySet<string> = new Set([
  'phi.account-number',
  'phi.bank-account',
  'phi.care-date',
  'phi.device-serial',
  'phi.fax',
  'phi.license-number',
  'phi.license-plate',
  'phi.signals.icd-10',
  'phi.web-address',
]);
