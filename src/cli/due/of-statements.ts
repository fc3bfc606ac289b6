import { daysAfter } from '../../core/clock.ts';
import type { Duty, DutyKind } from '../../core/duty.ts';
import type { Organization } from '../../core/organization.ts';
import { listFindings } from '../../store/findings.ts';
import type { TenantScope } from '../../store/scope.ts';

/** Days before the end of a statement from which it is time to renew it. */
const renewDays = 30;

/** The state of what ends at a moment: it can be renewed in the month before. */
export function endingState(due: string, now: string): 'overdue' | 'open' | 'ahead' {
  if (due <= now) return 'overdue';
  return due <= daysAfter(now, renewDays) ? 'open' : 'ahead';
}

/** The end of a day's date. */
function endOf(day: string): string {
  return `${day.slice(0, 10)}T23:59:59.000Z`;
}

/** Findings that were accepted until a day. */
export async function acceptanceDuties(scope: TenantScope, now: string): Promise<Duty[]> {
  const accepted = await listFindings(scope, { states: ['accepted'], limit: 5_000 });
  return accepted.flatMap(({ id, acceptedUntil, title, stateBy, control }): Duty[] => {
    if (acceptedUntil === null) return [];
    const due = endOf(acceptedUntil);
    return [
      {
        ...{ key: `acceptance:${id}`, kind: 'acceptance', title: `Accepted until this day: ${title}` },
        ...{ about: `By ${stateBy}`, due, state: endingState(due, now), page: `/findings/${control}` },
      },
    ];
  });
}

/** What wardline.yaml says that ends or is to be looked at again. */
export function statementDuties({ exceptions, attestations, decisions }: Organization, now: string): Duty[] {
  const duty = (kind: DutyKind, [title, about]: [string, string], day: string, page: string): Duty => {
    const due = endOf(day);
    return { key: `${kind}:${title}:${day.slice(0, 10)}`, kind, title, about, due, state: endingState(due, now), page };
  };
  return [
    ...exceptions.map(({ control, approver, until }) =>
      duty('exception', [`Exception for ${control} ends`, `Approved by ${approver}`], until, `/findings/${control}`),
    ),
    ...attestations.map(({ control, by, until }) =>
      duty('attestation', [`Statement on ${control} ends`, `By ${by}`], until, `/findings/${control}`),
    ),
    ...decisions.flatMap(({ citation, by, reviewDue }) =>
      reviewDue === undefined
        ? []
        : [
            duty(
              'decision-review',
              [`Review the decision on ${citation}`, `By ${by}`],
              reviewDue,
              '/settings/organization',
            ),
          ],
    ),
  ];
}
