import { daysAfter, millis, momentOf } from '../core/clock.ts';
import type { Duty } from '../core/duty.ts';

/** A duty that comes again and again, that no log shows to be done: a person signs it. */
export interface StandingDuty {
  id: string;
  title: string;
  about: string;
  citation: string;
  every: 'week' | 'quarter' | 'year';
  /** Days after the end of the week, quarter or year until it is to be signed. */
  graceDays: number;
  page: string;
}

export const standingDuties: readonly StandingDuty[] = [
  {
    ...{ id: 'weekly-digest', every: 'week', graceDays: 3, citation: '164.308(a)(1)(ii)(D)', page: '/digest' },
    title: 'Read and sign the weekly digest',
    about: 'What changed, what is due, alerts with their age',
  },
  {
    ...{ id: 'access-review', every: 'quarter', graceDays: 15, citation: '164.308(a)(4)(ii)(C)' },
    title: 'Review who has access',
    about: 'Roles, guests and links to patient files: who no longer needs theirs',
    page: '/links',
  },
  {
    ...{ id: 'evidence-review', every: 'quarter', graceDays: 15, citation: '164.316(b)(2)(iii)', page: '/evidence' },
    title: 'Review the evidence',
    about: 'Statements, exceptions and decisions: do they still hold',
  },
  {
    ...{ id: 'restore-drill', every: 'year', graceDays: 30, citation: '164.308(a)(7)(ii)(D)', page: '/settings/keys' },
    title: 'Restore a backup as a drill',
    about: 'Into an empty folder, with the recovery kit that is kept elsewhere',
  },
  {
    ...{ id: 'evaluation', every: 'year', graceDays: 30, citation: '164.308(a)(8)', page: '/evidence' },
    title: 'Evaluate the safeguards as a whole',
    about: 'Technical and other ones, after changes of law, staff or systems',
  },
];

interface Period {
  /** `2026-W47`, `2026-Q4`, `2026`. */
  id: string;
  /** Moments, ISO 8601 UTC; `from` is in, `to` is out. */
  from: string;
  to: string;
}

/** The week (ISO 8601), quarter or year that a moment lies in. */
export function periodOf(every: StandingDuty['every'], at: string): Period {
  const year = Number(at.slice(0, 4));
  if (every === 'year') return { id: String(year), from: start(year, 1), to: start(year + 1, 1) };
  if (every === 'quarter') {
    const quarter = Math.ceil(Number(at.slice(5, 7)) / 3);
    return { id: `${year}-Q${quarter}`, from: start(year, quarter * 3 - 2), to: start(year, quarter * 3 + 1) };
  }
  const day = `${at.slice(0, 10)}T00:00:00.000Z`;
  // Day 0 of the count was a Thursday; a week begins on Monday, and its Thursday says whose week it is.
  const from = daysAfter(day, -((Math.floor(millis(day) / 86_400_000) + 3) % 7));
  const thursday = daysAfter(from, 3);
  const first = millis(start(Number(thursday.slice(0, 4)), 1));
  const week = Math.floor((millis(thursday) - first) / 604_800_000) + 1;
  return { id: `${thursday.slice(0, 4)}-W${String(week).padStart(2, '0')}`, from, to: daysAfter(from, 7) };
}

function start(year: number, month: number): string {
  const [own, number] = month > 12 ? [year + 1, month - 12] : [year, month];
  return `${String(own).padStart(4, '0')}-${String(number).padStart(2, '0')}-01T00:00:00.000Z`;
}

/** By when the duty of a period is to be signed: the end of that day. */
export function dueOf({ graceDays }: StandingDuty, { to }: Period): string {
  return momentOf(millis(daysAfter(to, graceDays)) - 1_000);
}

/**
 * Each time a standing duty came or comes, from the period of `since` to those that are due before `until`. Of weeks
 * that nobody signed only the last one is still to be done: its digest holds what is open from before.
 */
export function standingOccurrences(
  duty: StandingDuty,
  given: {
    since: string;
    now: string;
    until: string;
    signed: ReadonlyMap<string, { by: string; at: string; note: string }>;
  },
): Duty[] {
  const { since, now, until, signed } = given;
  const found: Duty[] = [];
  for (let period = periodOf(duty.every, since); ; period = periodOf(duty.every, period.to)) {
    const due = dueOf(duty, period);
    if (due > until && period.from > now) break;
    const done = signed.get(period.id);
    const runs = period.to > now;
    // A quarter's or a year's duty may be done before its end; a week is read when it is over.
    const ahead = period.from > now || (runs && (duty.every === 'week' || daysAfter(now, 30) < period.to));
    const state = done ? 'done' : ahead ? 'ahead' : due < now ? 'overdue' : 'open';
    const { id, title, about, citation, every, page } = duty;
    found.push({
      ...{
        key: `${id}:${period.id}`,
        kind: 'standing',
        title: `${title}: ${periodWords(period)}`,
        due,
        state,
        page,
        every,
      },
      about: `${about} (45 CFR ${citation})`,
      sign: { duty: id, period: period.id },
      ...(done && { done }),
    });
  }
  if (duty.every !== 'week') return found;
  const last = found.findLastIndex(({ state }) => state === 'open' || state === 'overdue');
  return found.map((one, at) => (one.state === 'overdue' && at < last ? { ...one, state: 'missed' } : one));
}

/** `week of 2026-11-16`, `2026, quarter 4`, `2026`. */
function periodWords({ id, from }: Period): string {
  if (id.includes('W')) return `week of ${from.slice(0, 10)}`;
  return id.replace('-Q', ', quarter ');
}
