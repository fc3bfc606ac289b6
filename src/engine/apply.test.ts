import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { forwarding, start, steps, world } from '../../test/world.ts';
import { legacyAuthenticationBlocked } from '../controls/entra/legacy-authentication-blocked.ts';
import { WardlineError } from '../core/errors.ts';
import { type ApplyOptions, applyPlan } from './apply.ts';
import { undoRun } from './undo.ts';

describe('apply', () => {
  it('I-2: journals before and after each write, reads back, and undo brings the first state back', async () => {
    const made = world();
    const before = structuredClone(made.state().sections);
    const result = await applyPlan(made.options);
    assert.deepEqual(
      result.changes.map((change) => change.step),
      ['done', 'done'],
    );
    assert.deepEqual(steps(made.lines), [
      'c01 intended',
      'c01 written',
      'c01 done',
      'c02 intended',
      'c02 written',
      'c02 done',
    ]);
    assert.deepEqual(forwarding(made), [false, false]);
    const undone = await undoRun({ ...made.options, run: 'undo-1', undoes: 'run-1' });
    assert.deepEqual(
      undone.changes.map((change) => change.step),
      ['undone', 'undone'],
    );
    assert.deepEqual(made.state().sections, before);
  });

  it('applied twice, writes once', async () => {
    const made = world();
    await applyPlan(made.options);
    await applyPlan(made.options);
    assert.equal(made.writes.length, 2);
  });

  for (let point = 0; point < 6; point += 1) {
    it(`killed at journal point ${point}, the same run goes on: nothing lost, nothing written twice in effect`, async () => {
      const made = world();
      made.faults.record = (_line, count) => {
        if (count === point) throw Object.assign(new Error('killed'), { name: 'AbortError' });
      };
      await assert.rejects(applyPlan(made.options), { name: 'AbortError' });
      made.faults.record = undefined;
      const result = await applyPlan(made.options);
      assert.ok(
        result.changes.every((change) => change.step === 'done' || change.step === 'already'),
        JSON.stringify(result.changes),
      );
      assert.deepEqual(forwarding(made), [false, false]);
      const undone = await undoRun({ ...made.options, run: 'undo-1', undoes: 'run-1' });
      assert.ok(undone.changes.every((change) => change.step === 'undone'));
      assert.deepEqual(
        forwarding(made),
        [true, true],
        'undo knows the values before the first write, also after a crash',
      );
    });
  }

  it('killed after the API took a created object, makes no second one', async () => {
    const made = world({ ...start, securityDefaults: { isEnabled: false } }, [legacyAuthenticationBlocked]);
    assert.equal(made.plan.changes.length, 1);
    made.faults.afterWrite = () => {
      throw Object.assign(new Error('killed'), { name: 'AbortError' });
    };
    await assert.rejects(applyPlan(made.options), { name: 'AbortError' });
    made.faults.afterWrite = undefined;
    await applyPlan(made.options);
    assert.equal((made.data('conditionalAccessPolicies') as unknown[]).length, 1);
  });

  it('a failed write is recorded, the others go on', async () => {
    const made = world();
    let calls = 0;
    made.faults.write = () => {
      calls += 1;
      if (calls === 1) throw Object.assign(new Error('Exchange refused (request 7).'), { code: 'forbidden' });
    };
    const result = await applyPlan(made.options);
    assert.deepEqual(
      result.changes.map((change) => [change.step, change.reason]),
      [
        ['failed', 'Exchange refused (request 7).'],
        ['done', undefined],
      ],
    );
  });

  it('an unforeseen fault is not quoted', async () => {
    const made = world();
    made.faults.write = () => {
      throw new TypeError('Invented Person');
    };
    const result = await applyPlan(made.options);
    assert.ok(result.changes.every((change) => change.step === 'failed' && !/Invented/.test(change.reason ?? '')));
  });

  it('refuses the plan of another tenant, an edited plan, and one that asks for two people', async () => {
    const made = world();
    const refused = (options: Partial<ApplyOptions>, code: string) =>
      assert.rejects(
        applyPlan({ ...made.options, ...options }),
        (error) => error instanceof WardlineError && error.code === code,
      );
    await refused({ plan: { ...made.plan, tenant: { id: 'other', name: 'Other' } } }, 'stale-plan');
    await refused({ plan: { ...made.plan, changes: made.plan.changes.slice(1) } }, 'stale-plan');
    await refused({ organization: { ...made.options.organization, approvals: { people: 2 } } }, 'not-permitted');
    assert.equal(made.writes.length, 0);
  });

  it('refuses a stale plan before the first write', async () => {
    const made = world();
    made.change([
      {
        section: 'remoteDomains',
        operation: 'set',
        match: { domainName: 'lab.example.com' },
        values: { autoForwardEnabled: null },
        call: '',
        summary: '',
        notice: '',
        undo: 'restore',
      },
    ]);
    await assert.rejects(
      applyPlan(made.options),
      (error) => error instanceof WardlineError && error.code === 'stale-plan' && error.exit === 7,
    );
    assert.equal(made.writes.length, 0);
  });

  it('a setting that somebody already put right is left and said so', async () => {
    const made = world();
    made.change([
      {
        section: 'remoteDomains',
        operation: 'set',
        match: { domainName: '*' },
        values: { autoForwardEnabled: false },
        call: '',
        summary: '',
        notice: '',
        undo: 'restore',
      },
    ]);
    const result = await applyPlan(made.options);
    assert.deepEqual(
      result.changes.map((change) => change.step),
      ['already', 'done'],
    );
    const undone = await undoRun({ ...made.options, run: 'undo-1', undoes: 'run-1' });
    assert.equal(undone.changes.length, 1, 'what the run did not write, undo does not touch');
  });

  it('two applies at once: the second is refused', async () => {
    const made = world();
    await made.journal.claim({ id: 'run-2', plan: 'p', tenant: 't', by: 'x', at: '2026-11-20T12:00:00.000Z' });
    await assert.rejects(
      applyPlan(made.options),
      (error) => error instanceof WardlineError && error.code === 'conflict',
    );
  });
});
