import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Evidence, combine, fail, partial, pass, unknown } from '../../core/verdict.ts';

type OneDrive = SectionData<'oneDrives'>[number];

function share({ quota }: OneDrive): number | undefined {
  if (typeof quota?.used !== 'number' || typeof quota.total !== 'number' || quota.total <= 0) return undefined;
  return (quota.used / quota.total) * 100;
}

function ownerOf({ owner, webUrl, id }: OneDrive): string {
  return owner?.user?.displayName ?? owner?.user?.email ?? webUrl ?? id ?? 'OneDrive without an owner';
}

export const onedriveAvailable = defineControl({
  id: 'sharepoint.onedrive-available',
  title: 'Everybody on staff has a OneDrive with room in it',
  finding: 'People on staff have no OneDrive, or a full one',
  severity: 'low',
  rationale:
    'Who has no room at work saves to a private cloud or a stick. A OneDrive with space is the cheapest way to keep patient files inside.',
  citations: ['164.308(a)(1)(ii)(B)', '164.310(d)(1)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'none',
  references: [],
  aliases: ['X-09'],
  parameters: { percent: { default: 90, tighten: 'lower', title: 'Fullest that a OneDrive may be, in percent' } },
  reads: ['users.id', 'users.accountEnabled', 'users.userType', 'oneDrives.owner'],
  evaluate({ users, oneDrives }, { parameters, declared }) {
    const allowed = new Set(declared.users.map((user) => user.toLowerCase()));
    const owners = new Set(oneDrives.map(({ owner }) => owner?.user?.id?.toLowerCase()));
    const staff = users.filter(
      ({ id, userPrincipalName, accountEnabled, userType }) =>
        accountEnabled === true &&
        userType?.toLowerCase() !== 'guest' &&
        !allowed.has((id ?? '').toLowerCase()) &&
        !allowed.has((userPrincipalName ?? '').toLowerCase()),
    );
    const without = staff
      .filter(({ id }) => !owners.has(id?.toLowerCase()))
      .map(({ id, displayName, userPrincipalName }): Evidence => ({
        id: id ?? userPrincipalName ?? 'user',
        name: displayName ?? userPrincipalName ?? id ?? 'user',
        expected: 'a OneDrive',
        actual: 'none',
        readFrom: 'oneDrives.owner',
      }));
    const full = oneDrives
      .filter((drive) => (share(drive) ?? 0) > parameters.percent)
      .map((drive): Evidence => ({
        id: drive.owner?.user?.id ?? drive.id ?? ownerOf(drive),
        name: ownerOf(drive),
        expected: `${parameters.percent} % full at most`,
        actual: `${Math.floor(share(drive)!)} % full`,
        readFrom: 'oneDrives.quota',
      }));
    const unread = oneDrives.filter((drive) => share(drive) === undefined);
    return combine({
      exists:
        without.length > 0
          ? fail(`${without.length} of ${staff.length} people on staff have no OneDrive.`, without, {
              wouldPassIf: `${without.map(({ name }) => name).join(', ')} get a OneDrive, or you declare them.`,
            })
          : pass(`All ${staff.length} people on staff have a OneDrive.`),
      room:
        full.length > 0
          ? partial(`${full.length} of ${oneDrives.length} OneDrives are over ${parameters.percent} % full.`, full, {
              wouldPassIf: `${full.map(({ name }) => name).join(', ')} have more room or fewer files.`,
            })
          : pass(`No OneDrive is over ${parameters.percent} % full.`),
      ...(unread.length > 0 && {
        unread: unknown(`Can't tell how full these OneDrives are: ${unread.map(ownerOf).join(', ')}.`),
      }),
    });
  },
  remediation: {
    fix: 'Give everybody a OneDrive with room in it',
    steps: [
      'Assign a license with SharePoint to each person named here: Microsoft 365 admin center, Users, Active users, Licenses and apps.',
      'Let the person open OneDrive once, or create it with the first command.',
      'Raise the storage of a full one: the user, OneDrive, Storage used, Edit.',
      'Declare accounts that are no people, such as service accounts.',
    ],
    script: [
      "Request-SPOPersonalSite -UserEmails 'name@yourclinic.example.com'",
      "Set-SPOSite -Identity 'https://contoso-my.sharepoint.com/personal/name_contoso_com' -StorageQuota 2097152",
    ],
  },
  knownGaps: ['A OneDrive exists only after the first visit; a new account shows here until then.'],
});
