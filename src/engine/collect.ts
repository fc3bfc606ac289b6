import { hasLicense, licenses } from '../core/license.ts';
import { type ReadContext, type SectionReader, outsideErrorCode } from '../core/reading.ts';
import { ShapeError } from '../core/shape.ts';
import {
  type Section,
  type SectionName,
  type Snapshot,
  type UnavailableReason,
  sectionNames,
  sections,
} from '../core/snapshot.ts';

export interface CollectOptions {
  tenant: Snapshot['tenant'];
  readers: readonly SectionReader[];
  /** The clock, ISO 8601 UTC. */
  now(): string;
  /** Sections of an interrupted run that need not be read again. */
  prior?: Partial<Record<SectionName, Section<unknown>>>;
  /** Called as each section is there, so that what was read is kept whatever happens next. */
  onSection?(name: SectionName, section: Section<unknown>, done: number, total: number): void | Promise<void>;
  signal?: AbortSignal;
}

/**
 * Reads a full snapshot. Licenses are read first, so that *not licensed* is known before a call fails; readers of one
 * API run one after another, APIs side by side. A reader that fails makes its sections unavailable and stops nothing;
 * only cancellation throws (`AbortError`), after everything read was handed to `onSection`.
 */
export async function collect(options: CollectOptions): Promise<Snapshot> {
  const startedAt = options.now();
  const found = new Map<SectionName, Section<unknown>>(
    Object.entries(options.prior ?? {}) as [SectionName, Section<unknown>][],
  );
  const rawByName = new Map<SectionName, unknown>();
  const total = new Set(options.readers.flatMap((reader) => reader.sections)).size;
  const context: ReadContext = {
    tenantId: options.tenant.id,
    cloud: options.tenant.cloud,
    startedAt,
    ...(options.signal && { signal: options.signal }),
    read: (name) => rawByName.get(name) ?? dataOf(found.get(name)),
  };
  const keep = async (name: SectionName, section: Section<unknown>) => {
    found.set(name, section);
    await options.onSection?.(name, section, found.size, total);
  };
  const run = async (reader: SectionReader) => {
    options.signal?.throwIfAborted();
    if (reader.sections.every((name) => found.get(name)?.status === 'read')) return;
    for (const [name, section] of await readWith(reader, context, found, rawByName, options.now))
      await keep(name, section);
  };

  const waves = inWaves(options.readers);
  for (const wave of waves) {
    const byApi = Map.groupBy(wave, (reader) => reader.api);
    const lanes = [...byApi.values()].map(async (lane) => {
      for (const reader of lane) await run(reader);
    });
    const failed = (await Promise.allSettled(lanes)).find((lane) => lane.status === 'rejected');
    if (failed) throw failed.reason;
  }
  return {
    tenant: options.tenant,
    takenAt: startedAt,
    source: { kind: 'wardline', tool: 'Wardline' },
    sections: Object.fromEntries(
      sectionNames.map((name) => [name, found.get(name) ?? notRead(name)]),
    ) as unknown as Snapshot['sections'],
    declared: {},
    unrecognized: {},
  };
}

/** Readers in the order that `after` asks for, the license reader's section before everything. */
function inWaves(readers: readonly SectionReader[]): SectionReader[][] {
  const depth = new Map<SectionReader, number>();
  const depthOf = (reader: SectionReader, trail: readonly SectionReader[]): number => {
    if (trail.includes(reader)) throw new Error(`${reader.id} waits for itself`);
    const known = depth.get(reader);
    if (known !== undefined) return known;
    const needed = readers.filter(
      (other) => other !== reader && other.sections.some((name) => reader.after?.includes(name)),
    );
    const licenseFirst = reader.sections.includes('servicePlans') ? 0 : 1;
    const found = Math.max(licenseFirst, ...needed.map((other) => depthOf(other, [...trail, reader]) + 1));
    depth.set(reader, found);
    return found;
  };
  const waves = Map.groupBy(readers, (reader) => depthOf(reader, []));
  return [...waves].sort(([a], [b]) => a - b).map(([, wave]) => wave);
}

async function readWith(
  reader: SectionReader,
  context: ReadContext,
  found: ReadonlyMap<SectionName, Section<unknown>>,
  rawByName: Map<SectionName, unknown>,
  now: () => string,
): Promise<[SectionName, Section<unknown>][]> {
  const unavailable = (
    reason: UnavailableReason,
    detailOf: (title: string) => string,
  ): [SectionName, Section<unknown>][] =>
    reader.sections.map((name) => [
      name,
      { status: 'unavailable', reason, detail: detailOf(sections[name].title), call: sections[name].call },
    ]);

  if (reader.license && licensed(reader, found) === false) {
    return unavailable(
      'not-licensed',
      (title) => `The tenant has no ${licenses[reader.license!].name}, which ${title} need.`,
    );
  }
  if (reader.missingRoles.length > 0) {
    return unavailable(
      'no-permission',
      (title) => `To read ${title} the app needs ${reader.missingRoles.join(' and ')}.`,
    );
  }
  try {
    const raw = await reader.read(context);
    return reader.sections.map((name) => [name, decoded(name, raw, rawByName, now())]);
  } catch (error) {
    if (context.signal?.aborted) throw error;
    const [reason, words] = reasonOf(error);
    return unavailable(reason, (title) => `${title[0]!.toUpperCase()}${title.slice(1)} could not be read: ${words}`);
  }
}

function decoded(
  name: SectionName,
  raw: Partial<Record<SectionName, unknown>>,
  rawByName: Map<SectionName, unknown>,
  readAt: string,
): Section<unknown> {
  const { call, title } = sections[name];
  if (!(name in raw) || raw[name] === undefined)
    return { status: 'unavailable', reason: 'not-collected', detail: `The answer held no ${title}.`, call };
  try {
    const data = sections[name].decode(raw[name]);
    rawByName.set(name, raw[name]);
    return { status: 'read', data, readAt, from: name, call };
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    return {
      status: 'unavailable',
      reason: 'unparsable',
      detail: `The ${title} cannot be understood: ${error.message}.`,
      call,
    };
  }
}

function licensed(reader: SectionReader, found: ReadonlyMap<SectionName, Section<unknown>>): boolean | undefined {
  const plans = found.get('servicePlans');
  return plans?.status === 'read' && reader.license
    ? hasLicense(reader.license, plans.data as { servicePlanName?: string }[])
    : undefined;
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

function dataOf(section: Section<unknown> | undefined): unknown {
  return section?.status === 'read' ? section.data : undefined;
}

function notRead(name: SectionName): Section<unknown> {
  const { call, title } = sections[name];
  return { status: 'unavailable', reason: 'not-collected', detail: `No connected API reads ${title}.`, call };
}
