import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { controls } from '../controls/index.ts';
import type { Result } from '../core/assessment.ts';
import { gateConditions, gateInShort, phiGate } from './phi-gate.ts';

const judged = (outcome: string) =>
  gateConditions
    .flatMap((condition) => condition.controls)
    .map((control) => ({ control, outcome, why: '' }) as unknown as Result);

describe('the PHI gate', () => {
  it('S0-83: each condition is decided by controls that exist, so that the gate can open', () => {
    const known = new Set(controls.map(({ id }) => id));
    assert.deepEqual(
      gateConditions.flatMap((condition) => condition.controls).filter((control) => !known.has(control)),
      [],
    );
    assert.equal(phiGate({ results: judged('pass') }).open, true);
  });

  it('OR-01: without the agreement it stays closed, whatever else holds', () => {
    const results = judged('pass').map((one) =>
      one.control === 'organization.microsoft-baa' ? { ...one, outcome: 'fail' as const } : one,
    );
    const gate = phiGate({ results });
    assert.equal(gate.open, false);
    assert.equal(gate.conditions[0]!.outcome, 'fail');
  });

  it('what was not judged does not hold', () => {
    assert.equal(phiGate({ results: judged('pass').slice(1) }).open, false);
    assert.deepEqual(gateInShort({}), { open: false, missing: gateConditions.length });
  });

  it('S0-83: in short it says the same, condition by condition', () => {
    const all = judged('pass');
    for (const outcome of ['fail', 'partial', 'unknown', 'not-licensed', 'excepted', 'attested', 'not-applicable'])
      for (const [at] of all.entries()) {
        const results = all.map((one, place) => (place === at ? { ...one, outcome } : one)) as Result[];
        const short = gateInShort(Object.fromEntries(results.map((one) => [one.control, one.outcome])));
        const holds = outcome === 'attested' || outcome === 'not-applicable';
        assert.deepEqual(short, { open: holds, missing: holds ? 0 : 1 }, `${outcome} ${all[at]!.control}`);
        assert.equal(phiGate({ results }).open, holds);
      }
  });
});
