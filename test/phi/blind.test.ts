import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { blind } from './blind/index.ts';
import { figures, score } from './score.ts';

/** Measured on these documents, less a margin. They are higher than what unseen text gives: see docs/bench.md. */
const floors: Readonly<Record<string, readonly [precision: number, recall: number]>> = {
  'phi.npi': [0.98, 0.98],
  'phi.dea': [0.98, 0.98],
  'phi.medicare-beneficiary-number': [0.98, 0.98],
  'phi.payment-card': [0.98, 0.98],
  'phi.bank-routing': [0.98, 0.98],
  'phi.vin': [0.98, 0.98],
  'phi.ssn': [0.97, 0.9],
  'phi.birth-date': [0.97, 0.9],
  'phi.person-name': [0.97, 0.88],
};

describe('S0-16, S3-33: the blind corpus', () => {
  const documents = blind('', 3);
  const { detectors, classes, patients } = score(documents);

  it('holds 1,200 documents of 100 types, the same at every run', () => {
    assert.ok(documents.length >= 1200, `${documents.length} documents`);
    const types = new Set(documents.map(({ type }) => type)).size;
    assert.ok(types >= 100, `${types} types`);
    assert.deepEqual(blind('b', 1)[7], blind('b', 1)[7]);
  });

  it('detectors keep their floors', () => {
    for (const [detector, [precision, recall]] of Object.entries(floors)) {
      const tally = detectors.get(detector);
      assert.ok(tally !== undefined, detector);
      const found = figures(tally);
      assert.ok(found.precision >= precision, `${detector}: precision ${found.precision}`);
      assert.ok(found.recall >= recall, `${detector}: recall ${found.recall}`);
    }
  });

  it('classes and counts of patients keep their floors', () => {
    const tally = { right: 0, all: 0, quiet: 0, alarmed: 0, phi: 0, missed: 0 };
    for (const [labelled, row] of classes) {
      for (const [judged, count] of row) {
        const called = judged.startsWith('PHI');
        tally.all += count;
        if (judged === labelled) tally.right += count;
        if (labelled === 'NONE') {
          tally.quiet += count;
          if (called) tally.alarmed += count;
        } else if (labelled.startsWith('PHI')) {
          tally.phi += count;
          if (!called) tally.missed += count;
        }
      }
    }
    assert.ok(tally.right / tally.all >= 0.955, `${tally.right} of ${tally.all} classes are right`);
    assert.ok(tally.alarmed / tally.quiet <= 0.015, `${tally.alarmed} of ${tally.quiet} are called PHI`);
    assert.ok(tally.missed / tally.phi <= 0.045, `${tally.missed} of ${tally.phi} are missed`);
    assert.ok(patients.right / patients.all >= 0.93, `${patients.right} of ${patients.all} counts are right`);
  });
});
