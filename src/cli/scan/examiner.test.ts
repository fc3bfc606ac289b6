import assert from 'node:assert/strict';
import { it } from 'node:test';
import { startExaminer } from './examiner.ts';

const data = {
  inspect: {},
  limits: {},
  key: Buffer.alloc(32).toString('base64'),
  keepHash: true,
  keepMatches: true,
  reveal: false,
};
const chart = 'Patient: Rosa Delgado\nDOB: 01/31/1985\nMRN: 4410021\nAssessment: type 2 diabetes mellitus.\n';

it('S0-51 S0-59: content from elsewhere is judged without touching the disk, and a file that hangs is only late', async () => {
  const examiner = startExaminer({ workers: 1, timeout: 60_000, ocr: false, data });
  try {
    const content = new Uint8Array(Buffer.from(chart));
    const record = await examiner.examine({ path: 'sites/ward/chart.txt', bytes: content.length, content });
    assert.equal(record.class, 'PHI');
    assert.equal(record.patients, 1);
    assert.ok(!JSON.stringify(record).includes('4410021'));
    const gone = await examiner.examine({
      path: 'gone.txt',
      file: '/nowhere/gone.txt',
      bytes: 5,
      order: 0,
      changed: 0,
    });
    assert.equal(gone.unreadable, 'no-access');
  } finally {
    await examiner.close();
  }
  const hasty = startExaminer({ workers: 1, timeout: 1, ocr: false, data });
  try {
    const content = new Uint8Array(Buffer.from(chart));
    const late = await hasty.examine({ path: 'late.txt', bytes: content.length, content });
    assert.equal(late.class, 'UNREADABLE');
    assert.equal(late.unreadable, 'time');
  } finally {
    await hasty.close();
  }
});
