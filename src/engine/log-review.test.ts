import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ReviewedAlert } from '../core/log-review.ts';
import {
  localHours,
  monthAfter,
  monthSpan,
  noiseOf,
  perWeek,
  retentionStanding,
  reviewState,
  unsignedReviews,
} from './log-review.ts';

const alert = (detection: string, firstAt: string, decision?: 'expected' | 'follow-up'): ReviewedAlert => ({
  ...{
    id: `${detection} ${firstAt}`,
    detection,
    severity: 'high',
    title: 'A thing',
    actor: 'nina',
    firstAt,
    state: 'open',
  },
  ...(decision && { decided: { decision, by: 'Ann', at: firstAt, note: 'n' } }),
});

describe('the monthly review', () => {
  it('S0-78, S3-55: a month is due ten days after its end, and unsigned after that day it is overdue', () => {
    assert.deepEqual(monthSpan('2026-12'), {
      ...{ from: '2026-12-01', to: '2027-01-01', beforeFrom: '2026-11-01' },
      ...{ due: '2027-01-11' },
    });
    const cases: [string, boolean, string][] = [
      ['2026-10-31T23:59:59.000Z', false, 'not-due'],
      ['2026-11-01T00:00:00.000Z', false, 'open'],
      ['2026-11-11T23:59:59.000Z', false, 'open'],
      ['2026-11-12T00:00:00.000Z', false, 'overdue'],
      ['2027-11-12T00:00:00.000Z', true, 'signed'],
    ];
    for (const [now, signed, wanted] of cases) assert.equal(reviewState('2026-10', now, signed), wanted, now);
    assert.throws(() => monthSpan('2026-13'), { code: 'usage' });
    assert.equal(monthAfter('2026-01', -1), '2025-12');
  });

  it('S0-78: every month since the log is kept wants its review', () => {
    assert.deepEqual(unsignedReviews('2026-08-20T00:00:00.000Z', '2026-11-05T00:00:00.000Z', new Set(['2026-09'])), [
      { month: '2026-08', due: '2026-09-11', state: 'overdue' },
      { month: '2026-10', due: '2026-11-11', state: 'open' },
    ]);
  });

  it('S0-83: noise: alerts a week, and the share of the judged that were none', () => {
    const alerts = [
      alert('a', '2026-10-01T08:00:00.000Z', 'expected'),
      alert('a', '2026-10-07T08:00:00.000Z', 'follow-up'),
      alert('a', '2026-10-08T08:00:00.000Z'),
      alert('b', '2026-10-31T08:00:00.000Z'),
    ];
    assert.deepEqual(noiseOf(alerts), [
      { detection: 'a', alerts: 3, judged: 2, falseAlarms: 1, falseRate: 0.5 },
      { detection: 'b', alerts: 1, judged: 0, falseAlarms: 0 },
    ]);
    assert.deepEqual(
      perWeek(alerts, monthSpan('2026-10')).map(({ week, alerts: count }) => [week, count]),
      [
        ['2026-10-01', 2],
        ['2026-10-08', 1],
        ['2026-10-15', 0],
        ['2026-10-22', 0],
        ['2026-10-29', 1],
      ],
    );
  });

  it('S3-52: a tenant of 180 days without an archive is warned', () => {
    const none = retentionStanding({ premium: false });
    assert.deepEqual([none.tenantDays, none.requiredDays], [180, 2192]);
    assert.match(none.warning!, /180 days/);
    const archive = { from: '2026-03-01T00:00:00.000Z', to: '2026-03-02T00:00:00.000Z', records: 5 };
    assert.equal(retentionStanding({ premium: true, archive }).warning, undefined);
    assert.equal(retentionStanding({ premium: true, policyDays: 3650 }).tenantDays, 3650);
    assert.equal(retentionStanding({ premium: false, policyDays: 3650 }).tenantDays, 180);
  });

  it('S0-78: hours are those of the place, on days with summer time and without', () => {
    const hours = localHours(
      [
        { at: '2026-03-07T14:00:00.000Z', records: 2 },
        { at: '2026-03-09T14:00:00.000Z', records: 3 },
      ],
      'America/New_York',
    );
    assert.deepEqual([hours[9], hours[10]], [2, 3]);
  });
});
