import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { independent } from './independent/index.ts';
import { figures, score } from './score.ts';

/** Measured on these documents, less a small margin. A change that costs accuracy fails here. */
const floors: Readonly<Record<string, readonly [precision: number, recall: number]>> = {
  'phi.npi': [0.98, 0.98],
  'phi.dea': [0.98, 0.98],
  'phi.medicare-beneficiary-number': [0.98, 0.98],
  'phi.payment-card': [0.98, 0.98],
  'phi.bank-routing': [0.98, 0.98],
  'phi.vin': [0.98, 0.98],
  'phi.ssn': [0.98, 0.98],
  'phi.medical-record-number': [0.98, 0.93],
  'phi.health-plan-number': [0.97, 0.92],
  'phi.birth-date': [0.96, 0.94],
  'phi.person-name': [0.97, 0.94],
};

describe('S0-16, S3-33: the independent corpus', () => {
  const documents = independent(4);
  const { detectors, classes } = score(documents);

  it('holds 900 documents of 60 types, the same at every run', () => {
    assert.ok(documents.length >= 900);
    assert.ok(new Set(documents.map(({ type }) => type)).size >= 60);
    assert.deepEqual(independent(1)[7], independent(1)[7]);
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

  it('classes keep their floors: 95 % right, 0.5 % of NONE called PHI, 1.5 % of PHI missed', () => {
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
    assert.ok(tally.right / tally.all >= 0.95, `${tally.right} of ${tally.all} classes are right`);
    assert.ok(tally.alarmed / tally.quiet <= 0.005, `${tally.alarmed} of ${tally.quiet} are called PHI`);
    assert.ok(tally.missed / tally.phi <= 0.015, `${tally.missed} of ${tally.phi} are missed`);
  });
});
