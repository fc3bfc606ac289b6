import { WardlineError } from '../../../core/errors.ts';
import { isWeek, unsignedReviews } from '../../../engine/log-review.ts';
import { archiveSpan } from '../../../store/events/archive-span.ts';
import { decideItems, listSignOffs, signReview } from '../../../store/log-reviews.ts';
import { withTenant } from '../../../store/scope.ts';
import { digestOf, reviewOf } from '../../audit/reviewing.ts';
import { withPlace } from '../../audit/with-place.ts';
import { defineCommand } from '../../command.ts';
import { homeOption, tenantOption, whatIfOption } from '../../live.ts';
import { operator } from '../../operator.ts';
import { clockOf } from '../../tenant-clock.ts';
import { monthIn, monthOption, weekOption, workHoursIn, workOptions } from './review.ts';

const byOption = { flags: '--by <name>', summary: 'who decides; the account of this machine when absent' };

export const auditDecideCommand = defineCommand({
  path: ['audit', 'decide'],
  summary: "decide events or alerts of a month's review: as expected, or to be followed up",
  details: `Every decision is kept with who and when, and none is ever changed: a later one of the same item holds.
  wardline audit decide 00000000-0000-4000-8000-000000000a01 --month 2026-10 --as expected
  wardline audit decide ID ID --month 2026-10 --as follow-up --note "Ask Nina why at night"`,
  arguments: [{ name: 'item...', summary: 'ids of events of the sample, or of alerts' }],
  options: [
    monthOption,
    weekOption,
    { flags: '--as <decision>', summary: 'what it is', choices: ['expected', 'follow-up'] },
    { flags: '--note <text>', summary: 'needed for a follow-up' },
    byOption,
    ...workOptions,
    ...[whatIfOption, tenantOption, homeOption],
  ],
  formats: ['table', 'json'],
  run: (invocation) =>
    withPlace(invocation, async ({ store, tenant, place }) => {
      const { options, env } = invocation;
      const decision = options['as'];
      if (decision !== 'expected' && decision !== 'follow-up')
        throw new WardlineError('usage', 'Say what it is: --as expected, or --as follow-up with a --note.');
      const at = (await clockOf(store, env, tenant, 'read-content'))();
      const month = monthIn(invocation, at);
      const review = await reviewOf(store, tenant, place, { month, now: at, work: workHoursIn(invocation) });
      const known = new Set([...review.sample.events, ...review.alerts].map(({ id }) => id));
      const items = (invocation.arguments as readonly (string | readonly string[])[]).flat();
      const strange = items.filter((item) => !known.has(item.toLowerCase()));
      if (strange.length > 0)
        throw new WardlineError(
          'not-found',
          `${strange.length} of these are no items of the review of ${month}.`,
          `See: wardline audit review --${isWeek(month) ? 'week' : 'month'} ${month}`,
        );
      const by = typeof options['by'] === 'string' ? options['by'] : operator(env);
      const note = typeof options['note'] === 'string' ? options['note'] : '';
      if (options['whatIf'] !== true)
        await withTenant(store, tenant.id, (scope) =>
          decideItems(
            scope,
            month,
            items.map((item) => ({ item: item.toLowerCase(), decision, by, at, note })),
          ),
        );
      return {
        data: { month, decision, items, by, ...(options['whatIf'] === true && { would: true }) },
        ...{ rows: [], columns: [] },
        text: () => `${items.length} items of ${month}: ${decision}${options['whatIf'] === true ? ' (not kept)' : ''}`,
      };
    }),
});

export const auditSignOffCommand = defineCommand({
  path: ['audit', 'sign-off'],
  summary: 'sign the review of a month or a week once every item is decided',
  details: `Keeps who signed, when, the note and the SHA-256 of what was signed. Nothing of it can be changed.
  wardline audit sign-off --month 2026-10 --note "Read with Dr. Okafor, two follow-ups opened"
  wardline audit sign-off --week 2026-W47 --note "Read at the Monday huddle"`,
  arguments: [],
  options: [
    monthOption,
    weekOption,
    { flags: '--note <text>', summary: 'what was done' },
    byOption,
    ...workOptions,
    ...[whatIfOption, tenantOption, homeOption],
  ],
  formats: ['table', 'json'],
  run: (invocation) =>
    withPlace(invocation, async ({ store, tenant, place }) => {
      const { options, env } = invocation;
      const note = options['note'];
      if (typeof note !== 'string' || !/[\p{L}\p{N}]/u.test(note))
        throw new WardlineError('usage', 'Say with --note what was done.');
      const at = (await clockOf(store, env, tenant, 'read-content'))();
      const month = monthIn(invocation, at);
      const review = await reviewOf(store, tenant, place, { month, now: at, work: workHoursIn(invocation) });
      if (review.state === 'not-due')
        throw new WardlineError('conflict', `${month} has not ended.`, 'Sign it once it is over.');
      if (review.undecided > 0)
        throw new WardlineError(
          'conflict',
          `${review.undecided} items of ${month} are not decided.`,
          'Decide each with: wardline audit decide ID --as expected',
        );
      const by = typeof options['by'] === 'string' ? options['by'] : operator(env);
      const digest = digestOf(review);
      const items = review.sample.events.length + review.alerts.length;
      if (options['whatIf'] !== true)
        await withTenant(store, tenant.id, (scope) => signReview(scope, { month, by, at, note, items, digest }));
      return {
        data: { month, by, at, items, digest, ...(options['whatIf'] === true && { would: true }) },
        ...{ rows: [], columns: [] },
        text: () =>
          `${tenant.name}: the review of ${month} ${options['whatIf'] === true ? 'would be' : 'is'} signed by ${by}, ${items} items.`,
      };
    }),
});

interface ReviewRow {
  month: string;
  due: string;
  state: string;
  by?: string;
  at?: string;
}

export const auditReviewsCommand = defineCommand<ReviewRow>({
  path: ['audit', 'reviews'],
  summary: 'the monthly reviews since the log is kept: signed, open, overdue; and the weeks that were signed',
  details: `Exit code 3 when one is overdue.
  wardline audit reviews`,
  arguments: [],
  options: [tenantOption, homeOption],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withPlace(invocation, async ({ store, tenant }) => {
      const now = (await clockOf(store, invocation.env, tenant, 'read-content'))();
      const { signed, span } = await withTenant(store, tenant.id, async (scope) => ({
        signed: await listSignOffs(scope),
        span: await archiveSpan(scope),
      }));
      const unsigned = span ? unsignedReviews(span.from, now, new Set(signed.map(({ month }) => month))) : [];
      const rows: ReviewRow[] = [
        ...unsigned,
        ...signed.map(({ month, by, at }) => ({ month, due: '', state: 'signed', by, at })),
      ].sort((a, b) => (a.month < b.month ? 1 : -1));
      const overdue = unsigned.filter(({ state }) => state === 'overdue').length;
      return {
        data: rows,
        rows,
        columns: [
          { title: 'Month', value: (row) => row.month },
          { title: 'State', value: (row) => row.state },
          { title: 'Due', value: (row) => row.due },
          { title: 'Signed by', value: (row) => row.by ?? '' },
          { title: 'Signed at', value: (row) => row.at?.slice(0, 16).replace('T', ' ') ?? '' },
        ],
        messages: [
          ...(rows.length === 0 ? ['Nothing is kept yet. Begin with: wardline audit pull'] : []),
          ...(overdue > 0
            ? [`${overdue} reviews are overdue. Begin with: wardline audit review --month ${unsigned[0]!.month}`]
            : []),
        ],
        exit: overdue > 0 ? 3 : 0,
      };
    }),
});
