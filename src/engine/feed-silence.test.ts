import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { momentOf, millis } from '../core/clock.ts';
import { feedSilent } from '../detections/organization/feed-silent.ts';
import { type FeedLife, silenceOf, silentFeeds } from './feed-silence.ts';

const start = millis('2026-03-02T00:00:00Z');
const hour = (count: number) => momentOf(start + count * 3_600_000);
/** The hours of these days, 0 is a Monday, from 8 to 18. */
const officeHours = (days: readonly number[]) =>
  days.flatMap((day) => Array.from({ length: 10 }, (_, at) => hour(day * 24 + 8 + at)));
const weekdays = (weeks: number, without: readonly number[] = []) =>
  Array.from({ length: weeks * 7 }, (_, day) => day).filter((day) => day % 7 < 5 && !without.includes(day));

function life(hours: string[]): FeedLife {
  const last = hours.at(-1)!;
  return { feed: 'unified.exchange', state: 'on', lastEventAt: last, succeededAt: last, hours, records: hours.length };
}

describe('silence of a feed', () => {
  const cases = {
    'S0-76: a weekend of an office is usual': { hours: officeHours(weekdays(4)), after: 70, silent: false },
    'S0-76: a week without a record is not': { hours: officeHours(weekdays(4)), after: 24 * 7, silent: true },
    'S0-76: one outage of a week makes the next one no more usual': {
      hours: officeHours(weekdays(4, [7, 8, 9, 10, 11])),
      after: 24 * 7,
      silent: true,
    },
    'S0-76: a feed that never rests is silent after half a day': {
      hours: Array.from({ length: 24 * 28 }, (_, at) => hour(at)),
      after: 13,
      silent: true,
    },
    'S0-76: Microsoft itself may be late for some hours': {
      hours: Array.from({ length: 24 * 28 }, (_, at) => hour(at)),
      after: 11,
      silent: false,
    },
    'S0-76: of two days nothing is usual yet': { hours: officeHours([0, 1]), after: 24 * 7, silent: false },
  };
  for (const [name, { hours, after, silent }] of Object.entries(cases))
    it(name, () => {
      const now = momentOf(millis(hours.at(-1)!) + after * 3_600_000);
      const { limit } = silenceOf(life(hours), now)!;
      assert.equal(limit !== undefined && after > limit, silent);
      // The pull itself went well an hour ago.
      const kept = { ...life(hours), succeededAt: momentOf(millis(now) - 3_600_000) };
      assert.equal(silentFeeds(feedSilent, 'tenant', [kept], now).length, silent ? 1 : 0);
    });

  it('S0-76: a feed that could not be read for a day is told, one without a license is not', () => {
    const hours = officeHours([0, 1]);
    const now = momentOf(millis(hours.at(-1)!) + 25 * 3_600_000);
    const [alert] = silentFeeds(feedSilent, 'tenant', [{ ...life(hours), state: 'refused' }], now);
    assert.equal(alert!.why, 'unified.exchange could not be read for 25 hours');
    assert.deepEqual(silentFeeds(feedSilent, 'tenant', [{ ...life(hours), state: 'not-licensed' }], now), []);
  });
});
