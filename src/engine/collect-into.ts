import { hasLicense, licenses } from '../core/license.ts';
import { type ReadContext, type SectionReader, outsideErrorCode } from '../core/reading.ts';
import { ShapeError } from '../core/shape.ts';
import {
  type Section,
  type SectionName,
  type Snapshot,
  type UnavailableReason,
  isByRecord,
  sectionNames,
  sections,
} from '../core/snapshot.ts';
import { decodedRecords } from './decoded-records.ts';
import { inOrder } from './reading-order.ts';

export interface CollectIntoOptions {
  tenant: Snapshot['tenant'];
  readers: readonly SectionReader[];
  /** The clock, ISO 8601 UTC. */
  now(): string;
  keeper: Keeper;
  /** Sections that an interrupted run has read and kept: they are not read again. */
  prior?: Iterable<SectionName>;
  /** Called after each section was kept. */
  onSection?(name: SectionName, outcome: Outcome, done: number, total: number): void;
  signal?: AbortSignal;
}

/** Where sections go as they are read. What it was given is kept, whatever happens next, when its promise resolves. */
export interface Keeper {
  keep(name: SectionName, section: Section<unknown>): Promise<void>;
  /** A list record by record. When the records throw, nothing is kept and that error is thrown on. */
  keepRecords(
    name: SectionName,
    records: AsyncIterable<unknown>,
    about: Pick<Extract<Section<unknown>, { status: 'read' }>, 'from' | 'call'>,
  ): Promise<void>;
  /** The data of a section that was kept in this run or the one before it. */
  load(name: SectionName): Promise<unknown>;
  records(name: SectionName): AsyncIterable<unknown>;
}

type Unavailable = Extract<Section<unknown>, { status: 'unavailable' }>;

/** What became of a section; its data are where the keeper put them. */
export type Outcome = { readonly status: 'read' } | Unavailable;

/**
 * Reads a full snapshot into a keeper and gives what became of each section. Licenses are read first, so that *not
 * licensed* is known before a call fails; each reader begins when what it builds on is there, a few of each API side
 * by side. What grows with the tenant's people goes to the keeper record by record and is never whole in memory.
 * A reader that fails makes its sections unavailable and stops nothing. Only cancellation (`AbortError`) and the
 * keeper's own errors are thrown, after everything read before was kept.
 */
export async function collectInto(options: CollectIntoOptions): Promise<ReadonlyMap<SectionName, Outcome>> {
  const { keeper, tenant } = options;
  const readers = options.readers.filter(({ sections: names }) => !names.every(isByRecord));
  const found = new Map<SectionName, Outcome>([...(options.prior ?? [])].map((name) => [name, { status: 'read' }]));
  const wanted = new Set(readers.flatMap((reader) => reader.sections));
  const held = await heldBefore(readers, found, keeper);
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const context: ReadContext = {
    tenantId: tenant.id,
    cloud: tenant.cloud,
    startedAt: options.now(),
    signal,
    read: (name) => held.data.get(name),
    records: (name) => (found.get(name)?.status === 'read' ? keeper.records(name) : undefined),
  };
  const tell = (name: SectionName, outcome: Outcome) => {
    found.set(name, outcome);
    options.onSection?.(name, outcome, found.size, wanted.size);
  };
  const keep = async (name: SectionName, section: Section<unknown>) => {
    await keeper.keep(name, section);
    tell(name, section.status === 'read' ? { status: 'read' } : section);
  };
  const run = async (reader: SectionReader) => {
    signal.throwIfAborted();
    if (reader.sections.every((name) => found.get(name)?.status === 'read')) return;
    const refused = refusalOf(reader, held.data.get('servicePlans'));
    const unread = refused ?? (await (reader.records ? readRecords(reader) : readWhole(reader)));
    for (const section of unread ?? []) await keep(...section);
  };
  const readRecords = async (reader: SectionReader): Promise<NamedSection[] | undefined> => {
    const [name] = reader.sections as readonly [SectionName];
    const records = decodedRecords(name, reader.records!(context), signal);
    try {
      await keeper.keepRecords(name, records, { from: name, call: sections[name].call });
    } catch (error) {
      if (signal.aborted || records.failure === undefined) throw error;
      return unavailableAfter(reader, records.failure);
    }
    tell(name, { status: 'read' });
    return undefined;
  };
  const readWhole = async (reader: SectionReader): Promise<NamedSection[]> => {
    try {
      const raw = await reader.read(context);
      const named = reader.sections.map((name): NamedSection => [name, decoded(name, raw, options.now())]);
      for (const [name, { status }] of named)
        if (status === 'read' && held.names.has(name)) held.data.set(name, raw[name]);
      return named;
    } catch (error) {
      if (signal.aborted) throw error;
      return unavailableAfter(reader, error);
    }
  };

  await inOrder(readers, async (reader) => {
    try {
      await run(reader);
    } catch (error) {
      // The others would go on for minutes with nowhere to put what they read.
      stop.abort(error);
      throw error;
    }
  });
  for (const name of sectionNames) if (!found.has(name)) await keep(name, notRead(name));
  return found;
}

