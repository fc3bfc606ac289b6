import { daysAfter, daysBetween } from '../core/clock.ts';
import type { ContentShare } from '../core/content.ts';
import type { Severity } from '../core/severity.ts';
import type { GuestSignIns } from './guest-sign-ins.ts';
import { type KnownItem, type KnownStore, isPhi, isUnread } from './inventory-item.ts';
import { PatientCount } from './scan-patients.ts';

/** A link or grant as the last scan found it. */
export interface KnownShare {
  store: string;
  /** The file or folder it is on. */
  item: string;
  id: string;
  kind: ContentShare['kind'];
  access: ContentShare['access'];
  grantees: readonly string[];
  outside: boolean;
  createdAt: string | null;
  createdBy: string | null;
  lastUsedAt: string | null;
  expiresAt: string | null;
  hasPassword: boolean | null;
  inherited: boolean;
  foundAt: string;
}

/** What one share opens. */
export interface Behind {
  items: number;
  phi: number;
  sensitive: number;
  patients: number;
  /** Items of which nothing is known. */
  unread: number;
}

/** A record of the kept audit log about links: made or used. `url` is the address of the file or folder, as logged. */
export interface LinkRecord {
  operation: string;
  url: string;
  at: string;
}

/** From when to when the kept log speaks of files. */
export interface LogSpan {
  from: string;
  to: string;
}

/**
 * `used`: the log, or Microsoft, tells when. `none-logged`: the log reaches back to `since` and holds no use; of a
 * guest's right, the guest did not sign in after `since`.
 * `unknown`: nothing tells; that is never the same as unused.
 */
export type LastUse =
  | { state: 'used'; at: string }
  | { state: 'none-logged'; since: string }
  | { state: 'unknown'; why: string };

export interface Link extends Omit<KnownShare, 'inherited' | 'foundAt' | 'lastUsedAt'> {
  owner: string | null;
  storeName: string;
  behind: Behind;
  /** Days since it was made; with `atLeast` since it was first seen, or since the log begins. Null: not known at all. */
  age: { days: number; atLeast: boolean };
  lastUse: LastUse;
  expired: boolean;
  severity: Severity | 'info';
}

const used = { anonymous: 'AnonymousLinkUsed', organization: 'CompanyLinkUsed', specific: 'SecureLinkUsed' } as const;
const made = {
  anonymous: 'AnonymousLinkCreated',
  organization: 'CompanyLinkCreated',
  specific: 'SecureLinkCreated',
} as const;

/** The operations of the log that tell of links. */
export const linkOperations: readonly string[] = [...Object.values(used), ...Object.values(made)];

/** Counts what lies behind shares, item after item. `folders` are those above the item. */
export class BehindCount {
  readonly #wanted: ReadonlySet<string>;
  readonly #counts = new Map<string, { behind: Omit<Behind, 'patients'>; people: PatientCount }>();

  /** `wanted`: the files and folders of one store that are shared. */
  constructor(wanted: ReadonlySet<string>) {
    this.#wanted = wanted;
  }

  add(item: KnownItem & { folders: readonly string[] }): void {
    for (const place of new Set([item.id, ...item.folders])) {
      if (!this.#wanted.has(place)) continue;
      let count = this.#counts.get(place);
      if (!count)
        this.#counts.set(
          place,
          (count = { behind: { items: 0, phi: 0, sensitive: 0, unread: 0 }, people: new PatientCount() }),
        );
      count.behind.items++;
      if (isPhi(item)) {
        count.behind.phi++;
        if (item.class === 'PHI_SENSITIVE') count.behind.sensitive++;
        count.people.add(item);
      }
      if (isUnread(item) || item.partial) count.behind.unread++;
    }
  }

  of(place: string): Behind {
    const { behind, people } = this.#counts.get(place) ?? {};
    return { items: 0, phi: 0, sensitive: 0, unread: 0, ...behind, patients: people?.distinct ?? 0 };
  }
}

/** The newest use and the making of links by `<operation> <address>`. */
export function linkHistory(records: Iterable<LinkRecord>): ReadonlyMap<string, string> {
  const newest = new Map<string, string>();
  for (const { operation, url, at } of records) {
    const key = `${operation} ${addressKey(url)}`;
    if (at > (newest.get(key) ?? '')) newest.set(key, at);
  }
  return newest;
}

