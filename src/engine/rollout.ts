import { type DlpPolicy, places, workloads } from '../controls/purview/dlp.ts';
import type { Ring } from '../core/organization.ts';

export type { Ring } from '../core/organization.ts';

type Workload = (typeof workloads)[number];

/** The mode of a policy in a ring. */
export const ringModes = { test: 'TestWithNotifications', enforce: 'Enable' } as const;

/** The field that keeps a workload to the people of groups; the others take groups as locations. */
const memberFields: Partial<Record<Workload['id'], 'exchangeSenderMemberOf' | 'oneDriveSharedByMemberOf'>> = {
  exchange: 'exchangeSenderMemberOf',
  oneDrive: 'oneDriveSharedByMemberOf',
};

/**
 * Where a policy works in a ring: mail and OneDrive of the groups' members, Teams chat and devices of the groups, the
 * ring's sites. Without a ring, or in one that names nobody, everywhere.
 * https://learn.microsoft.com/powershell/module/exchange/new-dlpcompliancepolicy
 */
export function ringScope(reached: readonly Workload[], ring: Ring | undefined): Record<string, readonly string[]> {
  const everybody = !ring || ring.groups.length === 0;
  const fields: Record<string, readonly string[]> = {};
  for (const { id, location } of reached) {
    const members = memberFields[id];
    if (members) fields[members] = everybody ? [] : ring.groups;
    fields[location] = everybody || members ? ['All'] : id === 'sharePoint' ? ring.sites : ring.groups;
  }
  return fields;
}

/** Whether a policy has just the reach of a ring in the workloads where it works. */
export function isInRing(policy: DlpPolicy, ring: Ring): boolean {
  const used = workloads.filter(({ location }) => places(policy[location]).length > 0);
  const skipped = (id: string) => id === 'sharePoint' && ring.groups.length > 0 && ring.sites.length === 0;
  const scope = ringScope(used, ring);
  return (
    used.length > 0 &&
    used.every(({ id }) => !skipped(id)) &&
    Object.entries(scope).every(([field, wanted]) => sameNames(places(policy[field as keyof DlpPolicy]), wanted))
  );
}

function sameNames(held: readonly string[][], wanted: readonly string[]): boolean {
  const names = new Set(wanted.map((name) => name.toLowerCase()));
  return held.length === names.size && held.every((place) => place.some((name) => names.has(name.toLowerCase())));
}
