import { fileRecord } from '../records/files.ts';
import { cmdlet, mailRead, mailSent } from '../records/mail.ts';
import { type Pen, type Written, day, hour, minute, second, unified } from '../records/pen.ts';
import { directoryChange } from '../records/directory.ts';
import { exchangeOnline, signInRecords } from '../records/sign-ins.ts';
import { type Company, officeIp, tampa } from './company.ts';

/** What works day and night and is nobody: Microsoft's own services, a backup, a printer that mails its scans. */
export function machineDay(pen: Pen, company: Company, midnight: number): Written[] {
  const { random } = pen;
  const at = (): number => midnight + Math.floor(random.next() * day);
  const many = (count: number, make: (at: number) => Written | Written[]): Written[] =>
    Array.from({ length: count }, () => make(at())).flat();
  const system = { user: 'NT AUTHORITY\\SYSTEM (w3wp)', type: 4 } as const;
  const crowd = company.people.length;
  return [
    ...many(6 + Math.ceil(crowd / 10), (when) =>
      cmdlet(pen, when, 'Set-Mailbox', system, { Identity: random.pick(company.people).user, AuditEnabled: 'True' }),
    ),
    ...many(3, (when) =>
      cmdlet(
        pen,
        when,
        'Set-ConditionalAccessPolicy',
        { user: 'NT AUTHORITY\\SYSTEM (Microsoft.Exchange.Management)', type: 4 },
        { Identity: 'Directory sync' },
      ),
    ),
    ...many(4, (when) =>
      directoryChange(
        pen,
        when,
        { user: 'Microsoft Substrate Management', type: 5 },
        {
          activity: 'Update user',
          category: 'UserManagement',
          target: personTarget(random.pick(company.people)),
          changes: [['Included Updated Properties', '"LastDirSyncTime"']],
        },
      ),
    ),
    ...many(2, (when) =>
      directoryChange(
        pen,
        when,
        { user: 'Device Registration Service', type: 5 },
        {
          activity: 'Update device',
          category: 'Device',
          target: { type: 'Device', id: pen.id(), name: random.pick(company.people).computer.name },
          changes: [['DeviceOSVersion', '["10.0.26100.4652"]', '["10.0.26100.4349"]']],
        },
      ),
    ),
    ...many(1, (when) =>
      directoryChange(
        pen,
        when,
        { user: 'Microsoft.Azure.SyncFabric', type: 5 },
        {
          activity: 'Update service principal',
          category: 'ApplicationManagement',
          target: { type: 'ServicePrincipal', id: pen.id(), name: 'Office 365 Exchange Online' },
          changes: [['Included Updated Properties', '']],
        },
      ),
    ),
    ...many(Math.ceil(crowd / 4), (when) =>
      fileRecord(
        pen,
        when,
        'FileAccessed',
        { user: 'app@sharepoint', type: 5, ip: '20.190.157.3' },
        { site: random.pick(company.sites), name: `index-${random.whole(900)}.docx` },
        {
          UserAgent: 'MS Search 6.0 Robot',
          ApplicationId: '00000003-0000-0ff1-ce00-000000000000',
          ApplicationDisplayName: 'Microsoft Office 365 SharePoint',
        },
      ),
    ),
    // What retention lets go.
    ...many(Math.ceil(crowd / 8), (when) =>
      fileRecord(
        pen,
        when,
        'FileRecycled',
        { user: 'SHAREPOINT\\system', type: 4 },
        { site: random.pick(company.sites), name: `expired-${random.whole(9000)}.docx` },
      ),
    ),
    ...backup(pen, company, midnight),
    ...scanner(pen, company, midnight),
    ...sharedMailbox(pen, company, midnight),
  ];
}

function personTarget({ id, user }: { id: string; user: string }) {
  return { type: 'User', id, name: user.split('@')[0]!, principalName: user } as const;
}

/** Each night the backup reads everything that is new. */
function backup(pen: Pen, { backup: account, phiSite, sites }: Company, midnight: number): Written[] {
  if (!account) return [];
  const by = { user: account.user, id: account.id, ip: '192.0.2.40', agent: 'ISV|VaultCopy|Backup/8.1' };
  return Array.from({ length: 180 }, (_, index) =>
    fileRecord(pen, midnight + 2 * hour + index * 20 * second, 'FileDownloaded', by, {
      site: index % 2 === 0 ? phiSite : pen.random.pick(sites),
      name: `letter-${pen.random.whole(400)}.docx`,
    }),
  );
}

/** A printer at the front desk mails its scans by an old protocol. */
function scanner(pen: Pen, { scanner: account }: Company, midnight: number): Written[] {
  if (!account) return [];
  const by = { user: account.user, id: account.id, ip: '192.0.2.41', agent: 'MFP SMTP' };
  return Array.from({ length: 10 }, (_, index) => midnight + 8 * hour + index * 47 * minute).flatMap((at) => [
    ...signInRecords(pen, at, {
      ...{ user: account.user, id: account.id, ip: '192.0.2.41', city: tampa, agent: 'BAV2ROPC' },
      ...{
        device: { id: '', name: '', os: '', managed: false },
        app: exchangeOnline,
        client: 'Authenticated SMTP',
        mfa: false,
      },
    }),
    mailSent(pen, at + 2 * second, by, 'Scan', { client: 'Client=SMTP' }),
  ]);
}

/** Three people read and answer what comes to an address of all, each day. */
function sharedMailbox(pen: Pen, { sharedMailboxes, people }: Company, midnight: number): Written[] {
  return sharedMailboxes.flatMap((owner) =>
    people.slice(0, 3).flatMap((person, index) =>
      Array.from({ length: 12 }, (_, turn) => midnight + (8 + index) * hour + turn * 31 * minute).flatMap((at) => {
        const by = { user: person.user, id: person.id, ip: officeIp };
        return [
          mailRead(pen, at, by, { owner, logon: 2, count: 1 + pen.random.whole(3) }),
          ...(pen.random.next() < 0.2 ? [mailSent(pen, at + minute, by, 'Appointment', { owner, logon: 2 })] : []),
        ];
      }),
    ),
  );
}

/** A meeting's end as Teams tells it, by nobody. */
export function meetingEnded(pen: Pen, at: number): Written {
  return unified(pen, {
    at,
    operation: 'MeetingDetail',
    type: 25,
    workload: 'MicrosoftTeams',
    by: { user: 'Application', type: 5 },
    fields: { ItemName: 'Huddle', CommunicationType: 'GroupMeeting' },
  });
}
