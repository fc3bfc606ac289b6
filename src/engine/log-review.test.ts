import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ReviewedAlert } from '../core/log-review.ts';
import {
  lastWeek,
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
    assert.equal(
      retentionStanding({ premium: true, policies: [{ name: 'Ten years', days: 3650, isForAll: true }] }).tenantDays,
      3650,
    );
    assert.equal(
      retentionStanding({ premium: false, policies: [{ name: 'Ten years', days: 3650, isForAll: true }] }).tenantDays,
      180,
    );
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

  it('S3-55: a week is that of ISO 8601, due three days after its end', () => {
    const cases: [string, string, string, string][] = [
      ['2026-W47', '2026-11-16', '2026-11-23', '2026-11-26'],
      ['2026-W01', '2025-12-29', '2026-01-05', '2026-01-08'],
      ['2026-W53', '2026-12-28', '2027-01-04', '2027-01-07'],
      ['2024-W10', '2024-03-04', '2024-03-11', '2024-03-14'],
    ];
    for (const [week, from, to, due] of cases) {
      const span = monthSpan(week);
      assert.deepEqual([span.from, span.to, span.due], [from, to, due], week);
    }
    assert.equal(monthSpan('2026-W01').beforeFrom, '2025-12-22');
    for (const none of ['2025-W53', '2026-W00', '2026-W54', '2026-W5'])
      assert.throws(() => monthSpan(none), { code: 'usage' }, none);
    assert.deepEqual(
      [
        '2026-11-23T00:00:00.000Z',
        '2026-11-29T23:59:59.000Z',
        '2027-01-05T00:00:00.000Z',
        '2025-01-02T00:00:00.000Z',
      ].map(lastWeek),
      ['2026-W47', '2026-W47', '2026-W53', '2024-W52'],
    );
  });

  it('S3-52: policies of the tenant stand in the table; one for some records does not stand for all', () => {
    const policies = [
      { name: 'Exchange', days: 3650, isForAll: false },
      { name: 'All', days: 1095, isForAll: true },
    ];
    const { rows, tenantDays } = retentionStanding({ premium: true, policies });
    assert.equal(tenantDays, 1095);
    assert.deepEqual(rows.slice(-2), [
      { license: 'Policy of the tenant: Exchange (some records or people)', days: 3650, held: 'yes' },
      { license: 'Policy of the tenant: All', days: 1095, held: 'yes' },
    ]);
  });
});
