import { directoryChange } from '../records/directory.ts';
import { edge, fileRecord, shareRecord } from '../records/files.ts';
import { cmdlet } from '../records/mail.ts';
import { type Doer, type Pen, type Written, hour, minute } from '../records/pen.ts';
import { discovery, teamsRecord } from '../records/purview.ts';
import { signInRecords } from '../records/sign-ins.ts';
import { meetingEnded } from './machines.ts';
import { type Company, type Person, atDesk, officeIp, tampa } from './company.ts';

const adminPortal = { id: '00000006-0000-0ff1-ce00-000000000000', name: 'Microsoft Office 365 Portal' };

/** What administrators do on a working day; a role is switched on for it where the tenant has such, by a system of Microsoft. */
export function adminDay(pen: Pen, company: Company, midnight: number): Written[] {
  const { random } = pen;
  const at = (): number => midnight + 9 * hour + random.whole(7 * hour);
  const chance = (share: number, make: (when: number) => Written[]): Written[] =>
    random.next() < share ? make(at()) : [];
  return company.admins.flatMap((admin) => {
    const by: Doer = { ...atDesk(admin, 80), ip: officeIp };
    const colleague = random.pick(company.people);
    const target = {
      type: 'User',
      id: colleague.id,
      name: colleague.user.split('@')[0]!,
      principalName: colleague.user,
    } as const;
    return [
      ...signInRecords(pen, midnight + 9 * hour - minute, {
        user: admin.user,
        id: admin.id,
        ip: officeIp,
        city: tampa,
        agent: edge,
        device: admin.computer,
        app: adminPortal,
      }),
      ...chance(0.5, (when) => roleSwitchedOn(pen, when, admin, by)),
      ...chance(0.3, (when) =>
        directoryChange(pen, when, by, { activity: 'Reset user password', category: 'UserManagement', target }),
      ),
      ...chance(0.4, (when) =>
        directoryChange(pen, when, by, {
          activity: 'Update user',
          category: 'UserManagement',
          target,
          changes: [
            ['JobTitle', '["Medical assistant"]', '[]'],
            ['Included Updated Properties', 'JobTitle'],
          ],
        }),
      ),
      ...chance(0.3, (when) =>
        directoryChange(pen, when, by, {
          activity: 'Add member to group',
          category: 'GroupManagement',
          target,
          changes: [
            ['Group.ObjectID', pen.id()],
            ['Group.DisplayName', 'Front desk'],
            ['Group.WellKnownObjectName', ''],
          ],
        }),
      ),
      ...chance(0.2, (when) =>
        directoryChange(pen, when, by, {
          activity: 'Change user license',
          category: 'UserManagement',
          target,
          changes: [['AssignedLicense', '["[SkuName=SPE_E3]"]', '[]']],
        }),
      ),
      ...chance(0.1, (when) => newcomer(pen, company, when, by)),
      ...chance(0.1, (when) => [
        cmdlet(pen, when, 'Set-Mailbox', by, {
          Identity: colleague.user,
          ForwardingSmtpAddress: '',
          DeliverToMailboxAndForward: 'False',
        }),
      ]),
      ...chance(0.05, (when) => [
        cmdlet(pen, when, 'Add-MailboxPermission', by, {
          Identity: company.sharedMailboxes[0] ?? colleague.user,
          User: random.pick(company.people).user,
          AccessRights: 'FullAccess',
        }),
      ]),
      ...chance(0.02, (when) => [
        discovery(pen, when, 'SearchCreated', by),
        discovery(pen, when + minute, 'SearchStarted', by),
      ]),
      ...chance(0.15, (when) => [
        cmdlet(pen, when, 'Set-MailboxAutoReplyConfiguration', by, {
          Identity: colleague.user,
          AutoReplyState: 'Enabled',
        }),
      ]),
    ];
  });
}

