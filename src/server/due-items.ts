import type { DueRow } from '../api/due.ts';
import { daysAfter } from '../core/clock.ts';
import type { Organization } from '../core/organization.ts';
import type { Plan } from '../core/plan.ts';
import { stagePlaces } from '../engine/stages.ts';
import { linesOf } from '../cli/runs.ts';
import { listCredentials } from '../store/credentials.ts';
import { listFindings } from '../store/findings.ts';
import { listRuns } from '../store/journal.ts';
import type { Keyring } from '../store/master-key.ts';
import { getPlan, listPlans } from '../store/plans.ts';
import type { TenantScope } from '../store/scope.ts';
import { certificateEnd } from './connection-shown.ts';

/** Days ahead that are shown. */
const ahead = 30;

/** The end of a day's date. */
const endOf = (day: string): string => `${day.slice(0, 10)}T23:59:59.000Z`;

/** What people have to do next in a tenant, the earliest first; what waits without a day comes last. */
export async function dueItems(
  scope: TenantScope,
  { organization, keyring, at }: { organization: Organization; keyring: Keyring; at: string },
): Promise<DueRow[]> {
  const items = [
    ...(await ofPlans(scope, at)),
    ...(await ofCertificates(scope, keyring, at)),
    ...(await ofAcceptances(scope, at)),
    ...ofStatements(organization, at),
  ];
  const soon = daysAfter(at, ahead);
  return items
    .filter(({ due }) => due === undefined || due <= soon)
    .toSorted((a, b) => (a.due ?? '9').localeCompare(b.due ?? '9'));
}

async function ofPlans(scope: TenantScope, at: string): Promise<DueRow[]> {
  const items: DueRow[] = [];
  const runs = await listRuns(scope, 1_000);
  for (const { id, state, createdBy } of await listPlans(scope)) {
    const page = `/plans/${id}`;
    if (state === 'draft')
      items.push({
        kind: 'approval',
        title: 'A plan waits for approval',
        about: `Made by ${createdBy}`,
        late: false,
        page,
      });
    if (state !== 'staged') continue;
    const plan = (await getPlan(scope, id)).document as Plan;
    // Runs come newest first, and the journal is read oldest first.
    const lines = [];
    for (const run of runs.filter(({ planId }) => planId === id).toReversed())
      lines.push(...(await linesOf(scope, run.id)));
    for (const { change, next, from } of stagePlaces(plan, lines))
      if (next && from)
        items.push({
          ...{
            kind: 'stage',
            title: `${change.summary}: next stage, ${next.name}`,
            about: 'May move on from this day',
          },
          ...{ due: from, late: from <= at, page },
        });
  }
  return items;
}

async function ofCertificates(scope: TenantScope, keyring: Keyring, at: string): Promise<DueRow[]> {
  const items: DueRow[] = [];
  for (const credential of await listCredentials(scope)) {
    if (credential.name.startsWith('delivery-')) continue;
    const due = await certificateEnd(scope, keyring, credential);
    if (due !== undefined)
      items.push({
        ...{
          kind: 'certificate',
          title: `The certificate of ${credential.name} ends`,
          about: 'Nothing can be read after it',
        },
        ...{ due, late: due <= at, page: '/settings/connections' },
      });
  }
  return items;
}

async function ofAcceptances(scope: TenantScope, at: string): Promise<DueRow[]> {
  return (await listFindings(scope, { states: ['accepted'], limit: 5_000 })).flatMap((finding): DueRow[] => {
    if (finding.acceptedUntil === null) return [];
    const due = endOf(finding.acceptedUntil);
    return [
      {
        ...{ kind: 'acceptance', title: `Accepted until this day: ${finding.title}`, about: `By ${finding.stateBy}` },
        ...{ due, late: due <= at, page: `/findings/${finding.control}` },
      },
    ];
  });
}

function ofStatements({ exceptions, attestations, decisions }: Organization, at: string): DueRow[] {
  const row = (kind: DueRow['kind'], title: string, about: string, day: string, page: string): DueRow => {
    const due = endOf(day);
    return { kind, title, about, due, late: due <= at, page };
  };
  return [
    ...exceptions.map((one) =>
      row(
        'exception',
        `Exception for ${one.control} ends`,
        `Approved by ${one.approver}`,
        one.until,
        `/findings/${one.control}`,
      ),
    ),
    ...attestations.map((one) =>
      row('attestation', `Statement on ${one.control} ends`, `By ${one.by}`, one.until, `/findings/${one.control}`),
    ),
    ...decisions.flatMap((one) =>
      one.reviewDue === undefined
        ? []
        : [
            row(
              'decision-review',
              `Review the decision on ${one.citation}`,
              `By ${one.by}`,
              one.reviewDue,
              '/settings/organization',
            ),
          ],
    ),
  ];
}
