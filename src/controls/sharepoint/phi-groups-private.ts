import { defineControl } from '../../core/control.ts';
import type { Organization } from '../../core/organization.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { combine, fail, pass, unknown } from '../../core/verdict.ts';
import { type Site, phiSites } from './sites.ts';

type Group = SectionData<'groups'>[number];
const idOf = (group: Group) => group.id?.toLowerCase() ?? '';
const isPublic = (group: Group) => group.visibility?.toLowerCase() === 'public';

/** Groups that hold PHI: declared by id, or behind a declared PHI site. */
function phiGroupIds(organization: Organization, sites: readonly Site[] | undefined): Set<string> {
  const behind = phiSites(organization, sites ?? []).found.map((site) => site.groupId ?? '');
  return new Set(
    [...organization.phi.groups, ...behind.filter((id) => !/^[0-]*$/.test(id))].map((id) => id.toLowerCase()),
  );
}

export const phiGroupsPrivate = defineControl({
  id: 'sharepoint.phi-groups-private',
  title: 'Teams and groups with PHI are private',
  finding: 'Teams or groups with PHI are public',
  severity: 'critical',
  rationale:
    'A public team lets every account in the organization walk in and read, without asking and without a trace that stands out. Patient files in it are open to all of them.',
  citations: ['164.312(a)(1)', '164.502(b)', '164.308(a)(4)(ii)(B)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'medium',
  references: [{ source: 'CIS', id: '1.2.1' }],
  aliases: ['X-12'],
  reads: ['groups.id', 'groups.visibility'],
  mayRead: ['sites'],
  evaluate({ groups, sites }, { organization }) {
    const open = groups.filter(isPublic);
    if (open.length === 0) return pass(`None of ${groups.length} groups is public.`);
    const ids = phiGroupIds(organization, sites);
    if (ids.size === 0) {
      const why = `Can't tell: ${open.length} of ${groups.length} groups are public, and no group with PHI is declared in wardline.yaml (phi.groups).`;
      return unknown(why, [], { wouldPassIf: 'You declare the groups that hold PHI, and none of them is public.' });
    }
    const phi = groups.filter((group) => ids.has(idOf(group)));
    const missing = [...ids].filter((id) => !groups.some((group) => idOf(group) === id));
    const wrong = phi.filter(isPublic);
    const show = (group: Group) => ({
      id: group.id!,
      name: group.displayName ?? group.id!,
      expected: 'Private',
      actual: group.visibility ?? 'not set',
      readFrom: 'groups.visibility' as const,
    });
    return combine({
      ...(missing.length > 0 && {
        inventory: unknown(`Can't tell: declared groups not among the groups read: ${missing.join(', ')}.`),
      }),
      ...(wrong.length > 0 && {
        open: fail(`${wrong.length} of ${phi.length} groups with PHI are public.`, wrong.map(show), {
          wouldPassIf: `${wrong.map(({ displayName, id }) => displayName ?? id).join(', ')} are private.`,
        }),
      }),
      ...(phi.length > wrong.length && {
        closed: pass(
          `${phi.length - wrong.length} of ${phi.length} groups with PHI are private.`,
          phi.filter((group) => !isPublic(group)).map(show),
        ),
      }),
    });
  },
  remediation: {
    fix: 'Make teams and groups with PHI private',
    steps: [
      'Open the Microsoft 365 admin center, Teams & groups, Active teams & groups.',
      'Open each group named here, Settings, Privacy.',
      'Choose Private and save.',
    ],
    script: ["Update-MgGroup -GroupId '<id>' -Visibility Private"],
  },
  changes({ groups, sites }, { organization }) {
    const ids = phiGroupIds(organization, sites);
    if ([...ids].some((id) => !groups.some((group) => group.id!.toLowerCase() === id))) return [];
    return groups
      .filter((group) => isPublic(group) && ids.has(group.id!.toLowerCase()))
      .map((group) => ({
        section: 'groups' as const,
        operation: 'set' as const,
        match: { id: group.id },
        values: { visibility: 'Private' },
        call: `PATCH /groups/${group.id} {"visibility":"Private"}`,
        summary: `Make the group ${group.displayName ?? group.id} private`,
        notice: 'Staff who are not members: they no longer see its files and conversations, and ask an owner to join.',
        undo: 'restore' as const,
      }));
  },
  knownGaps: [
    'It knows groups with PHI only by their declaration in wardline.yaml.',
    'Public folders in Exchange and sites without a group are judged elsewhere.',
  ],
});
