import { sql } from 'kysely';
import type { ContentSeal } from '../content-sealing.ts';
import type { Store } from '../open.ts';
import { type TenantScope, withTenant } from '../scope.ts';
import type { EventQuery, FoundEvent } from './event-index.ts';
import { fileKey, itemKey } from './index-upkeep.ts';
import type { EventLogPlace } from './log-place.ts';
import { type PatientItem, patientItems } from './patient-items.ts';
import { indexForm } from './postgres-add.ts';
import { findWriteAhead } from './write-ahead.ts';

/** What a person asks the log about. Of several conditions all must hold. */
export interface Exploration extends Omit<EventQuery, 'files' | 'items' | 'limit'> {
  /** Tokens of a patient, hashed under the tenant's key. The log is searched for the items that scans found. */
  patient?: readonly string[];
}

/** How an event and a file came together: a file of the same address may have been another one. */
export type Join = 'id' | 'address' | 'message';

export type ExploredEvent = FoundEvent & { joinedBy?: Join };

/** What a question is about, found out once and good for all of its pages. */
export interface Subject {
  query: Omit<EventQuery, 'limit' | 'after'>;
  /** By what each key of a file joins. */
  joins: ReadonlyMap<string, Join>;
  /** The items in which the patient was found; their paths are PHI. */
  items: PatientItem[];
  /** Items that no event can be joined to, by why. */
  notJoined: { messagesWithoutId: number; teams: number };
  /** Records that are confirmed and cannot be found before they are sealed; undefined when the file cannot be read. */
  unsealed: number | undefined;
  /** Segments indexed by an earlier version, whose messages, devices and moved files are not found. */
  olderSegments: number;
}

/** Finds what a question is about: files under all ids and addresses that they had, messages under their ids. */
export async function subjectOf(
  store: Store,
  place: EventLogPlace,
  { patient, after: _after, ...query }: Exploration,
  seal?: ContentSeal,
): Promise<Subject> {
  const found = await withTenant(store, place.tenant, async (scope) => {
    const items = patient && seal ? await patientItems(scope, seal, patient) : [];
    const joins = new Map<string, Join>();
    const addresses = items.flatMap(({ storeUrl, path }) =>
      storeUrl === undefined ? [] : [fileKey(place.key, `${storeUrl.replace(/\/+$/, '')}/${path}`)],
    );
    for (const address of addresses) joins.set(address, 'address');
    for (const { listItem } of items) if (listItem !== undefined) joins.set(listItem, 'id');
    const asked = query.file === undefined ? undefined : fileKey(place.key, query.file);
    if (asked !== undefined) joins.set(asked, 'id');
    for (const key of await otherKeys(scope, [...joins.keys()])) if (!joins.has(key)) joins.set(key, 'address');
    return { items, joins };
  });
  const { file: _file, ...rest } = query;
  const isAboutItems = patient !== undefined || query.file !== undefined;
  const segments = await place.index.segments();
  const messages = found.items.flatMap(({ messageId }) => (messageId === undefined ? [] : [messageId]));
  return {
    query: {
      ...rest,
      ...(isAboutItems && {
        files: [...found.joins.keys()],
        items: [...new Set(messages.map((id) => itemKey(place.key, id)))],
      }),
    },
    joins: found.joins,
    items: found.items,
    notJoined: {
      messagesWithoutId: found.items.filter(({ kind, messageId }) => kind === 'mailbox' && messageId === undefined)
        .length,
      teams: found.items.filter(({ kind }) => kind === 'channel' || kind === 'chats').length,
    },
    unsealed: unsealedRecords(place, segments.at(-1)?.sequence ?? 0),
    olderSegments: segments.filter(({ form }) => form < indexForm).length,
  };
}

/** A page of the events of a subject, newest first; `limit` 1 to 10,000. */
export async function explore(
  place: EventLogPlace,
  { query, joins }: Subject,
  page: { limit: number; after?: string },
): Promise<{ rows: ExploredEvent[]; next?: string }> {
  const { rows, next } = await place.index.search({ ...query, ...page });
  return {
    rows: rows.map((row) => {
      if (query.files === undefined) return row;
      const joinedBy = (row.file !== undefined && joins.get(row.file)) || 'message';
      return { ...row, joinedBy };
    }),
    ...(next !== undefined && { next }),
  };
}

/** Of files of known id the addresses that they had; of addresses the ids of the files that were there. */
async function otherKeys({ db, tenant }: TenantScope, keys: readonly string[]): Promise<string[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<{ key: string }>`
    select address as key from wardline.audit_addresses where tenant_id = ${tenant} and file = any(${keys}::text[])
    union
    select file from wardline.audit_addresses where tenant_id = ${tenant} and address = any(${keys}::text[])`.execute(
    db,
  );
  return rows.map(({ key }) => key);
}

/**
 * Records that are confirmed and not sealed yet, so that no search finds them; undefined when they cannot be read.
 * `newest`: the last segment that is indexed.
 */
export function unsealedRecords({ folder, key, tenant }: EventLogPlace, newest: number): number | undefined {
  try {
    const found = findWriteAhead(folder, key, tenant);
    return found && found.sequence > newest ? found.lines.length : 0;
  } catch {
    return undefined;
  }
}
