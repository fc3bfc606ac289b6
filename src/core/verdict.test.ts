import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Verdict, combine, fail, notApplicable, notLicensed, partial, pass, unknown } from './verdict.ts';

const evidence = (id: string) => ({ id, name: id, expected: 'off', actual: 'on', readFrom: 'remoteDomains' as const });
const outcomeOf = (...parts: Verdict[]) =>
  combine(Object.fromEntries(parts.map((part, index) => [`part ${index}`, part]))).outcome;

describe('combine', () => {
  it('the worst part decides, and unknown is never covered by a pass', () => {
    assert.equal(outcomeOf(pass('p'), fail('f', [evidence('x')])), 'fail');
    assert.equal(outcomeOf(partial('h', [evidence('x')]), unknown('u')), 'partial');
    assert.equal(outcomeOf(pass('p'), unknown('u')), 'unknown');
    assert.equal(outcomeOf(pass('p'), notLicensed('l')), 'not-licensed');
    assert.equal(outcomeOf(pass('p'), notApplicable('n')), 'pass');
    assert.equal(outcomeOf(notApplicable('n'), notApplicable('n')), 'not-applicable');
  });
  it('gives each policy its own verdict, several ids to a part', () => {
    const { policies } = combine({
      'MS.EXO.4.1v1': pass('p'),
      'MS.SECURITYSUITE.5.1v1 MS.DEFENDER.6.1v1': fail('f', [evidence('x')]),
      'reports reach us': unknown('u'),
    });
    assert.deepEqual(policies, {
      'MS.EXO.4.1v1': 'pass',
      'MS.SECURITYSUITE.5.1v1': 'fail',
      'MS.DEFENDER.6.1v1': 'fail',
    });
  });
  it('names the offending objects, an unknown beside a fail keeps its own outcome', () => {
    const { resources, why } = combine({
      a: unknown('Not read.', [evidence('u')]),
      b: fail('Is on.', [evidence('f')]),
      c: pass('Fine.', [evidence('p')]),
    });
    assert.deepEqual(
      resources.map(({ id, outcome }) => [id, outcome]),
      [
        ['f', undefined],
        ['u', 'unknown'],
      ],
    );
    assert.equal(why, 'Is on. Not read.');
  });
  it('says once what would make it pass', () => {
    const hint = { wouldPassIf: 'X is declared.' };
    assert.equal(
      combine({ a: fail('f', [evidence('x')], hint), b: fail('g', [evidence('y')], hint) }).wouldPassIf,
      'X is declared.',
    );
  });
});
