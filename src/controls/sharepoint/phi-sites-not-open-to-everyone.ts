import type { Change } from '../../core/change.ts';
import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Evidence, combine, fail, pass, unknown } from '../../core/verdict.ts';
import { type Site, noPhiSites, notInInventory, phiSites, setSite, siteEvidence } from './sites.ts';

type Permission = NonNullable<Site['permissions']>[number];
type Groups = SectionData<'groups'> | undefined;
interface Principal {
  loginName?: string | null;
  title?: string | null;
}

/** The claims for "Everyone", "Everyone except external users" and "All users". */
const everyone = /spo-grid-all-users|^c:0\(\.s\|true|^c:0!\.s\|windows/i;
const isEveryone = ({ loginName }: Principal) => everyone.test(loginName ?? '');

/** Limited Access alone only lets people pass through to one shared item; it opens nothing of the site. */
function grants({ roles }: Permission): boolean {
  return (roles ?? []).some((role) => role.toLowerCase() !== 'limited access');
}

/** Whether the source leaves out what a permission gives, or to whom: a SharePoint group hides its members. */
function isCut({ roles, loginName, principalType, members }: Permission): boolean {
  const hidden = principalType === 'sharePointGroup' && members === undefined;
  return roles === undefined || typeof loginName !== 'string' || hidden;
}

const called = ({ title, loginName }: Principal) => title ?? loginName ?? 'unnamed';

function everyoneIn(site: Site): string[] {
  return (site.permissions ?? [])
    .filter(grants)
    .flatMap((permission) => [
      ...(isEveryone(permission) ? [`${called(permission)}: ${permission.roles?.join(', ')}`] : []),
      ...(permission.members ?? []).filter(isEveryone).map((member) => `${called(member)} in ${called(permission)}`),
    ]);
}

function groupOf(site: Site, groups: Groups): SectionData<'groups'>[number] | 'none' | undefined {
  if (site.groupId === undefined) return undefined;
  if (/^[0-]*$/.test(site.groupId ?? '')) return 'none';
  return groups?.find(({ id }) => id?.toLowerCase() === site.groupId!.toLowerCase());
}

/** Everything that opens one PHI site to all staff, and what could not be seen of it. */
function openings(site: Site, groups: Groups): { open: Evidence[]; unread: boolean } {
  const group = groupOf(site, groups);
  const isPublic = group !== undefined && group !== 'none' && group.visibility?.toLowerCase() === 'public';
  const claims = everyoneIn(site).map((actual) => siteEvidence(site, 'named groups only', actual, 'sites.permissions'));
  const shown = isPublic
    ? [siteEvidence(site, 'a private group', `group ${group.displayName ?? group.id} is public`, 'groups.visibility')]
    : [];
  const unread =
    !site.permissions ||
    site.permissions.some(isCut) ||
    group === undefined ||
    (group !== 'none' && group.visibility === undefined);
  return { open: [...claims, ...shown], unread };
}

export const phiSitesNotOpenToEveryone = defineControl({
  id: 'sharepoint.phi-sites-not-open-to-everyone',
  title: 'PHI sites are open to named groups only',
  finding: 'PHI sites are open to everybody in the organization',
  severity: 'high',
  rationale:
    'Minimum necessary means that billing does not read therapy notes. A site that grants "Everyone except external users", or belongs to a public group, is open to all staff and to every new account.',
  citations: ['164.502(b)', '164.308(a)(4)(ii)(B)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'medium',
  references: [{ source: 'CIS', id: '1.2.1' }],
  aliases: ['SP-17b'],
  reads: ['sites'],
  mayRead: ['groups'],
  evaluate({ sites, groups }, { organization }) {
    if (organization.phi.sites.length === 0) return noPhiSites(sites, 'each grants rights to named groups only.');
    const { found, missing } = phiSites(organization, sites);
    const judged = found.map((site) => ({ site, ...openings(site, groups) }));
    const open = judged.filter((entry) => entry.open.length > 0);
    const unread = judged.filter((entry) => entry.unread);
    const closed = judged.filter((entry) => entry.open.length === 0 && !entry.unread);
    const names = (list: typeof judged) => list.map(({ site }) => site.url).join(', ');
    return combine({
      ...notInInventory(missing),
      ...(unread.length > 0 && {
        unread: unknown(
          `Can't tell who has rights on these PHI sites, or whether their group is public: ${names(unread)}.`,
        ),
      }),
      ...(open.length > 0 && {
        open: fail(
          `${open.length} of ${found.length} PHI sites are open to everybody in the organization.`,
          open.flatMap((entry) => entry.open),
          { wouldPassIf: `${names(open)} grant rights to named groups only, and their group is private.` },
        ),
      }),
      ...(closed.length > 0 && {
        closed: pass(
          `${closed.length} of ${found.length} PHI sites are open to named groups only.`,
          closed.map(({ site }) =>
            siteEvidence(site, 'named groups only', 'no grant to everybody', 'sites.permissions'),
          ),
        ),
      }),
    });
  },
  remediation: {
    fix: 'Take everybody out of PHI sites',
    steps: [
      'Open each site named here, Settings, Site permissions, Advanced permissions settings.',
      'Remove "Everyone except external users" and "Everyone" from the site and from its Members and Visitors groups.',
      'If the group is public: Microsoft 365 admin center, Active teams & groups, the group, Settings, Privacy, Private.',
      'Add the groups of the job roles that need the site.',
    ],
  },
  changes({ sites, groups }, { organization }) {
    const { found, missing } = phiSites(organization, sites);
    // What was not read stays unknown, whatever is done to the rest.
    if (missing.length > 0 || found.some((site) => openings(site, groups).unread)) return [];
    return found.flatMap((site): Change[] => {
      const changes: Change[] = [];
      if (everyoneIn(site).length > 0) {
        const permissions = site
          .permissions!.filter((permission) => !(isEveryone(permission) && grants(permission)))
          .map((permission) => ({
            ...permission,
            ...(permission.members && { members: permission.members.filter((member) => !isEveryone(member)) }),
          }));
        const logins = [
          ...new Set(
            site
              .permissions!.flatMap((entry) => [entry, ...(entry.members ?? [])])
              .filter(isEveryone)
              .map((entry) => entry.loginName),
          ),
        ];
        const change = setSite(
          site,
          { permissions },
          '',
          `Take everybody out of ${site.url}`,
          'Staff who reach the site only because everybody does: they lose it until a group that has rights takes them in.',
        );
        const call = logins.map((login) => `Remove-SPOUser -Site '${site.url}' -LoginName '${login}'`).join('; ');
        changes.push({ ...change, call });
      }
      const group = groupOf(site, groups);
      if (group && group !== 'none' && group.visibility?.toLowerCase() === 'public') {
        changes.push({
          section: 'groups',
          operation: 'set',
          match: { id: group.id },
          values: { visibility: 'Private' },
          call: `PATCH /groups/${group.id} {"visibility":"Private"}`,
          summary: `Make the group ${group.displayName ?? group.id} private`,
          notice:
            'Staff who are not members: they no longer see the files and conversations, and ask an owner to join.',
          undo: 'restore',
        });
      }
      return changes;
    });
  },
  knownGaps: ['Libraries and files below the site with rights of their own are not judged.'],
  assumed: [
    'The claims spo-grid-all-users, c:0(.s|true and c:0!.s|windows stand for everybody.',
    'Remove-SPOUser takes a claim out of the site and of all its groups.',
  ],
});
