import { directoryChange } from '../records/directory.ts';
import { edge, fileRecord, shareRecord, sharedInside } from '../records/files.ts';
import { mailRemoved } from '../records/mail.ts';
import { type Doer, type Pen, type Written, hour, minute, second } from '../records/pen.ts';
import { teamsRecord } from '../records/purview.ts';
import { type City, signInRecords } from '../records/sign-ins.ts';
import { type Company, type Person, atDesk, officeIp, phoneAgent, tampa } from './company.ts';

const managed = { IsManagedDevice: true };
/** Carriers let phones out far from where they are. */
const gateway: City = { city: 'Dallas', state: 'Texas', country: 'US', latitude: 32.78, longitude: -96.8 };

/** What happens to a person once in a week, a month or a year: right or at least usual, though it looks like an attack's part. */
export function seldomThings(pen: Pen, company: Company, person: Person, at: () => number): Written[] {
  const { random } = pen;
  const desk = atDesk(person, 7);
  const chance = (share: number, make: (when: number) => Written[]): Written[] =>
    random.next() < share ? make(at()) : [];
  const { people, sites, phiSite } = company;
  const colleague = (): string => random.pick(people).user;
  const signIn = { user: person.user, id: person.id, city: tampa, agent: edge, device: person.computer };
  return [
    ...chance(0.15, (when) =>
      sharedInside(pen, when, desk, { site: person.oneDrive, name: `notes-${random.whole(60)}.docx` }, colleague()),
    ),
    ...chance(0.1, (when) => [
      fileRecord(pen, when, 'FileDeleted', desk, { site: random.pick(sites), name: `old-${random.whole(900)}.docx` }),
      fileRecord(pen, when, 'FileRecycled', desk, { site: person.oneDrive, name: `old-${random.whole(900)}.docx` }),
    ]),
    ...chance(0.1, (when) => [
      fileRecord(pen, when, 'FileRenamed', desk, { site: random.pick(sites), name: `plan-${random.whole(90)}.xlsx` }),
    ]),
    ...chance(0.02, (when) => [
      mailRemoved(pen, when, 'HardDelete', desk, { folder: 'Deleted Items', count: 2 + random.whole(12) }),
    ]),
    ...chance(0.05, (when) => eveningAtHome(pen, person, when + 9 * hour, random.pick(sites))),
    ...chance(0.006, (when) => eveningAtHome(pen, person, when + 9 * hour, phiSite)),
    // A library is filled or tidied, or a chart review needs a stack of forms.
    ...chance(0.01, (when) =>
      Array.from({ length: 30 + random.whole(25) }, (_, index) =>
        fileRecord(
          pen,
          when + index * 6 * second,
          'FileDownloaded',
          desk,
          { site: phiSite, name: `form-${index}.pdf` },
          managed,
        ),
      ),
    ),
    // The phone with the second factor lay in the locker.
    ...chance(0.01, (when) => [
      ...signInRecords(pen, when, {
        ...signIn,
        ip: officeIp,
        error: 500121,
        details: 'MFA denied; user did not respond to mobile app notification',
      }),
      ...signInRecords(pen, when + minute, { ...signIn, ip: officeIp }),
    ]),
    ...chance(0.02, (when) =>
      signInRecords(pen, when, {
        ...signIn,
        ip: person.mobile,
        city: gateway,
        agent: phoneAgent,
        device: person.phone,
        client: 'Mobile Apps and Desktop clients',
      }),
    ),
    ...chance(0.002, (when) => oldPasswordOnPhone(pen, person, when)),
    ...chance(0.003, (when) =>
      sharedOutside(pen, when, desk, { site: random.pick(sites), name: 'order.docx' }, 'orders@supplier.example.net'),
    ),
    ...chance(0.001, (when) =>
      sharedOutside(pen, when, desk, { site: random.pick(sites), name: 'summer-party.docx' }, 'joan.early@gmail.com'),
    ),
    ...chance(0.002, (when) => brochureLink(pen, when, desk, random.pick(sites))),
    ...chance(0.004, (when) => consented(pen, when, desk)),
    ...chance(0.004, (when) => [teamsRecord(pen, when, 'AppInstalled', desk, { AddOnName: 'Planner', AddOnType: 4 })]),
    ...chance(0.004, (when) =>
      directoryChange(pen, when, desk, {
        activity: 'User registered security info',
        category: 'UserManagement',
        service: 'Authentication Methods',
        target: { type: 'User', id: person.id, name: person.user.split('@')[0]!, principalName: person.user },
      }),
    ),
  ];
}

/** On the clinic's laptop, so by no declared network. */
function eveningAtHome(pen: Pen, person: Person, when: number, site: string): Written[] {
  const by = { user: person.user, id: person.id, ip: person.home, agent: edge };
  return [
    ...signInRecords(pen, when, {
      user: person.user,
      id: person.id,
      ip: person.home,
      city: tampa,
      agent: edge,
      device: person.computer,
    }),
    ...Array.from({ length: 5 }, (_, index) =>
      fileRecord(
        pen,
        when + (index + 1) * 3 * minute,
        'FileAccessed',
        by,
        { site, name: `plan-${pen.random.whole(90)}.xlsx` },
        managed,
      ),
    ),
  ];
}

/** After a change of password the phone tries the old one until somebody looks. */
function oldPasswordOnPhone(pen: Pen, person: Person, when: number): Written[] {
  return Array.from({ length: 25 }, (_, index) =>
    signInRecords(pen, when + index * 10 * minute, {
      ...{ user: person.user, id: person.id, ip: person.mobile, city: tampa, agent: phoneAgent, device: person.phone },
      ...{ error: 50126, client: 'Mobile Apps and Desktop clients', mfa: false },
    }),
  ).flat();
}

function sharedOutside(
  pen: Pen,
  when: number,
  by: Doer,
  file: { site: string; name: string },
  target: string,
): Written[] {
  const share = { ...file, correlation: pen.id(), target, targetType: 'Guest' } as const;
  return [
    shareRecord(pen, when, 'SharingInvitationCreated', by, share),
    shareRecord(pen, when, 'SharingSet', by, share),
    shareRecord(pen, when + second, 'AddedToSecureLink', by, share),
  ];
}

function brochureLink(pen: Pen, when: number, by: Doer, site: string): Written[] {
  const share = { site, name: 'brochure.pdf', correlation: pen.id() };
  return [
    shareRecord(pen, when, 'SharingInheritanceBroken', by, share),
    shareRecord(pen, when, 'AnonymousLinkCreated', by, { ...share, data: '<Type>View</Type>' }),
  ];
}

/** An app that only signs people in. */
function consented(pen: Pen, when: number, by: Doer): Written[] {
  const id = pen.id();
  return directoryChange(pen, when, by, {
    activity: 'Consent to application',
    category: 'ApplicationManagement',
    target: { type: 'ServicePrincipal', id, name: 'Rota Planner' },
    changes: [
      ['ConsentContext.IsAdminConsent', 'False'],
      ['ConsentContext.OnBehalfOfAll', 'False'],
      [
        'ConsentAction.Permissions',
        `[] => [[Id: ${id}, ClientId: 00000000-0000-0000-0000-000000000000, PrincipalId: , ResourceId: , ConsentType: Principal, Scope: openid profile User.Read, CreatedDateTime: , LastModifiedDateTime ]]; `,
      ],
      ['TargetId.ServicePrincipalNames', id],
    ],
  });
}
