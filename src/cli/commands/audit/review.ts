import { htmlLogReview } from '../../../reports/html/log-review.ts';
import { logReviewText } from '../../../reports/log-review-text.ts';
import { checkTimeZone, isWeek, lastMonth, lastWeek } from '../../../engine/log-review.ts';
import { WardlineError } from '../../../core/errors.ts';
import type { SampledEvent } from '../../../core/log-review.ts';
import type { WorkHours } from '../../../store/events/counts.ts';
import { reviewOf } from '../../audit/reviewing.ts';
import { withPlace } from '../../audit/with-place.ts';
import { type Invocation, type Option, defineCommand } from '../../command.ts';
import { homeOption, tenantOption } from '../../live.ts';
import { clockOf } from '../../tenant-clock.ts';

export const monthOption: Option = {
  flags: '--month <month>',
  summary: 'the month, such as 2026-10 (default: the last)',
};
export const weekOption: Option = {
  flags: '--week [week]',
  summary: 'the week in the place of a month, such as 2026-W47 (default: the last)',
};
export const workOptions: readonly Option[] = [
  { flags: '--time-zone <name>', summary: 'the clock of the working hours, such as America/New_York', default: 'UTC' },
  { flags: '--work-hours <hours>', summary: 'whole hours, Monday to Friday', default: '7-19' },
];

export const auditReviewCommand = defineCommand<SampledEvent>({
  path: ['audit', 'review'],
  summary:
    'the review of the log of a month or a week: who, what, when, from where, what is new, and a sample for sign-off',
  details: `From the kept log; asks no tenant and shows no name of a file. The sample is random and the same each time: it is
drawn from the tenant and the month. A review is due ten days after the end of its month; that of a week, three.
  wardline audit review --month 2026-10 --time-zone America/New_York --out review.html
  wardline audit review --week 2026-W47
  wardline audit decide 3f2a91c4-… --month 2026-10 --as expected
  wardline audit sign-off --month 2026-10 --note "Read with Dr. Okafor"
Rows of the table forms are the events of the sample; -o json has everything.`,
  arguments: [],
  options: [monthOption, weekOption, ...workOptions, tenantOption, homeOption],
  formats: ['table', 'json', 'jsonl', 'csv', 'md', 'html'],
  run: (invocation) =>
    withPlace(invocation, async ({ store, tenant, place }) => {
      const now = (await clockOf(store, invocation.env, tenant, 'read-content'))();
      const month = monthIn(invocation, now);
      const review = await reviewOf(store, tenant, place, { month, now, work: workHoursIn(invocation) });
      return {
        data: review,
        rows: review.sample.events,
        columns: [
          { title: 'When', value: (row) => row.at.slice(0, 19).replace('T', ' ') },
          { title: 'Account', value: (row) => row.actor },
          { title: 'Operation', value: (row) => row.operation },
          { title: 'Address', value: (row) => [row.ip, row.country].filter(Boolean).join(' ') },
          { title: 'Where', value: (row) => row.site ?? '' },
          { title: 'Decided', value: (row) => row.decided?.decision ?? '' },
          { title: 'Id', value: (row) => row.id },
        ],
        text: () => logReviewText(review),
        render: { html: () => htmlLogReview(review) },
        messages: [
          ...review.notes,
          ...(review.state === 'overdue' ? [`The review was due on ${review.due} and nobody has signed it.`] : []),
          ...(review.state !== 'signed' && review.undecided > 0
            ? [
                `${review.undecided} items are not decided. Decide with: wardline audit decide ID --${isWeek(month) ? 'week' : 'month'} ${month}`,
              ]
            : []),
        ],
      };
    }),
});

/** The month or week that is asked for, or the last whole one. Throws `usage`. */
export function monthIn({ options }: Pick<Invocation, 'options'>, now: string): string {
  const { month, week } = options;
  if (month !== undefined && week !== undefined) throw new WardlineError('usage', 'Give --month or --week, not both.');
  if (week === true) return lastWeek(now);
  const given = week ?? month;
  if (typeof given !== 'string') return lastMonth(now);
  if (isWeek(given) !== (week !== undefined))
    throw new WardlineError('usage', 'A month is such as 2026-10, and a week such as 2026-W47.');
  return given;
}

/** Working hours of the options. Throws `usage`. */
export function workHoursIn({ options }: Pick<Invocation, 'options'>): WorkHours {
  const timeZone = String(options['timeZone']);
  checkTimeZone(timeZone);
  const [, from, to] = /^(\d{1,2})-(\d{1,2})$/.exec(String(options['workHours'])) ?? [];
  if (from === undefined || to === undefined || Number(from) >= Number(to) || Number(to) > 24)
    throw new WardlineError('usage', '--work-hours takes whole hours such as 7-19.');
  return { timeZone, from: Number(from), to: Number(to) };
}
