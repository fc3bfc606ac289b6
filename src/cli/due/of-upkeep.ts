import { daysAfter } from '../../core/clock.ts';
import type { Duty } from '../../core/duty.ts';
import type { Organization } from '../../core/organization.ts';
import { certificateEnd } from '../../server/connection-shown.ts';
import { grantedRoles, listAccounts } from '../../store/accounts.ts';
import { listAssessments } from '../../store/assessments.ts';
import { newestBackup } from '../../store/backup/newest.ts';
import { listContentScans } from '../../store/content-scans.ts';
import { listCredentials } from '../../store/credentials.ts';
import { listAnchors } from '../../store/events/anchors.ts';
import { archiveSpan } from '../../store/events/archive-span.ts';
import type { Keyring } from '../../store/master-key.ts';
import type { SystemScope, TenantScope } from '../../store/scope.ts';
import type { Tenant } from '../../store/tenants.ts';
import { anchorKinds } from '../audit/anchoring.ts';
import { endingState } from './of-statements.ts';

/** Days after which each is overdue. Checks, scans and roots come each night by themselves; a week is doctor's bound for backups. */
const days = { check: 2, scan: 8, anchor: 2, backup: 7 } as const;

const kinds: Readonly<Record<string, string>> = {
  mail: 'by mail',
  archive: 'by the archive',
  'time-stamp': 'by a time-stamp',
};

function by(due: string, now: string): { due: string; state: Duty['state'] } {
  return { due, state: due < now ? 'overdue' : 'ahead' };
}

/** Checks, scans, anchors and certificates of a tenant. `now` is the tenant's clock, `at` this machine's. */
export async function upkeepDuties(
  scope: TenantScope,
  given: { tenant: Tenant; organization: Organization; keyring: Keyring; now: string; at: string },
): Promise<Duty[]> {
  const { organization, keyring, now, at } = given;
  const duties: Duty[] = [];
  const held = await listCredentials(scope);
  const [last] = await listAssessments(scope, 1);
  if (last)
    duties.push({
      ...{ key: 'check', kind: 'check', title: 'Read and check the settings', page: '', every: 'day' },
      ...{ about: `Last ${last.takenAt.slice(0, 10)}`, ...by(daysAfter(last.takenAt, days.check), now) },
    });
  const scanned = (await listContentScans(scope, 100)).find(({ state }) => state === 'done');
  if (scanned?.endedAt && held.some(({ name }) => name === 'read-content'))
    duties.push({
      ...{ key: 'scan', kind: 'scan', title: 'Look for patient information', page: '/inventory', every: 'week' },
      ...{ about: `Last ${scanned.endedAt.slice(0, 10)}`, ...by(daysAfter(scanned.endedAt, days.scan), now) },
    });
  const span = await archiveSpan(scope);
  if (span)
    for (const kind of anchorKinds({ organization, folder: '' })) {
      const done = (await listAnchors(scope, kind)).find(({ result }) => result === 'done');
      duties.push({
        ...{ key: `anchor:${kind}`, kind: 'anchor', page: '/settings/keeping', every: 'day' },
        title: `Give the root of the audit log away ${kinds[kind] ?? kind}`,
        about: done ? `Last ${done.at.slice(0, 10)}` : 'It was never done',
        ...by(daysAfter(done?.at ?? span.from, days.anchor), now),
      });
    }
  for (const credential of held) {
    if (credential.name.startsWith('delivery-')) continue;
    const due = await certificateEnd(scope, keyring, credential);
    if (due === undefined) continue;
    duties.push({
      ...{ key: `certificate:${credential.name}`, kind: 'certificate', due, state: endingState(due, at) },
      ...{ title: `The certificate of ${credential.name} ends`, page: '/settings/connections' },
      about: 'Nothing can be read after it',
    });
  }
  return duties;
}

/** What belongs to the whole of Wardline: its backup, and access that ends for people of this tenant. */
export async function ownDuties(scope: SystemScope, home: string, tenant: Tenant, at: string): Promise<Duty[]> {
  const newest = newestBackup(home);
  const people = new Map((await listAccounts(scope)).map((one) => [one.id, one]));
  const ending = (await grantedRoles(scope)).flatMap(({ account, role, tenant: where, until }): Duty[] => {
    const person = people.get(account);
    if (until === undefined || until < at.slice(0, 10) || person?.state !== 'active') return [];
    if (where !== tenant.id && where !== '*') return [];
    const due = `${until}T23:59:59.000Z`;
    return [
      {
        ...{ key: `access:${account}:${role}`, kind: 'access', title: `Access of ${person.name} (${role}) ends`, due },
        ...{ about: 'Nothing is to be done where it may end', state: 'ahead', page: '/settings/people' },
      },
    ];
  });
  return [
    {
      ...{
        key: 'backup',
        kind: 'backup',
        title: 'Save Wardline itself: wardline backup create',
        page: '/settings/keys',
      },
      ...{ about: newest ? `Last ${newest.slice(0, 10)}` : 'There is none in the data folder', every: 'day' as const },
      ...by(daysAfter(newest ?? tenant.createdAt, days.backup), at),
    },
    ...ending,
  ];
}
