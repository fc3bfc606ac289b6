import assert from 'node:assert/strict';
import { it } from 'node:test';
import { millis } from '../../core/clock.ts';
import { isHoliday, isPatchDay, weekdayOf } from './calendar.ts';

const at = (day: string) => millis(`${day}T00:00:00Z`);

it('weekdays, holidays and patch days of the simulated year', () => {
  assert.equal(weekdayOf(at('2026-03-02')), 1);
  const holidays = ['2026-01-01', '2026-07-04', '2026-11-11', '2026-11-26', '2027-11-25', '2026-12-25'];
  assert.deepEqual(
    holidays.filter((day) => !isHoliday(at(day))),
    [],
  );
  const working = ['2026-11-19', '2026-11-25', '2026-11-27', '2026-03-02'];
  assert.deepEqual(
    working.filter((day) => isHoliday(at(day))),
    [],
  );
  // The second Tuesdays are the 10th of March, the 14th of April and the 10th of November.
  assert.deepEqual(
    ['2026-03-11', '2026-04-15', '2026-11-11'].filter((day) => !isPatchDay(at(day))),
    [],
  );
  assert.deepEqual(
    ['2026-03-10', '2026-03-04', '2026-04-08'].filter((day) => isPatchDay(at(day))),
    [],
  );
});
