import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { controls } from '../controls/index.ts';
import { outcomes } from '../core/outcome.ts';
import { rankFixes, scoreOf } from './score.ts';

const one = (outcome: (typeof outcomes)[number], severity: 'critical' | 'high' | 'medium' | 'low' = 'high') => ({
  outcome,
  severity,
});

describe('score', () => {
  it('weighs by severity 8, 4, 2, 1', () => {
    assert.equal(
      scoreOf([one('pass', 'critical'), one('fail', 'high'), one('fail', 'medium'), one('fail', 'low')]).today,
      53,
    );
  });
  it('leaves out what does not apply and counts licenses as out of reach', () => {
    assert.deepEqual(scoreOf([one('pass'), one('not-applicable'), one('not-licensed'), one('fail'), one('unknown')]), {
      today: 25,
      achievable: 75,
      withLicenses: 100,
    });
  });
  it('is never rounded up to 100', () => {
    assert.equal(
      scoreOf([...Array.from({ length: 400 }, () => one('pass', 'critical')), one('fail', 'low')]).today,
      99,
    );
  });
  it('nothing to judge is no score', () => assert.equal(scoreOf([one('not-applicable')]).today, 0));
  for (const from of outcomes.filter((outcome) => outcome !== 'not-applicable')) {
    it(`does not rise when ${from} becomes unknown`, () =>
      assert.ok(scoreOf([one('pass'), one('unknown')]).today <= scoreOf([one('pass'), one(from)]).today));
  }
});

describe('fixes first', () => {
  const fix = (
    control: string,
    severity: 'critical' | 'high' | 'medium' | 'low',
    effort: 'minutes' | 'hours' | 'days',
    userImpact: 'none' | 'low' | 'medium' | 'high',
    outcome: 'fail' | 'partial' | 'pass' = 'fail',
  ) => ({ control, severity, effort, userImpact, outcome });
  it('S0-38: the critical control that takes hours and asks people to register once stands before easy smaller ones', () => {
    const ranked = rankFixes([
      fix('a-low-and-easy', 'low', 'minutes', 'none'),
      fix('c-high-and-easy', 'high', 'minutes', 'none'),
      fix('mfa', 'critical', 'hours', 'medium'),
      fix('d-high-for-days', 'high', 'days', 'high'),
      fix('b-holds', 'critical', 'minutes', 'none', 'pass'),
    ]);
    assert.deepEqual(
      ranked.map(({ control }) => control),
      ['mfa', 'c-high-and-easy', 'd-high-for-days', 'a-low-and-easy'],
    );
  });
});

describe('the order of fixes in the catalogue', () => {
  const failing = (id: string) => {
    const control = controls.find((entry) => entry.id === id)!;
    return {
      control: id,
      severity: control.severity,
      effort: control.effort,
      userImpact: control.userImpact,
      commonAttack: control.commonAttack,
      outcome: 'fail' as const,
    };
  };
  it('S0-38: MFA for everyone stands first when nobody has it', () => {
    assert.equal(rankFixes(controls.map(({ id }) => failing(id)))[0]?.control, 'entra.mfa-for-all-users');
  });
});
