import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Assessment, Resource, Result } from '../core/assessment.ts';
import type { Outcome } from '../core/outcome.ts';
import { diffAssessments } from './diff.ts';

const resource = (id: string, actual: string, name = id): Resource => ({
  id,
  name,
  expected: 'off',
  actual,
  readFrom: 'call',
});
const result = (control: string, outcome: Outcome, resources: Resource[] = [], why = 'Because.') =>
  ({ control, outcome, severity: 'high', headline: control, why, resources }) as unknown as Result;
const assessment = (...results: Result[]) =>
  ({
    run: 'r',
    takenAt: '2026-11-20T00:00:00Z',
    tenant: { id: 't', name: 'T' },
    score: { today: 1 },
    results,
  }) as unknown as Assessment;
const kinds = (before: Result[], after: Result[]) =>
  diffAssessments(assessment(...before), assessment(...after)).differences.map(({ kind, control, resource: object }) =>
    [kind, control, object?.id].filter(Boolean).join(' '),
  );

describe('diff', () => {
  it('names what is new, fixed and changed', () => {
    assert.deepEqual(
      kinds(
        [result('a', 'pass'), result('b', 'fail', [resource('x', 'on')]), result('c', 'unknown')],
        [result('a', 'fail', [resource('x', 'on')]), result('b', 'pass'), result('c', 'pass')],
      ),
      ['new a', 'fixed b', 'changed c'],
    );
  });
  it('a fail that became unknown, excepted or not licensed is not fixed', () => {
    for (const outcome of ['unknown', 'excepted', 'not-licensed', 'not-applicable'] as const)
      assert.deepEqual(
        kinds([result('a', 'fail', [resource('x', 'on')])], [result('a', outcome)]),
        ['changed a'],
        outcome,
      );
  });
  it('compares objects by identity, not by wording', () => {
    const before = [result('a', 'fail', [resource('x', 'on', 'Old name'), resource('y', 'on')], 'Two are on.')];
    assert.deepEqual(
      kinds(before, [result('a', 'fail', [resource('X', 'on', 'New name'), resource('y', 'on')], 'Still two.')]),
      [],
    );
    assert.deepEqual(kinds(before, [result('a', 'fail', [resource('x', 'half'), resource('z', 'on')])]), [
      'changed a x',
      'new a z',
      'fixed a y',
    ]);
  });
  it('says what is judged for the first time and no longer', () => {
    assert.deepEqual(kinds([result('a', 'pass')], [result('b', 'pass')]), ['added b', 'removed a']);
  });
  it('partial to fail is a change, with the objects that moved', () => {
    assert.deepEqual(
      kinds(
        [result('a', 'partial', [resource('x', 'on')])],
        [result('a', 'fail', [resource('x', 'on'), resource('y', 'on')])],
      ),
      ['changed a', 'new a y'],
    );
  });
});
