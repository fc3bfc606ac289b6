import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eventsPerHour, eventsSentence, everyHour } from './events-per-hour.ts';
import { rankedBars } from './ranked-bars.ts';

const label = (at: string) => at.slice(11, 16);

describe('events per hour', () => {
  const bars = everyHour(
    [{ at: '2026-11-20T05:00:00.000Z', records: 40, failures: 4 }],
    '2026-11-20T04:00:00.000Z',
    '2026-11-20T07:30:00.000Z',
  );

  it('draws every hour, those without events as 0', () => {
    assert.deepEqual(
      bars.map(({ at, records }) => [label(at), records]),
      [
        ['04:00', 0],
        ['05:00', 40],
        ['06:00', 0],
        ['07:00', 0],
      ],
    );
    assert.equal(eventsSentence(bars, label), '40 events, 4 failed; most at 05:00: 40.');
  });

  it('hatches the hours whose records may still come, and none where all has come', () => {
    const late = eventsPerHour(bars, { width: 434, label, settledUntil: '2026-11-20T06:30:00.000Z' });
    // 34 px of axis and four hours of 100 px: open from 06:00 on.
    assert.match(late, /<rect x="234.0" y="20" width="200.0" height="102" fill="url\(#hu\)"/);
    assert.doesNotMatch(eventsPerHour(bars, { width: 434, label }), /#hu/);
  });

  it('a name of the tenant is text in a picture', () => {
    const drawn = rankedBars([{ value: '<img src=x onerror="harm()">', now: 2, before: 1 }], 600);
    assert.doesNotMatch(drawn, /<img/);
    assert.match(drawn, /&lt;img/);
  });
});
