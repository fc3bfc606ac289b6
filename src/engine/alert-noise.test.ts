import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { detections } from '../detections/index.ts';
import { alertAges, alertNoise } from './alert-noise.ts';

const now = '2026-11-20T08:00:00.000Z';
const [first, second] = [detections[0]!, detections[1]!];
const alert = (detection: string, raisedAt: string, verdict: 'real' | 'false-positive' | null = null) => ({
  ...{ detection, raisedAt, verdict },
});

describe('noise of the detections', () => {
  it('S0-83: counts alerts by week and by detection, and judged ones alone make the rate', () => {
    const {
      budget,
      weeks,
      detections: rows,
    } = alertNoise(
      [
        alert(first.id, '2026-11-19T08:00:00.000Z', 'false-positive'),
        alert(first.id, '2026-11-18T08:00:00.000Z', 'false-positive'),
        alert(first.id, '2026-11-12T08:00:00.000Z', 'real'),
        alert(first.id, '2026-11-01T08:00:00.000Z'),
        alert(second.id, '2026-11-19T09:00:00.000Z'),
        alert(second.id, '2026-10-01T08:00:00.000Z', 'false-positive'),
      ],
      detections,
      now,
    );
    assert.equal(budget, 10);
    assert.deepEqual(
      weeks.map(({ alerts }) => alerts),
      [0, 1, 1, 3],
    );
    assert.deepEqual(
      rows.map(({ detection, alerts, perWeek, judged, falsePositives }) => [
        detection,
        alerts,
        perWeek,
        judged,
        falsePositives,
      ]),
      [
        [first.id, 4, 1, 3, 2],
        [second.id, 1, 0.3, 0, 0],
      ],
    );
    assert.equal(rows[0]!.falseRate, 2 / 3);
    assert.ok(rows[0]!.hints.length > 0, 'two of three were false: it wants tuning');
    assert.deepEqual([rows[1]!.falseRate, rows[1]!.hints], [undefined, []], 'nobody judged, and it is quiet');
  });

  it('S0-80: alerts by age; what waits beyond its day is overdue, what is closed has no age', () => {
    const open = { state: 'open' as const, severity: 'high' as const };
    const ages = alertAges(
      [
        { ...open, raisedAt: '2026-11-20T07:00:00.000Z', dueBy: '2026-11-22T07:00:00.000Z' },
        { ...open, raisedAt: '2026-11-15T08:00:00.000Z', dueBy: '2026-11-17T08:00:00.000Z' },
        { ...open, state: 'acknowledged', raisedAt: '2026-11-01T08:00:00.000Z' },
        { ...open, state: 'closed', raisedAt: '2026-11-19T08:00:00.000Z' },
      ],
      now,
    );
    assert.deepEqual(ages, [
      { days: 1, waiting: 1, inHand: 0, overdue: 0 },
      { days: 3, waiting: 0, inHand: 0, overdue: 0 },
      { days: 7, waiting: 0, inHand: 0, overdue: 1 },
      { days: 14, waiting: 0, inHand: 0, overdue: 0 },
      { days: null, waiting: 0, inHand: 1, overdue: 0 },
    ]);
  });
});
