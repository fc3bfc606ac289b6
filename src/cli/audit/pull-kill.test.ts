import assert from 'node:assert/strict';
import { it } from 'node:test';
import { startAuditBench } from '../../../test/audit-bench.ts';
import { killPulls } from '../../../test/audit-kill.ts';

it('I-4, I-5: a pull that is killed with -9 at any moment loses nothing and keeps nothing twice', async (test) => {
  const bench = await startAuditBench();
  test.after(() => bench.close());
  const { records, lost, twice } = await killPulls(bench, 8, (line) => test.diagnostic(line));
  assert.equal(records, 540);
  assert.deepEqual({ lost, twice }, { lost: 0, twice: 0 });
});
