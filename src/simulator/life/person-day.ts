import { edge, fileRecord } from '../records/files.ts';
import { mailRead, mailRemoved, mailSent, outlook, outlookMobile } from '../records/mail.ts';
import { type Pen, type Written, hour, minute, second } from '../records/pen.ts';
import { teamsRecord } from '../records/purview.ts';
import { exchangeOnline, office365, signInRecords, tokenRequest } from '../records/sign-ins.ts';
import { type Company, type Person, atDesk, officeIp, phoneAgent, tampa } from './company.ts';
import { seldomThings } from './seldom.ts';

/** Milliseconds after the local midnight at which a person begins, or undefined on a day off. `turn` is the person's place in the rota. */
export function beginningOf(person: Person, turn: number, dayNumber: number, isHoliday: boolean): number | undefined {
  const weekday = (dayNumber + 4) % 7;
  if (!person.shifts) return isHoliday || weekday === 0 || weekday === 6 ? undefined : 8 * hour;
  // Three days on, two off, every fourth of them at night; hospitals know no holidays.
  if ((dayNumber + turn) % 5 > 2) return undefined;
  return turn % 4 === 3 ? 19 * hour : 7 * hour;
}

/** One day of one person at work, in no order. `from` is when the shift begins; amounts: facts of volume, 80 to 200 records a day. */
export function personDay(pen: Pen, company: Company, person: Person, from: number): Written[] {
  const { random } = pen;
  const length = person.shifts ? 11 * hour : 8.5 * hour;
  const at = (): number => from + Math.floor(random.next() * length);
  const times = (mean: number): number => Math.round(mean * (0.5 + random.next()));
  const many = (mean: number, make: (at: number) => Written | Written[]): Written[] =>
    Array.from({ length: times(mean) }, () => make(at())).flat();
  const desk = atDesk(person, random.whole(20_000));
  const site = (): string => (random.next() < 0.4 ? company.phiSite : random.pick(company.sites));
  const file = (): { site: string; name: string } => ({ site: site(), name: random.pick(names(random.whole(400))) });
  const own = (): { site: string; name: string } => ({ site: person.oneDrive, name: `notes-${random.whole(60)}.docx` });
  const mailbox = { client: outlook };
  return [
    ...signIns(pen, person, from, at),
    ...many(28, (when) => mailRead(pen, when, { ...desk, agent: outlook }, { ...mailbox, count: 1 + random.whole(4) })),
    ...many(1, (when) => mailRead(pen, when, { ...desk, agent: outlook }, { ...mailbox, access: 'Sync' })),
    ...many(4, (when) => mailSent(pen, when, desk, 'Schedule')),
    ...many(2, (when) =>
      mailRemoved(pen, when, 'MoveToDeletedItems', desk, { folder: 'Inbox', count: 1 + random.whole(3) }),
    ),
    ...many(1, (when) =>
      mailRemoved(pen, when, 'SoftDelete', desk, { folder: 'Deleted Items', count: 1 + random.whole(4) }),
    ),
    ...phone(pen, person, from),
    ...many(16, (when) => fileRecord(pen, when, 'FileAccessed', desk, file(), { IsManagedDevice: true })),
    ...many(4, (when) => fileRecord(pen, when, 'FilePreviewed', desk, file(), { IsManagedDevice: true })),
    ...many(6, (when) =>
      fileRecord(pen, when, 'FileModified', desk, random.next() < 0.5 ? own() : file(), { IsManagedDevice: true }),
    ),
    ...many(3, (when) => fileRecord(pen, when, 'FileModifiedExtended', desk, file(), { IsManagedDevice: true })),
    ...many(2, (when) => fileRecord(pen, when, 'FileDownloaded', desk, file(), { IsManagedDevice: true })),
    ...many(1, (when) =>
      fileRecord(
        pen,
        when,
        'FileUploaded',
        desk,
        { site: site(), name: `scan-${random.whole(90_000)}.pdf` },
        { IsManagedDevice: true },
      ),
    ),
    ...many(4, (when) => fileRecord(pen, when, 'FileSyncUploadedFull', desk, own(), { IsManagedDevice: true })),
    ...many(4, (when) => fileRecord(pen, when, 'FileSyncDownloadedFull', desk, own(), { IsManagedDevice: true })),
    // Office for the web fetches under the person's name from Microsoft's own addresses.
    ...many(3, (when) =>
      fileRecord(pen, when, 'FileAccessed', { ...desk, ip: `20.190.157.${random.whole(250)}`, agent: 'MSWAC' }, file()),
    ),
    ...many(4, (when) =>
      fileRecord(
        pen,
        when,
        'PageViewed',
        desk,
        { site: random.pick(company.sites), name: 'Home.aspx', folder: 'SitePages' },
        { ItemType: 'Page' },
      ),
    ),
    ...many(2, (when) => teamsRecord(pen, when, 'TeamsSessionStarted', desk, { ClientName: 'Teams Windows' })),
    ...many(2, (when) =>
      teamsRecord(pen, when, 'MeetingParticipantDetail', desk, {
        MeetingDetailId: pen.id(),
        JoinTime: '',
        LeaveTime: '',
      }),
    ),
    ...many(3, (when) =>
      teamsRecord(pen, when, 'MessageSent', desk, { ChatThreadId: '19:meeting', CommunicationType: 'GroupChat' }),
    ),
    ...seldomThings(pen, company, person, at),
  ];
}