/** Privileged Identity Management switches a role on for some hours. */
function roleSwitchedOn(pen: Pen, when: number, admin: Person, by: Doer): Written[] {
  const target = { type: 'User', id: admin.id, name: admin.user.split('@')[0]!, principalName: admin.user } as const;
  const role: readonly (readonly [string, string])[] = [
    ['Role.DisplayName', '"Exchange Administrator"'],
    ['Role.TemplateId', '"29232cdf-9323-42fd-ade2-1d097af3e4de"'],
    ['Role.WellKnownObjectName', '"ExchangeServiceAdmins"'],
  ];
  const completed = directoryChange(pen, when, by, {
    activity: 'Add member to role completed (PIM activation)',
    category: 'RoleManagement',
    target: { type: 'Role', id: '29232cdf-9323-42fd-ade2-1d097af3e4de', name: 'Exchange Administrator' },
    service: 'PIM',
  });
  const pim = { user: 'MS-PIM', id: '01fc33a7-78ba-4d2f-a4b7-768e336e890e', type: 5 } as const;
  return [
    ...completed.slice(1),
    ...directoryChange(pen, when + 1000, pim, {
      activity: 'Add member to role',
      category: 'RoleManagement',
      target,
      changes: role,
      unified: { UserId: `ServicePrincipal_${pim.id}` },
    }),
    ...directoryChange(pen, when + 4 * hour, pim, {
      activity: 'Remove member from role',
      category: 'RoleManagement',
      target,
      changes: role,
      unified: { UserId: `ServicePrincipal_${pim.id}` },
    }),
  ];
}

/** Somebody starts: an account, a license, a OneDrive that Microsoft sets up at the first visit. */
function newcomer(pen: Pen, company: Company, when: number, by: Doer): Written[] {
  const name = `new${pen.random.whole(900)}`;
  const user = `${name}@${company.domain}`;
  const target = { type: 'User', id: pen.id(), name, principalName: user } as const;
  const site = `https://${company.prefix}-my.sharepoint.com/personal/${user.replace(/[^a-z0-9]/gi, '_')}`;
  const place = { site, name: '', correlation: pen.id() };
  const first = { user, id: target.id, ip: '20.190.157.27' };
  return [
    ...directoryChange(pen, when, by, {
      activity: 'Add user',
      category: 'UserManagement',
      target,
      changes: [['AccountEnabled', '[true]', '[]']],
    }),
    ...directoryChange(pen, when + minute, by, { activity: 'Change user license', category: 'UserManagement', target }),
    shareRecord(pen, when + hour, 'SiteCollectionCreated', first, place, { RecordType: 4 }),
    shareRecord(pen, when + hour, 'SiteCollectionAdminAdded', first, { ...place, target: user, targetType: 'Member' }),
  ];
}

/** A laboratory's or a partner's guests, the meetings of the day, and Microsoft's monthly patches. */
export function otherDay(pen: Pen, company: Company, midnight: number, isPatchDay: boolean): Written[] {
  const { random } = pen;
  const [site] = company.sites as [string];
  return [
    ...company.guests.flatMap((guest) => {
      if (random.next() > 0.5) return [];
      const at = midnight + 13 * hour + random.whole(4 * hour);
      const by = { user: guest.user, id: guest.id, ip: '203.0.113.20', agent: edge };
      const device = { id: '', name: '', os: 'Windows10', managed: false, browser: 'Edge' };
      return [
        ...signInRecords(pen, at, {
          user: guest.user,
          id: guest.id,
          ip: '203.0.113.20',
          city: tampa,
          agent: edge,
          device,
          guest: true,
        }),
        ...Array.from({ length: 4 }, (_, index) =>
          fileRecord(pen, at + (index + 1) * minute, 'FileAccessed', by, {
            site,
            name: `results-${random.whole(90)}.pdf`,
          }),
        ),
      ];
    }),
    ...Array.from({ length: Math.ceil(company.people.length / 10) }, () =>
      meetingEnded(pen, midnight + 10 * hour + random.whole(6 * hour)),
    ),
    ...(isPatchDay
      ? company.people.flatMap(({ computer }) =>
          directoryChange(
            pen,
            midnight + 3 * hour + random.whole(5 * hour),
            { user: 'Device Registration Service', type: 5 },
            {
              activity: 'Update device',
              category: 'Device',
              target: { type: 'Device', id: computer.id, name: computer.name },
              changes: [['DeviceOSVersion', '["10.0.26100.4946"]', '["10.0.26100.4652"]']],
            },
          ),
        )
      : []),
    ...(random.next() < 0.3
      ? [
          teamsRecord(pen, midnight + 11 * hour, 'ChannelAdded', atDesk(random.pick(company.people), 9), {
            TeamName: 'Front desk',
            ChannelName: 'Rota',
          }),
        ]
      : []),
  ];
}