/** A share with what is known around it. `url`: the address of what it is on, undefined where that is not known. */
export function linkOf(
  share: KnownShare,
  store: KnownStore,
  behind: Behind,
  {
    url,
    history,
    log,
    guests,
    at,
  }: {
    url: string | undefined;
    history: ReadonlyMap<string, string>;
    log?: LogSpan;
    guests?: GuestSignIns | undefined;
    at: string;
  },
): Link {
  const { inherited: _inherited, foundAt, lastUsedAt, ...kept } = share;
  const logged = (names: Readonly<Record<string, string>>) =>
    url !== undefined && names[share.kind] ? history.get(`${names[share.kind]} ${addressKey(url)}`) : undefined;
  const createdAt = share.createdAt ?? logged(made) ?? null;
  const isLink = share.kind in used;
  const signedIn = isLink ? undefined : lastSignIn(share.grantees, guests, at);
  const lastUse =
    signedIn !== undefined && lastUsedAt === null
      ? ({ state: 'none-logged', since: signedIn } as const)
      : lastUseOf(lastUsedAt, logged(used), isLink, url, log, at);
  // Its making is in no record of the log, so it was made before the log began.
  const earliest = isLink && lastUse.state === 'none-logged' && lastUse.since < foundAt ? lastUse.since : foundAt;
  const expired = share.expiresAt !== null && share.expiresAt <= at;
  return {
    ...kept,
    createdAt,
    owner: store.owner ?? share.createdBy,
    storeName: store.name,
    behind,
    age: {
      days: Math.max(0, daysBetween((createdAt ?? earliest).slice(0, 10), at.slice(0, 10))),
      atLeast: createdAt === null,
    },
    lastUse,
    expired,
    severity: severityOf(share, behind, expired),
  };
}

/** Days for which accounts that were read tell of their guests. */
const signInsCount = 7;

/** The newest sign-in of all whom a right is for: after it nobody can have used it. Undefined where one is not known. */
function lastSignIn(grantees: readonly string[], guests: GuestSignIns | undefined, at: string): string | undefined {
  if (!guests || grantees.length === 0 || daysBetween(guests.readAt, at) > signInsCount) return undefined;
  const known = grantees.map((grantee) => guests.last.get(grantee.toLowerCase()));
  return known.every((one) => one !== undefined) ? known.sort().at(-1) : undefined;
}

function lastUseOf(
  told: string | null,
  logged: string | undefined,
  isLink: boolean,
  url: string | undefined,
  log: LogSpan | undefined,
  at: string,
): LastUse {
  const newest = [told, logged]
    .filter((one) => typeof one === 'string')
    .sort()
    .at(-1);
  if (newest !== undefined) return { state: 'used', at: newest };
  if (!isLink)
    return { state: 'unknown', why: 'a right of a person: the log does not tell by which right a file was opened' };
  if (!log) return { state: 'unknown', why: 'log not kept' };
  if (daysBetween(log.to.slice(0, 10), at.slice(0, 10)) > 7)
    return { state: 'unknown', why: `the kept log ends ${log.to.slice(0, 10)}` };
  if (url === undefined) return { state: 'unknown', why: 'its address is not known' };
  return { state: 'none-logged', since: log.from };
}

function severityOf({ kind, outside, access }: KnownShare, behind: Behind, expired: boolean): Link['severity'] {
  if (expired) return 'info';
  if (behind.phi > 0) {
    if (kind === 'anonymous') return 'critical';
    if (outside || kind === 'guest') return behind.sensitive > 0 ? 'critical' : 'high';
    return kind === 'organization' ? 'high' : 'info';
  }
  if (kind === 'anonymous') return access === 'edit' || behind.unread > 0 ? 'medium' : 'low';
  return behind.unread > 0 && (outside || kind === 'guest') ? 'medium' : 'info';
}

/**
 * `stale`: not used for so many days, by a date that is known or by a log that reaches back so far. `unknown`: old
 * enough and nothing tells of its use. `fresh`: used since, or younger, or over.
 */
export function staleness(link: Link, days: number, at: string): 'stale' | 'unknown' | 'fresh' {
  const limit = daysAfter(at, -days);
  if (link.expired) return 'fresh';
  if (link.lastUse.state === 'used') return link.lastUse.at < limit ? 'stale' : 'fresh';
  if (link.createdAt !== null && link.createdAt >= limit) return 'fresh';
  if (link.lastUse.state === 'none-logged' && link.lastUse.since <= limit) return 'stale';
  return 'unknown';
}

/** Worst first: what is behind it, then how long it lies there. */
export function bySeverity(a: Link, b: Link): number {
  const order = ['critical', 'high', 'medium', 'low', 'info'];
  return (
    order.indexOf(a.severity) - order.indexOf(b.severity) ||
    b.behind.patients - a.behind.patients ||
    b.age.days - a.age.days ||
    a.id.localeCompare(b.id, 'en')
  );
}

function addressKey(url: string): string {
  let text = url;
  try {
    text = decodeURIComponent(url);
  } catch {
    // A name with a percent sign of its own.
  }
  return text.toLowerCase().replace(/\/+$/, '');
}
