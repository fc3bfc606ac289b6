import { createPen, day, hour, type Written } from '../records/pen.ts';
import type { Tenant } from '../tenant.ts';
import { adminDay, otherDay } from './admin-day.ts';
import { isHoliday, isPatchDay, weekdayOf } from './calendar.ts';
import { type Company, companyOf } from './company.ts';
import { machineDay } from './machines.ts';
import { beginningOf, personDay } from './person-day.ts';

/** Life of a longer jump of the clock is made for its last days only: no reader of the activity feed gets more. */
const longest = 8 * day;
/** The local midnight in UTC: Eastern time without summer time. */
const offset = 5 * hour;

/** The latest days of each tenant: ticks of a running clock ask for the same ones again and again. */
const made = new WeakMap<Tenant, Map<string, readonly Written[]>>();
const daysKept = 3;

/**
 * What the first `count` people of a tenant do after `from` until `to` (milliseconds since 1970), in order of time, with
 * machines, administrators and guests. The same tenant, count and time give the same records however the time is cut.
 */
export function* lifeBetween(tenant: Tenant, count: number, from: number, to: number): Generator<Written> {
  const since = Math.max(from, to - longest);
  for (let midnight = localMidnight(since); midnight <= to; midnight += day) {
    // A night shift ends on the next day, never later.
    const [start, end] = [Math.max(since, midnight - 1), Math.min(to, midnight + day - 1)];
    const due = [midnight - day, midnight].flatMap((date) =>
      lifeOf(tenant, count, date).filter(({ at }) => at > start && at <= end),
    );
    yield* due.sort((a, b) => a.at - b.at);
  }
}

function localMidnight(at: number): number {
  return Math.floor((at - offset) / day) * day + offset;
}

function lifeOf(tenant: Tenant, count: number, midnight: number): readonly Written[] {
  let days = made.get(tenant);
  if (!days) made.set(tenant, (days = new Map()));
  const key = `${count} ${midnight}`;
  let records = days.get(key);
  if (!records) {
    days.set(key, (records = dayOf(companyOf(tenant, midnight), tenant, count, midnight)));
    if (days.size > daysKept) days.delete(days.keys().next().value!);
  }
  return records;
}

function dayOf(whole: Company, tenant: Tenant, count: number, midnight: number): Written[] {
  const company = { ...whole, people: whole.people.slice(0, count) };
  if (company.people.length === 0) return [];
  const dayNumber = Math.floor((midnight - offset) / day);
  const holiday = isHoliday(midnight - offset);
  const weekend = [0, 6].includes(weekdayOf(midnight - offset));
  const pen = (who: string) => createPen(tenant, `life ${dayNumber} ${who}`);
  return [
    ...company.people.flatMap((person, turn) => {
      const begin = beginningOf(person, turn, dayNumber, holiday);
      return begin === undefined ? [] : personDay(pen(person.user), company, person, midnight + begin);
    }),
    ...machineDay(pen('machines'), company, midnight),
    ...(weekend || holiday ? [] : adminDay(pen('admins'), company, midnight)),
    ...otherDay(pen('others'), company, midnight, isPatchDay(midnight - offset)),
  ];
}
