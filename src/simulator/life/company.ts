import { millis } from '../../core/clock.ts';
import { plainText } from '../../core/shape.ts';
import { hashOf } from '../random.ts';
import { edge, oneDriveOf } from '../records/files.ts';
import { type Doer, day } from '../records/pen.ts';
import type { City, SignInDevice } from '../records/sign-ins.ts';
import type { Entity } from '../store.ts';
import type { Tenant } from '../tenant.ts';

/** An account with all that its records say of it. */
export interface Person {
  user: string;
  id: string;
  /** Works in shifts around the clock. */
  shifts: boolean;
  oneDrive: string;
  computer: SignInDevice;
  phone: SignInDevice;
  /** Addresses of the home and of the phone's carrier. */
  home: string;
  mobile: string;
}

/** A tenant as scripts of life and of attacks see it: found in the tenant's own state, so it needs no setting up. */
export interface Company {
  id: string;
  domain: string;
  initialDomain: string;
  prefix: string;
  /** People who work, in the order of the directory: neither machines nor administrators nor who has left. */
  people: readonly Person[];
  admins: readonly Person[];
  guests: readonly Person[];
  /** Accounts that are still open though their people have left: by the leave date, or unused for two months. */
  left: readonly Person[];
  /** Emergency access accounts: `breakglass` or `emergency` in the name. */
  emergency: readonly Person[];
  /** Multifunction printers and backups, by their names. */
  scanner: Person | undefined;
  backup: Person | undefined;
  sharedMailboxes: readonly string[];
  /** The first site whose name speaks of patients, else the first team site. */
  phiSite: string;
  /** The other team sites. */
  sites: readonly string[];
}

export const tampa: City = { city: 'Tampa', state: 'Florida', country: 'US', latitude: 27.95, longitude: -82.46 };
export const officeIp = '192.0.2.10';
const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 Mobile/22H20';
/** Departments that never close. */
const roundTheClock = /nurs|medicine|laborator|pharmac|emergency/i;
const adminRoles = new Set([
  '62e90394-69f5-4237-9190-012177145e10',
  '29232cdf-9323-42fd-ade2-1d097af3e4de',
  'f28a1f50-f6e7-4571-818b-6a12f2af6b6c',
  '194ae4cb-b126-40b2-bd5b-6091b380977d',
]);

export function companyOf({ id, domain, domains, prefix, store }: Tenant, now: number): Company {
  const users = store.list('users');
  const raised = new Set(
    store
      .list('roleAssignments')
      .filter((entry) => adminRoles.has(plainText(entry['roleDefinitionId'])))
      .map((entry) => plainText(entry['principalId'])),
  );
  const mailboxes = store.list('mailboxes');
  const shared = new Set(
    mailboxes
      .filter((entry) => entry['RecipientTypeDetails'] === 'SharedMailbox')
      .map((entry) => plainText(entry['PrimarySmtpAddress'])),
  );
  const latest = Math.max(...users.map(lastSignIn).filter((at) => !Number.isNaN(at)));
  const all = users
    .filter((user) => user['accountEnabled'] !== false && !shared.has(plainText(user['userPrincipalName'])))
    .map((user) => {
      const person = personOf(
        prefix,
        plainText(user['userPrincipalName']),
        plainText(user['id']),
        plainText(user['department'] ?? ''),
      );
      return { person, guest: /#ext#/i.test(person.user), left: hasLeft(user, now, latest) };
    });
  const alias = ({ person }: (typeof all)[number]) => person.user.split('@')[0]!;
  const named = (pattern: RegExp) => all.filter((entry) => pattern.test(alias(entry))).map(({ person }) => person);
  const machines = named(/scan|printer|mfp|backup|breakglass|break-glass|emergency/i);
  const own = all.filter(({ person, guest, left }) => !guest && !left && !machines.includes(person));
  const sites = store
    .list('sites')
    .map((site) => plainText(site['Url']).replace(/\/$/, ''))
    .filter((url) => /\/sites\//.test(url));
  const phiSite =
    sites.find((site) => /patient|record|clinical|medical|chart/i.test(site)) ??
    sites[0] ??
    `https://${prefix}.sharepoint.com`;
  const others = sites.filter((site) => site !== phiSite);
  return {
    id,
    domain: domains[1] ?? domain,
    initialDomain: domain,
    prefix,
    people: own.filter(({ person }) => !raised.has(person.id)).map(({ person }) => person),
    admins: own.filter(({ person }) => raised.has(person.id)).map(({ person }) => person),
    guests: all.filter(({ guest }) => guest).map(({ person }) => person),
    left: all.filter(({ left }) => left).map(({ person }) => person),
    emergency: named(/breakglass|break-glass|emergency/i),
    scanner: named(/scan|printer|mfp/i)[0],
    backup: named(/backup/i)[0],
    sharedMailboxes: [...shared],
    phiSite,
    sites: others.length > 0 ? others : [`https://${prefix}.sharepoint.com`],
  };
}

/** The day of leaving is over, or the account lay unused for two months while others were used. */
function hasLeft(user: Entity, now: number, latest: number): boolean {
  const leaving = millis(plainText(user['employeeLeaveDateTime'] ?? ''));
  return leaving < now || latest - lastSignIn(user) > 60 * day;
}

/** Milliseconds since 1970; NaN when it is not known. */
function lastSignIn(user: Entity): number {
  return millis(plainText((user['signInActivity'] as Entity | undefined)?.['lastSignInDateTime'] ?? ''));
}

function personOf(prefix: string, user: string, id: string, department: string): Person {
  const hash = hashOf(user);
  const part = (hash % 0xffff).toString(16);
  const name = `WS-${(hash % 9000) + 1000}`;
  return {
    user,
    id,
    shifts: roundTheClock.test(department),
    oneDrive: oneDriveOf(prefix, user),
    computer: { id: `device of ${name}`, name, os: 'Windows10', managed: true, browser: 'Edge' },
    phone: { id: '', name: 'phone', os: hash % 3 === 0 ? 'Android 16' : 'Ios 18.7', managed: false },
    home: `2001:db8:${part}:1::${(hash % 200) + 2}`,
    mobile: `2001:db8:f0${(hash % 200).toString(16).padStart(2, '0')}:${part}::1`,
  };
}

/** A person at the desk: the office's one address, with the port that its router chose. */
export function atDesk({ user, id }: Person, port: number): Doer {
  return { user, id, ip: `${officeIp}:${40_000 + (port % 20_000)}`, agent: edge };
}

export const phoneAgent = iphone;
