import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assessmentOf, result } from '../../test/store/assessment.ts';
import { WardlineError } from '../core/errors.ts';
import { type Move, type Observed, type Standing, checkMove, observe, whenGone, whenSeen } from './finding-state.ts';

const at = '2026-11-20T08:00:00.000Z';
const seen: Observed = {
  control: 'a.b',
  resource: 'u-1',
  resourceName: 'U',
  severity: 'high',
  title: 'T',
  why: 'W',
  details: [],
  outcome: 'fail',
};
const excepted: Observed = { ...seen, accepted: { by: 'Dana Fox', reason: 'Old scanner', until: '2026-12-31' } };
const standing = (state: Standing['state'], acceptedUntil: string | null = null): Standing => ({
  state,
  acceptedUntil,
});

describe('what an assessment sees', () => {
  it('is each offending object once, with each of its settings', () => {
    const { observed } = observe(
      assessmentOf([result('a.b', 'fail', ['U-1', 'u-1', 'u-2', ['u-3', 'pass'], ['u-4', 'unknown']])]),
    );
    assert.deepEqual(
      observed.map(({ resource, details }) => [resource, details.length]),
      [
        ['u-1', 2],
        ['u-2', 1],
      ],
    );
  });
  it('is the control as a whole where no object is named', () => {
    assert.deepEqual(
      observe(assessmentOf([result('a.b', 'fail')])).observed.map(({ resource, outcome }) => [resource, outcome]),
      [['', 'fail']],
    );
  });
  it('is partial where the object falls short in part', () => {
    const { observed } = observe(assessmentOf([result('a.b', 'fail', ['u-1', ['u-2', 'partial']])]));
    assert.deepEqual(
      observed.map(({ outcome }) => outcome),
      ['fail', 'partial'],
    );
  });
  it('is nothing where nothing is known', () => {
    for (const outcome of ['unknown', 'not-licensed'] as const) {
      const { results, observed } = observe(assessmentOf([result('a.b', outcome, ['u-1'])]));
      assert.deepEqual([results.size, observed], [0, []]);
    }
  });
  it('is accepted where an exception covers it', () => {
    const exception = {
      reason: 'Old scanner',
      compensating: 'C',
      approver: 'Dana Fox',
      until: '2026-12-31',
      outcomeWithout: 'partial' as const,
    };
    const { observed } = observe(assessmentOf([{ ...result('a.b', 'excepted', ['u-1']), exception }]));
    assert.deepEqual(observed[0]?.accepted, excepted.accepted);
    assert.equal(observed[0]?.outcome, 'partial');
  });
});

describe('a finding whose object offends', () => {
  const cases: [
    name: string,
    standing: Standing | undefined,
    seen: Observed,
    to: Move['to'] | undefined,
    reason?: RegExp,
  ][] = [
    ['and is new opens', undefined, seen, 'open', /First seen/],
    ['and was fixed comes back', standing('fixed'), seen, 'open', /came back/],
    ['and is open stays', standing('open'), seen, undefined],
    ['and is planned stays', standing('planned'), seen, undefined],
    ['and is a false positive stays', standing('false-positive'), seen, undefined],
    ['and is handled by a third party stays', standing('third-party'), seen, undefined],
    ['and is accepted today as the last day stays', standing('accepted', '2026-11-20'), seen, undefined],
    ['opens the day after its acceptance', standing('accepted', '2026-11-19'), seen, 'open', /ended on 2026-11-19/],
    ['and is new and excepted is accepted', undefined, excepted, 'accepted', /Old scanner/],
    ['and is open and excepted is accepted', standing('open'), excepted, 'accepted'],
    ['and is accepted to another day follows the exception', standing('accepted', '2026-11-30'), excepted, 'accepted'],
    ['and is accepted by this exception stays', standing('accepted', '2026-12-31'), excepted, undefined],
    ['and is excepted keeps what people judged', standing('false-positive'), excepted, undefined],
  ];
  for (const [name, before, now, to, reason] of cases)
    it(name, () => {
      const move = whenSeen(before, now, at);
      assert.equal(move?.to, to);
      if (reason) assert.match(move!.reason, reason);
    });
});

describe('a finding whose object offends no more', () => {
  const judged = (outcome: 'pass' | 'not-applicable' | 'fail') =>
    observe(assessmentOf([result('a.b', outcome)])).results.get('a.b')!;
  it('is fixed, and says how it came', () => {
    for (const state of ['open', 'planned', 'accepted'] as const)
      assert.equal(whenGone(standing(state), judged('pass'))?.to, 'fixed');
    assert.match(whenGone(standing('open'), judged('pass'))!.reason, /passes/);
    assert.match(whenGone(standing('open'), judged('not-applicable'))!.reason, /does not exist/);
    assert.match(whenGone(standing('open'), judged('fail'))!.reason, /offend/);
  });
  it('stays what people judged it to be', () => {
    for (const state of ['fixed', 'false-positive', 'third-party'] as const)
      assert.equal(whenGone(standing(state), judged('pass')), undefined);
  });
});

describe('a decision on a finding', () => {
  const good = { by: 'Dana Fox', reason: 'Reviewed with the vendor' };
  const refused: [name: string, standing: Standing, move: Move & { planId?: string }][] = [
    ['without a person', standing('open'), { to: 'false-positive', ...good, by: ' ' }],
    ['without a reason', standing('open'), { to: 'false-positive', ...good, reason: ' \u00a0. ' }],
    ['that says it is fixed', standing('open'), { to: 'fixed', ...good }],
    ['on what is fixed', standing('fixed'), { to: 'third-party', ...good }],
    ['planned without a plan', standing('open'), { to: 'planned', ...good }],
    ['accepted without a last day', standing('open'), { to: 'accepted', ...good }],
    ['accepted until no day', standing('open'), { to: 'accepted', ...good, until: '2026-02-30' }],
    ['accepted until yesterday', standing('open'), { to: 'accepted', ...good, until: '2026-11-19' }],
    ['with a last day that means nothing', standing('open'), { to: 'third-party', ...good, until: '2026-12-31' }],
  ];
  for (const [name, before, move] of refused)
    it(`${name} is refused`, () =>
      assert.throws(
        () => checkMove(before, move, at),
        (error) => error instanceof WardlineError && error.code === 'bad-input',
      ));
  it('with all it needs is taken', () => {
    checkMove(standing('open'), { to: 'accepted', ...good, until: '2026-11-20' }, at);
    checkMove(standing('false-positive'), { to: 'open', ...good }, at);
    checkMove(standing('open'), { to: 'planned', ...good, planId: 'p' }, at);
  });
});