type NamedSection = [SectionName, Section<unknown>];

/** Small sections that readers build on, which stay in memory: those of an interrupted run to begin with. */
async function heldBefore(
  readers: readonly SectionReader[],
  found: ReadonlyMap<SectionName, Outcome>,
  keeper: Keeper,
): Promise<{ names: ReadonlySet<SectionName>; data: Map<SectionName, unknown> }> {
  const large = new Set(readers.flatMap((reader) => (reader.records ? reader.sections : [])));
  const names = new Set(
    (['servicePlans', ...readers.flatMap((reader) => reader.after ?? [])] as const).filter((name) => !large.has(name)),
  );
  const data = new Map<SectionName, unknown>();
  for (const name of names) if (found.get(name)?.status === 'read') data.set(name, await keeper.load(name));
  return { names, data };
}

/** Why a reader need not even be called. */
function refusalOf(reader: SectionReader, plans: unknown): NamedSection[] | undefined {
  const { license, missingRoles } = reader;
  if (license && plans !== undefined && !hasLicense(license, sections.servicePlans.decode(plans)))
    return unavailable(
      reader,
      'not-licensed',
      (title) => `The tenant has no ${licenses[license].name}, which ${title} need.`,
    );
  if (missingRoles.length > 0)
    return unavailable(
      reader,
      'no-permission',
      (title) => `To read ${title} the app needs ${missingRoles.join(' and ')}.`,
    );
  return undefined;
}

function unavailableAfter(reader: SectionReader, error: unknown): NamedSection[] {
  if (error instanceof ShapeError)
    return unavailable(reader, 'unparsable', (title) => `The ${title} cannot be understood: ${error.message}.`);
  const [reason, words] = reasonOf(error);
  return unavailable(
    reader,
    reason,
    (title) => `${title[0]!.toUpperCase()}${title.slice(1)} could not be read: ${words}`,
  );
}

function unavailable(
  reader: SectionReader,
  reason: UnavailableReason,
  detailOf: (title: string) => string,
): NamedSection[] {
  return reader.sections.map((name) => {
    const { title, call } = sections[name];
    return [name, { status: 'unavailable', reason, detail: detailOf(title), call }];
  });
}

function decoded(name: SectionName, raw: Partial<Record<SectionName, unknown>>, readAt: string): Section<unknown> {
  const { call, title } = sections[name];
  if (!(name in raw) || raw[name] === undefined)
    return { status: 'unavailable', reason: 'not-collected', detail: `The answer held no ${title}.`, call };
  try {
    return { status: 'read', data: sections[name].decode(raw[name]), readAt, from: name, call };
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    const detail = `The ${title} cannot be understood: ${error.message}.`;
    return { status: 'unavailable', reason: 'unparsable', detail, call };
  }
}

/** Outside errors say only what is safe to show: no message of ours or Microsoft's holds tenant data by contract. */
function reasonOf(error: unknown): [UnavailableReason, string] {
  const words =
    error instanceof Error && outsideErrorCode(error) ? error.message : 'an unforeseen fault in the reader.';
  switch (outsideErrorCode(error)) {
    case 'forbidden':
    case 'unauthorized':
      return ['no-permission', words];
    case 'not-licensed':
      return ['not-licensed', words];
    case 'unexpected-shape':
      return ['unparsable', words];
    default:
      return ['not-collected', words];
  }
}

function notRead(name: SectionName): Section<unknown> {
  const { call, title } = sections[name];
  return { status: 'unavailable', reason: 'not-collected', detail: `No connected API reads ${title}.`, call };
}
