import type { Party } from './provision.ts';

/** Thresholds that differ by one person, so the comparison is data: HHS counts `gte` 500, the media `gt` 500. */
export interface Threshold {
  operator: 'gte' | 'gt' | 'lt';
  count: number;
  /** HHS counts everybody, the media duty the residents of one State or jurisdiction. */
  counted: 'individuals' | 'residents-of-one-state';
}

export interface BreachClock {
  id: 'individuals' | 'media' | 'hhs-large' | 'hhs-small' | 'business-associate';
  citation: string;
  duty: Party;
  recipient: string;
  threshold?: Threshold;
  /** An outer limit in calendar days; without unreasonable delay always holds as well. */
  limitDays: number;
  from: 'discovery' | 'end-of-calendar-year-of-discovery';
  note: string;
}

export const breachClocks: readonly BreachClock[] = [
  {
    id: 'individuals',
    citation: '164.404(b)',
    duty: 'covered-entity',
    recipient: 'each person affected',
    limitDays: 60,
    from: 'discovery',
    note: 'Discovery is the first day on which a member of the workforce or an agent knew, or would have known with reasonable diligence. The person who did it does not count.',
  },
  {
    id: 'media',
    citation: '164.406',
    duty: 'covered-entity',
    recipient: 'prominent media of the State or jurisdiction',
    threshold: { operator: 'gt', count: 500, counted: 'residents-of-one-state' },
    limitDays: 60,
    from: 'discovery',
    note: 'A posting on your own web site is not enough.',
  },
  {
    id: 'hhs-large',
    citation: '164.408(b)',
    duty: 'covered-entity',
    recipient: 'HHS',
    threshold: { operator: 'gte', count: 500, counted: 'individuals' },
    limitDays: 60,
    from: 'discovery',
    note: 'At the same time as the people affected. A count that grows past 499 later moves the breach here.',
  },
  {
    id: 'hhs-small',
    citation: '164.408(c)',
    duty: 'covered-entity',
    recipient: 'HHS',
    threshold: { operator: 'lt', count: 500, counted: 'individuals' },
    limitDays: 60,
    from: 'end-of-calendar-year-of-discovery',
    note: 'Keep a log; one submission for each breach.',
  },
  {
    id: 'business-associate',
    citation: '164.410',
    duty: 'business-associate',
    recipient: 'the covered entity',
    limitDays: 60,
    from: 'discovery',
    note: "From the business associate's own discovery. The agreement usually sets fewer days.",
  },
];

/** 164.412. A written statement counts for the time it names. */
export const lawEnforcementDelay = {
  citation: '164.412',
  written: 'the time named in the statement',
  oralLimitDays: 30,
  oralFrom: 'the day of the spoken statement',
} as const;

/** 164.404(c) and (d). */
export const noticeRules = {
  contents: [
    'What happened, with the date of the breach and of its discovery, as far as known',
    'The kinds of PHI that were involved',
    'What people can do to protect themselves',
    'What you are doing to look into it, to limit the harm and to prevent another',
    'How to reach you: a toll-free number, an email address, a web site or a postal address',
  ],
  substitute: {
    small: { threshold: { operator: 'lt', count: 10 }, means: 'another written form, phone or other means' },
    large: {
      threshold: { operator: 'gte', count: 10 },
      means: 'a notice on the home page for 90 days or in major media, with a toll-free number for at least 90 days',
      days: 90,
    },
  },
} as const;

export function meets(threshold: Pick<Threshold, 'operator' | 'count'>, n: number): boolean {
  if (threshold.operator === 'gte') return n >= threshold.count;
  return threshold.operator === 'gt' ? n > threshold.count : n < threshold.count;
}

/** The clocks of a covered entity that run for these numbers; `residents` by State or jurisdiction. */
export function clocksFor(individuals: number, residents: Readonly<Record<string, number>>): BreachClock[] {
  if (individuals <= 0) return [];
  return breachClocks.filter(({ duty, threshold }) => {
    if (duty !== 'covered-entity') return false;
    if (!threshold) return true;
    if (threshold.counted === 'individuals') return meets(threshold, individuals);
    return Object.values(residents).some((count) => meets(threshold, count));
  });
}

/** Day 60 after December 31 of the year of discovery: February 29 when the next year is a leap year, else March 1. */
export function hhsSmallBreachDeadline(yearOfDiscovery: number): string {
  const year = yearOfDiscovery + 1;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return `${year}-${leap ? '02-29' : '03-01'}`;
}
