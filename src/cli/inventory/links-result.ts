import { now } from '../../core/clock.ts';
import { WardlineError } from '../../core/errors.ts';
import type { Link } from '../../engine/links.ts';
import { contentSeal } from '../../store/content-sealing.ts';
import { openKeyring } from '../../store/master-key.ts';
import type { Store } from '../../store/open.ts';
import type { Tenant } from '../../store/tenants.ts';
import { withPlace } from '../audit/with-place.ts';
import type { Column, Invocation, Option } from '../command.ts';
import { plain } from '../output.ts';
import { type LinkWithPath, type TenantLinks, readLinks } from './read-links.ts';

export const daysOption: Option = { flags: '--days <days>', summary: 'not used for so many days', default: '90' };

export interface FoundLinks extends TenantLinks {
  at: string;
  /** The tenant's name. */
  tenant: string;
  entry: Tenant;
  store: Store;
}

/** Reads the links of the chosen tenant. Throws `not-found` where nothing was scanned. */
export async function withLinks<T>(invocation: Invocation, act: (found: FoundLinks) => T | Promise<T>): Promise<T> {
  return withPlace(invocation, async ({ store, tenant, place }) => {
    const at = now();
    const seal = contentSeal(store.home, openKeyring(store.home, invocation.env), tenant.id);
    const found = await readLinks(store, tenant.id, { at, seal, place, all: invocation.options['all'] === true });
    if (!found.scanned)
      throw new WardlineError('not-found', 'This tenant was not scanned yet.', 'Run: wardline scan --tenant');
    return act({ ...found, at, tenant: tenant.name, store, entry: tenant });
  });
}

export function daysOf({ options }: Invocation): number {
  const days = Number(options['days']);
  if (Number.isInteger(days) && days >= 1 && days <= 3650) return days;
  throw new WardlineError('usage', '--days takes a number from 1 to 3650.');
}

/** What is not known of the links, for standard error. */
export function notKnown({ log, unread }: TenantLinks): string[] {
  return [
    ...(unread.length > 0
      ? [`${unread.length} stores were not read, or not wholly: links there are not, or not all, known.`]
      : []),
    log
      ? `Last use is told by the kept audit log, which speaks of files from ${log.from.slice(0, 10)} to ${log.to.slice(0, 10)}.`
      : 'The audit log of files is not kept here, so last use is unknown, which is not "unused". Keep it with: wardline audit pull',
  ];
}

const kinds: Readonly<Record<Link['kind'], string>> = {
  anonymous: 'Anyone link',
  organization: 'Everyone here',
  specific: 'Named people',
  guest: 'Guest',
  member: 'Colleague',
};

export const linkColumns: readonly Column<LinkWithPath>[] = [
  { title: 'Severity', value: (row) => row.severity },
  { title: 'Kind', value: (row) => `${kinds[row.kind]}${row.outside && row.kind !== 'guest' ? ' (outside)' : ''}` },
  { title: 'Access', value: (row) => row.access },
  { title: 'Age', value: (row) => ageWords(row.age) },
  { title: 'Last use', value: ({ lastUse }) => lastUseWords(lastUse) },
  {
    title: 'Expires',
    value: (row) => (row.expiresAt ? `${row.expiresAt.slice(0, 10)}${row.expired ? ' (over)' : ''}` : 'never'),
  },
  { title: 'Password', value: (row) => (row.hasPassword === null ? 'unknown' : row.hasPassword ? 'yes' : 'no') },
  { title: 'PHI', value: ({ behind }) => behindWords(behind) },
  { title: 'For', value: (row) => plain(row.grantees.join(', ')) },
  { title: 'Owner', value: (row) => plain(row.owner ?? 'not known') },
  { title: 'Item', value: (row) => plain(`${row.storeName}/${row.path}`) },
];

/** Narrow enough for a terminal; why a last use is unknown is said below the table. */
export const shownColumns: readonly Column<LinkWithPath>[] = linkColumns
  .filter(({ title }) => !['Password', 'For', 'Expires', 'Owner'].includes(title))
  .map((column) =>
    column.title === 'Last use'
      ? { ...column, value: ({ lastUse }) => (lastUse.state === 'unknown' ? 'unknown' : lastUseWords(lastUse)) }
      : column,
  );

function ageWords({ days, atLeast }: Link['age']): string {
  if (atLeast && days === 0) return 'unknown';
  return `${days} d${atLeast ? ' or more' : ''}`;
}

export function lastUseWords(lastUse: Link['lastUse']): string {
  switch (lastUse.state) {
    case 'used':
      return lastUse.at.slice(0, 10);
    case 'none-logged':
      return `none since ${lastUse.since.slice(0, 10)}`;
    case 'unknown':
      return `unknown (${lastUse.why})`;
  }
}

export function behindWords({ items, phi, sensitive, patients, unread }: Link['behind']): string {
  const extra = sensitive > 0 ? `, ${sensitive} extra sensitive` : '';
  if (phi > 0) return `${phi} of ${items} items, ${patients} patients${extra}`;
  return unread > 0 || items === 0 ? 'unknown' : 'none found';
}
