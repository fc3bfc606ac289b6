import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { corpus } from './corpus/index.ts';
import { sealed } from './corpus/sealed.ts';
import { tuning } from './corpus/tuning.ts';
import { figures, score } from './score.ts';

/** Precision and recall that must hold on both halves: issue 4. A change that costs accuracy fails here. */
const floors: Readonly<Record<string, readonly [precision: number, recall: number]>> = {
  'phi.npi': [0.98, 0.98],
  'phi.dea': [0.98, 0.98],
  'phi.medicare-beneficiary-number': [0.98, 0.98],
  'phi.payment-card': [0.98, 0.98],
  'phi.bank-routing': [0.98, 0.98],
  'phi.vin': [0.98, 0.98],
  'phi.ssn': [0.97, 0.97],
  'phi.medical-record-number': [0.95, 0.92],
  'phi.health-plan-number': [0.95, 0.92],
  'phi.birth-date': [0.93, 0.93],
  'phi.person-name': [0.85, 0.85],
};

describe('S0-16, S3-33: the labelled corpus', () => {
  const documents = corpus(18);

  it('holds 1,000 documents of 15 types, and no template in both halves', () => {
    assert.ok(documents.length >= 1000);
    assert.ok(new Set(documents.map(({ type }) => type)).size >= 15);
    const written = new Set(tuning.map(({ write }) => write.toString()));
    assert.ok(sealed.every(({ write }) => !written.has(write.toString())));
  });

  for (const half of ['tuning', 'sealed'] as const) {
    it(`${half}: detectors and classes keep their floors`, () => {
      const { detectors, classes } = score(documents.filter((document) => document.half === half));
      for (const [detector, [precision, recall]] of Object.entries(floors)) {
        const tally = detectors.get(detector);
        if (tally === undefined) continue;
        const found = figures(tally);
        assert.ok(found.precision >= precision, `${detector}: precision ${found.precision}`);
        assert.ok(found.recall >= recall, `${detector}: recall ${found.recall}`);
      }
      let right = 0;
      let all = 0;
      for (const [labelled, row] of classes) {
        for (const [judged, count] of row) {
          all += count;
          if (judged === labelled) right += count;
          const phi = judged.startsWith('PHI');
          assert.ok(labelled !== 'NONE' || !phi, `a document of class NONE is called ${judged}`);
          assert.ok(!labelled.startsWith('PHI') || phi, `a document of class ${labelled} is called ${judged}`);
        }
      }
      assert.ok(right / all >= 0.95, `${right} of ${all} classes are right`);
    });
  }
});
