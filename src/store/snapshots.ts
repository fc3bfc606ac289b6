import { randomUUID } from 'node:crypto';
import { WardlineError } from '../core/errors.ts';
import { ShapeError } from '../core/shape.ts';
import {
  type Section,
  type SectionName,
  type Snapshot,
  type UnavailableReason,
  sectionNames,
  sections,
} from '../core/snapshot.ts';
import { StoreError } from './errors.ts';
import type { TenantScope } from './scope.ts';
import { storableText } from './storable.ts';

/** What stands at the head of a snapshot, kept letter for letter: the id of an assessment hangs on it. */
export type SnapshotHead = Pick<Snapshot, 'tenant' | 'takenAt' | 'source'>;
type SnapshotRest = Pick<Snapshot, 'declared' | 'unrecognized'>;

export interface SnapshotEntry {
  id: string;
  takenAt: string;
  /** A snapshot being collected grows; a complete one never changes. */
  state: 'collecting' | 'complete';
  tool: string;
  /** Sections that were read, and those that were not, by reason. */
  read: number;
  unavailable: Partial<Record<UnavailableReason, number>>;
}

/** A list that was kept record by record with `putRecords`, in place of its data. */
export interface KeptRecords {
  readonly status: 'kept';
  readonly blob: string;
  readonly readAt: string;
  readonly from: string;
  readonly call: string;
}

/** Begins a snapshot that sections are added to as they are read. Gives its id. */
export async function beginSnapshot({ db, tenant }: TenantScope, head: SnapshotHead, at: string): Promise<string> {
  const id = randomUUID();
  const { takenAt, source } = head;
  await db
    .insertInto('snapshots')
    .values({
      tenantId: tenant,
      id,
      takenAt,
      state: 'collecting',
      head: JSON.stringify({ tenant: head.tenant, takenAt, source }),
      createdAt: at,
    })
    .execute();
  return id;
}

/** Adds sections to a snapshot that is being collected; one that is there is replaced. Throws when it is complete. */
export async function putSections(
  scope: TenantScope,
  snapshotId: string,
  given: Partial<{ readonly [K in SectionName]: Section<unknown> | KeptRecords }>,
): Promise<void> {
  const names = Object.keys(given) as SectionName[];
  const rows = await inTurns(names, 8, (name) => rowOf(scope, snapshotId, name, given[name]!));
  if (rows.length === 0) return;
  await scope.db
    .insertInto('snapshotSections')
    .values(rows)
    .onConflict((on) =>
      on.columns(['tenantId', 'snapshotId', 'section']).doUpdateSet((eb) => ({
        status: eb.ref('excluded.status'),
        blob: eb.ref('excluded.blob'),
        readAt: eb.ref('excluded.readAt'),
        readFrom: eb.ref('excluded.readFrom'),
        call: eb.ref('excluded.call'),
        reason: eb.ref('excluded.reason'),
        detail: eb.ref('excluded.detail'),
      })),
    )
    .execute();
}

/** Closes a snapshot: from here on it does not change. */
export async function completeSnapshot(
  { db, tenant, blobs }: TenantScope,
  id: string,
  { declared, unrecognized }: SnapshotRest,
  at: string,
): Promise<void> {
  const restBlob = await blobs.put(JSON.stringify({ declared, unrecognized }));
  const done = await db
    .updateTable('snapshots')
    .set({ state: 'complete', completedAt: at, restBlob })
    .where('tenantId', '=', tenant)
    .where('id', '=', id)
    .where('state', '=', 'collecting')
    .executeTakeFirst();
  if (done.numUpdatedRows === 0n)
    throw new StoreError('conflict', 'This snapshot is complete already, or there is none of this id.');
}

/** Keeps a whole snapshot. Sections whose content is known take no room again. Gives its id. */
export async function saveSnapshot(scope: TenantScope, snapshot: Snapshot, at: string): Promise<string> {
  const id = await beginSnapshot(scope, snapshot, at);
  await putSections(scope, id, snapshot.sections);
  await completeSnapshot(scope, id, snapshot, at);
  return id;
}

/**
 * The snapshot as it was saved; sections that this version knows and the snapshot does not are "not collected", and
 * sections that this version does not know are among the unrecognized. Throws `not-found`, and `integrity` when a
 * blob was damaged.
 */
export async function loadSnapshot(scope: TenantScope, id: string): Promise<Snapshot> {
  const { db, tenant, blobs } = scope;
  const row = await db
    .selectFrom('snapshots')
    .select(['head', 'restBlob'])
    .where('tenantId', '=', tenant)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new WardlineError('not-found', 'There is no such snapshot of this tenant.');
  const stored = await db
    .selectFrom('snapshotSections')
    .selectAll()
    .where('tenantId', '=', tenant)
    .where('snapshotId', '=', id)
    .orderBy('position')
    .execute();
  const read = await inTurns(stored, 8, async (entry) => ({
    entry,
    data: entry.blob === null ? undefined : (JSON.parse(String(await blobs.get(entry.blob))) as unknown),
  }));
  const rest = (
    row.restBlob ? JSON.parse(String(await blobs.get(row.restBlob))) : { declared: {}, unrecognized: {} }
  ) as SnapshotRest;
  const known = read.filter(({ entry }) => entry.section in sections);
  const strange = read.filter(({ entry, data }) => !(entry.section in sections) && data !== undefined);
  const there = new Set(known.map(({ entry }) => entry.section));
  return {
    ...(row.head as SnapshotHead),
    sections: Object.fromEntries([
      ...known.map(({ entry, data }) => [entry.section, sectionOf(entry, data)]),
      ...sectionNames.filter((name) => !there.has(name)).map((name) => [name, notCollected(name)]),
    ]) as unknown as Snapshot['sections'],
    declared: rest.declared,
    unrecognized: {
      ...rest.unrecognized,
      ...Object.fromEntries(strange.map(({ entry, data }) => [entry.section, data])),
    },
  };
}

