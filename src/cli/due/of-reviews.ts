import { daysAfter } from '../../core/clock.ts';
import type { Duty } from '../../core/duty.ts';
import { isWeek, monthAfter, monthSpan, unsignedReviews } from '../../engine/log-review.ts';
import { standingDuties, standingOccurrences } from '../../engine/standing-duties.ts';
import { listDutySignOffs } from '../../store/duty-sign-offs.ts';
import { archiveSpan } from '../../store/events/archive-span.ts';
import { listSignOffs } from '../../store/log-reviews.ts';
import type { TenantScope } from '../../store/scope.ts';

interface Span {
  now: string;
  until: string;
}

/** The monthly reviews of the audit log since it is kept: signed, open, overdue, and the coming ones. */
export async function logReviewDuties(scope: TenantScope, { now, until }: Span): Promise<Duty[]> {
  const span = await archiveSpan(scope);
  if (!span) return [];
  const signed = await listSignOffs(scope);
  const duty = (month: string, state: Duty['state'], done?: Duty['done']): Duty => ({
    ...{
      key: `log-review:${month}`,
      kind: 'log-review',
      state,
      page: `/review/${month}`,
      every: isWeek(month) ? 'week' : 'month',
    },
    title: `Review and sign the audit log of ${month}`,
    about: 'Who did what, when and from where (45 CFR 164.308(a)(1)(ii)(D))',
    due: `${monthSpan(month).due}T23:59:59.000Z`,
    ...(done && { done }),
  });
  const open = unsignedReviews(span.from, now, new Set(signed.map(({ month }) => month)));
  const ahead: Duty[] = [];
  const signedMonths = new Set(signed.map(({ month }) => month));
  for (let month = now.slice(0, 7); monthSpan(month).due <= until.slice(0, 10); month = monthAfter(month, 1))
    if (!signedMonths.has(month)) ahead.push(duty(month, 'ahead'));
  return [
    ...signed.map(({ month, by, at, note }) => duty(month, 'done', { by, at, note })),
    ...open.map(({ month, state }) => duty(month, state === 'overdue' ? 'overdue' : 'open')),
    ...ahead,
  ];
}

/** The duties that a person signs for each week, quarter or year since the tenant is here. */
export async function standing(scope: TenantScope, since: string, { now, until }: Span): Promise<Duty[]> {
  const signed = Map.groupBy(await listDutySignOffs(scope), ({ duty }) => duty);
  // What nobody signed years ago would be a list without end; a year of it says enough.
  const from = since > daysAfter(now, -366) ? since : daysAfter(now, -366);
  return standingDuties.flatMap((duty) => {
    const own = new Map((signed.get(duty.id) ?? []).map(({ period, by, at, note }) => [period, { by, at, note }]));
    return standingOccurrences(duty, { since: from, now, until, signed: own });
  });
}
