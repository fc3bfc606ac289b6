import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  breachClocks,
  clocksFor,
  hhsSmallBreachDeadline,
  lawEnforcementDelay,
  meets,
  noticeRules,
} from './breach-clocks.ts';
import { breachExceptions, breachFactors, breachNotification, securedPhi } from './breach-notification.ts';
import { provision } from './index.ts';

const running = (individuals: number, residents: Record<string, number>) =>
  clocksFor(individuals, residents).map((clock) => clock.id);

describe('the Breach Notification Rule as data', () => {
  it('has three exceptions and four factors, each on the provision they come from', () => {
    assert.deepEqual(
      breachExceptions.map((entry) => entry.id),
      ['unintentional-access', 'inadvertent-disclosure', 'not-retained'],
    );
    assert.deepEqual(
      breachFactors.map((entry) => entry.id),
      ['nature-and-extent', 'recipient', 'acquired-or-viewed', 'mitigation'],
    );
    for (const { citation } of [...breachExceptions, ...breachFactors, securedPhi]) {
      assert.equal(provision(citation)?.citation, '164.402');
    }
    assert.match(securedPhi.trap, /signed in as the user/);
  });

  it('covers 164.402 to 164.414', () => {
    assert.deepEqual(
      [...new Set(breachNotification.map((entry) => entry.citation.split('(')[0]))],
      ['164.402', '164.404', '164.406', '164.408', '164.410', '164.412', '164.414'],
    );
    assert.equal(provision('164.404')?.citation, '164.404(a)');
    assert.equal(provision('164.402(2)')?.citation, '164.402');
  });

  it('cites a provision with every clock', () => {
    for (const { citation, limitDays } of breachClocks) {
      assert.equal(provision(citation)?.rule, 'breach-notification');
      assert.equal(limitDays, 60);
    }
    assert.equal(lawEnforcementDelay.oralLimitDays, 30);
  });

  it('keeps HHS at 500 or more apart from the media at more than 500 of one State', () => {
    assert.deepEqual(running(499, { TX: 499 }), ['individuals', 'hhs-small']);
    assert.deepEqual(running(500, { TX: 500 }), ['individuals', 'hhs-large']);
    assert.deepEqual(running(501, { TX: 501 }), ['individuals', 'media', 'hhs-large']);
    assert.deepEqual(running(600, { TX: 300, CA: 300 }), ['individuals', 'hhs-large']);
    assert.deepEqual(running(1, {}), ['individuals', 'hhs-small']);
    assert.deepEqual(running(0, {}), []);
  });

  it('moves to the large clock when the count is revised upward', () => {
    assert.ok(running(480, { FL: 480 }).includes('hhs-small'));
    assert.deepEqual(running(520, { FL: 520 }), ['individuals', 'media', 'hhs-large']);
  });

  it('compares as the operator says', () => {
    assert.deepEqual(
      [499, 500, 501].map((n) => meets({ operator: 'gte', count: 500 }, n)),
      [false, true, true],
    );
    assert.deepEqual(
      [499, 500, 501].map((n) => meets({ operator: 'gt', count: 500 }, n)),
      [false, false, true],
    );
    assert.deepEqual(
      [499, 500, 501].map((n) => meets({ operator: 'lt', count: 500 }, n)),
      [true, false, false],
    );
    assert.equal(meets(noticeRules.substitute.large.threshold, 10), true);
    assert.equal(meets(noticeRules.substitute.small.threshold, 10), false);
  });

  it('puts the yearly report to HHS on March 1, or February 29 of a leap year', () => {
    assert.equal(hhsSmallBreachDeadline(2026), '2027-03-01');
    assert.equal(hhsSmallBreachDeadline(2027), '2028-02-29');
    assert.equal(hhsSmallBreachDeadline(2023), '2024-02-29');
    assert.equal(hhsSmallBreachDeadline(2028), '2029-03-01');
    assert.equal(hhsSmallBreachDeadline(1999), '2000-02-29');
    assert.equal(hhsSmallBreachDeadline(2099), '2100-03-01');
  });

  it('names five contents of the letter and ninety days of substitute notice', () => {
    assert.equal(noticeRules.contents.length, 5);
    assert.equal(noticeRules.substitute.large.days, 90);
  });
});