/** Newest first. */
export async function listSnapshots({ db, tenant }: TenantScope, limit = 100): Promise<SnapshotEntry[]> {
  const rows = await db
    .selectFrom('snapshots')
    .select(['id', 'takenAt', 'state', 'head'])
    .where('tenantId', '=', tenant)
    .orderBy('takenAt', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
  if (rows.length === 0) return [];
  const counts = await db
    .selectFrom('snapshotSections')
    .select(({ fn }) => ['snapshotId', 'reason', fn.countAll<number>().as('count')])
    .where('tenantId', '=', tenant)
    .where(
      'snapshotId',
      'in',
      rows.map((row) => row.id),
    )
    .groupBy(['snapshotId', 'reason'])
    .execute();
  const byId = Map.groupBy(counts, (row) => row.snapshotId);
  return rows.map(({ head, ...row }) => {
    const own = byId.get(row.id) ?? [];
    return {
      ...row,
      tool: (head as SnapshotHead).source.tool,
      read: own.find(({ reason }) => reason === null)?.count ?? 0,
      unavailable: Object.fromEntries(own.flatMap(({ reason, count }) => (reason ? [[reason, count]] : []))),
    };
  });
}

/** Name of the blob of a section that was read; undefined for one that was not. */
export async function blobOfSection(
  { db, tenant }: TenantScope,
  snapshotId: string,
  section: SectionName,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('snapshotSections')
    .select('blob')
    .where('tenantId', '=', tenant)
    .where('snapshotId', '=', snapshotId)
    .where('section', '=', section)
    .executeTakeFirst();
  return row?.blob ?? undefined;
}

/** Which sections a snapshot holds so far, for a collection that goes on after an interruption. */
export async function collectedSections(
  { db, tenant }: TenantScope,
  id: string,
): Promise<Map<SectionName, Section<unknown>['status']>> {
  const rows = await db
    .selectFrom('snapshotSections')
    .select(['section', 'status'])
    .where('tenantId', '=', tenant)
    .where('snapshotId', '=', id)
    .execute();
  return new Map(rows.map(({ section, status }) => [section as SectionName, status]));
}

async function rowOf(
  { tenant, blobs }: TenantScope,
  snapshotId: string,
  name: SectionName,
  section: Section<unknown> | KeptRecords,
) {
  const place = {
    tenantId: tenant,
    snapshotId,
    section: name,
    position: sectionNames.indexOf(name),
    call: section.call,
  };
  if (section.status === 'unavailable')
    return {
      ...place,
      status: 'unavailable' as const,
      reason: section.reason,
      detail: storableText(section.detail),
      blob: null,
      readAt: null,
      readFrom: null,
    };
  return {
    ...place,
    status: 'read' as const,
    blob: section.status === 'kept' ? section.blob : await blobs.put(JSON.stringify(section.data)),
    readAt: section.readAt,
    readFrom: storableText(section.from),
    reason: null,
    detail: null,
  };
}

interface StoredSection {
  section: string;
  readAt: string | null;
  readFrom: string | null;
  call: string;
  reason: UnavailableReason | null;
  detail: string | null;
}

/** Keys in the order in which connectors write them: the id of an assessment hangs on it. */
function sectionOf(entry: StoredSection, data: unknown): Section<unknown> {
  const { call } = entry;
  if (data === undefined)
    return { status: 'unavailable', reason: entry.reason ?? 'not-collected', detail: entry.detail ?? '', call };
  const definition = sections[entry.section as SectionName];
  try {
    // Decoding what was decoded changes nothing, unless a later version has learned to read a field.
    const decoded = definition.decode(definition.kind === 'one' ? [data] : data);
    return { status: 'read', data: decoded, readAt: entry.readAt ?? '', from: entry.readFrom ?? '', call };
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    const detail = `This version does not understand the ${definition.title} of this snapshot: ${error.message}.`;
    return { status: 'unavailable', reason: 'unparsable', detail, call };
  }
}

function notCollected(name: SectionName): Section<unknown> {
  const { title, call } = sections[name];
  return { status: 'unavailable', reason: 'not-collected', detail: `This snapshot holds no ${title}.`, call };
}

/** As `map`, with at most `width` at work at once, so that files and memory stay few. */
async function inTurns<T, R>(list: readonly T[], width: number, act: (entry: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let from = 0; from < list.length; from += width)
    results.push(...(await Promise.all(list.slice(from, from + width).map(act))));
  return results;
}
