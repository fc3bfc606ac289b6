import type { SectionData, SectionName } from '../../src/core/snapshot.ts';

/** What the clinic's tenant holds, in the form that the sections decode to. */
export type Settings = { readonly [K in SectionName]?: SectionData<K> };

export const tenant = {
  id: '7c1a5e00-0000-4000-8000-000000000001',
  name: 'Larkmeadow Family Clinic',
  domain: 'larkmeadow.example.com',
  /** Microsoft gives every tenant such a domain; it allows no hyphen, so nobody can own this one. */
  initialDomain: 'larkmeadow-example.onmicrosoft.com',
  sharepoint: 'https://larkmeadow-example.sharepoint.com',
} as const;

/** The moment it is read, five months after the tenant was made: nothing was changed since. */
export const takenAt = '2026-11-20T06:12:41.000Z';

/** Invented ids: the kind of object, then its number. */
export function guid(kind: 'user' | 'group' | 'mailbox' | 'drive' | 'role' | 'domain', number: number): string {
  const block = { user: '0100', group: '0200', mailbox: '0300', drive: '0400', role: '0500', domain: '0600' }[kind];
  return `7c1a5e00-${block}-4000-8000-${String(number).padStart(12, '0')}`;
}

export interface Person {
  id: string;
  name: string;
  job: 'doctor' | 'nurse' | 'front desk' | 'billing' | 'therapist' | 'manager' | 'consultant' | 'leaver';
  address: string;
  userType: 'Member' | 'Guest';
  createdAt: string;
  lastSignIn: string;
  globalAdministrator: boolean;
  /** Registered the Authenticator app when security defaults asked. */
  registered: boolean;
}

type Row = [name: string, job: Person['job'], lastSignIn: string];
const rows: Row[] = [
  ['Helen Aguirre', 'doctor', '2026-11-19T22:41:07.000Z'],
  ['Marcus Boyd', 'doctor', '2026-11-19T21:18:30.000Z'],
  ['Priya Castellanos', 'nurse', '2026-11-19T13:02:11.000Z'],
  ['Tom Delacroix', 'nurse', '2026-11-19T13:10:45.000Z'],
  ['Wanda Estes', 'nurse', '2026-11-18T20:55:02.000Z'],
  ['Jolene Fuentes', 'nurse', '2026-11-19T19:37:26.000Z'],
  ['Carla Grady', 'front desk', '2026-11-19T12:48:59.000Z'],
  ['Ben Hollis', 'front desk', '2026-11-19T12:51:13.000Z'],
  ['Rosa Ibarra', 'front desk', '2026-11-17T23:04:40.000Z'],
  ['Ned Jansen', 'billing', '2026-11-19T16:20:18.000Z'],
  ['Alma Kirby', 'billing', '2026-11-19T15:33:51.000Z'],
  ['Simone Lacey', 'therapist', '2026-11-18T17:12:09.000Z'],
  ['Ruth Medrano', 'manager', '2026-11-20T00:26:35.000Z'],
  ['Victor Nash', 'consultant', '2026-11-20T05:58:03.000Z'],
  ['Dale Oakes', 'leaver', '2026-08-07T21:15:44.000Z'],
];

function person([name, job, lastSignIn]: Row, index: number): Person {
  const [first, last] = name.toLowerCase().split(' ');
  const guest = job === 'consultant';
  return {
    id: guid('user', index + 1),
    name: job === 'doctor' ? `Dr. ${name}` : name,
    job,
    address: guest ? `${first}_nash-it.example.com#EXT#@${tenant.initialDomain}` : `${first}.${last}@${tenant.domain}`,
    userType: guest ? 'Guest' : 'Member',
    createdAt: `2026-06-${guest ? '22' : '16'}T15:00:00.000Z`,
    lastSignIn,
    // Ruth signed up and is administrator by that; Victor was given the role to set things up and kept it.
    globalAdministrator: job === 'manager' || job === 'consultant',
    registered: job !== 'leaver' && job !== 'consultant',
  };
}

export const people: readonly Person[] = rows.map(person);
export const members = people.filter(({ userType }) => userType === 'Member');
export const administrators = people.filter(({ globalAdministrator }) => globalAdministrator);

/** Everyone has a mailbox of the same make, known by the same names. */
export function mailboxOf({ id, name, address }: Person, index: number) {
  return {
    guid: guid('mailbox', index + 1),
    identity: name,
    name,
    displayName: name,
    primarySmtpAddress: address,
    externalDirectoryObjectId: id,
  };
}
