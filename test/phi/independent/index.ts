import { readFileSync, readdirSync } from 'node:fs';
import type { DocumentClass } from '../../../src/core/phi.ts';
import type { LabelledDocument } from '../corpus/document.ts';
import { fill } from './fill.ts';

const folder = new URL('layouts/', import.meta.url);

/**
 * The independent corpus: layouts written by a second person who never saw the templates of the other corpus, filled
 * with invented people and numbers. `each` documents of every layout. A layout starts with `=== TYPE CLASS PATIENTS`;
 * a mark such as `\u00abmrn2\u00bb` stands for the record number of the second person.
 */
export function independent(each: number): LabelledDocument[] {
  const documents: LabelledDocument[] = [];
  let seed = 7_001;
  for (const file of readdirSync(folder).sort()) {
    for (const part of readFileSync(new URL(file, folder), 'utf8').split(/^=== /m).slice(1)) {
      const [head = '', ...body] = part.split('\n');
      const [type = '', labelled = '', patients = '0'] = head.split(' ');
      for (let turn = 0; turn < each; turn++) {
        documents.push({
          type,
          half: 'sealed',
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
  'phi.license-number',
  'phi.signals.icd-10',
  'phi.street-address',
]);