/** In the morning a sign-in that a person makes, sometimes after a slip of the finger; then apps that renew their own. */
function signIns(pen: Pen, person: Person, from: number, at: () => number): Written[] {
  const { random } = pen;
  const base = {
    user: person.user,
    id: person.id,
    ip: officeIp,
    city: tampa,
    agent: edge,
    device: person.computer,
    session: pen.id(),
  };
  const slips = random.next() < 0.08 ? 1 + random.whole(3) : 0;
  const begun = from + random.whole(15) * minute;
  return [
    ...Array.from({ length: slips }, (_, slip) =>
      signInRecords(pen, begun + slip * 12 * second, { ...base, error: 50126 }),
    ).flat(),
    // Microsoft writes interruptions of the way in as failures.
    ...(random.next() < 0.2
      ? signInRecords(pen, begun + minute, { ...base, error: random.pick([50058, 50140, 50074]) })
      : []),
    ...signInRecords(pen, begun + 2 * minute, base),
    ...Array.from({ length: 8 + random.whole(10) }, () =>
      tokenRequest(pen, at(), {
        ...base,
        app: random.pick([
          office365,
          exchangeOnline,
          { id: '1fec8e78-bce4-4aaf-ab1b-5451cc387264', name: 'Microsoft Teams' },
        ]),
        request: 'OAuth2:Token',
      }),
    ),
  ];
}

/** Mail on the way to work and in the evening, on a phone that nobody manages. */
function phone(pen: Pen, person: Person, from: number): Written[] {
  const { random } = pen;
  const given = {
    ...{ user: person.user, id: person.id, ip: person.mobile, city: tampa, agent: phoneAgent, device: person.phone },
    app: { id: '27922004-5251-4030-b22d-91ecd9a37ea4', name: 'Outlook Mobile' },
    client: 'Mobile Apps and Desktop clients',
  };
  const by = { user: person.user, id: person.id, ip: person.mobile, agent: outlookMobile };
  const moments = [from - 50 * minute + random.whole(20) * minute, from + 12 * hour + random.whole(60) * minute];
  return moments.flatMap((moment) => [
    ...(random.next() < 0.15
      ? signInRecords(pen, moment, given)
      : [tokenRequest(pen, moment, { ...given, request: 'OAuth2:Token' })]),
    ...Array.from({ length: 1 + random.whole(4) }, (_, index) =>
      mailRead(pen, moment + index * minute, by, { client: outlookMobile, count: 1 + random.whole(3) }),
    ),
  ]);
}

const topics = ['intake', 'schedule', 'billing', 'minutes', 'order', 'policy', 'letter', 'roster'];

function names(number: number): string[] {
  return topics.map((topic) => `${topic}-${number}.docx`);
}
