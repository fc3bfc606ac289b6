import type { Change } from './change.ts';
import type { License } from './license.ts';
import { asList, isPlainObject } from './shape.ts';
import type { Cloud, SectionName } from './snapshot.ts';

/** What a reader or writer is told of the run it is part of. */
export interface ReadContext {
  tenantId: string;
  cloud: Cloud;
  /** When the reading began, ISO 8601 UTC. */
  startedAt: string;
  signal?: AbortSignal;
  /** The one record of a list that is asked for, as a change names it; a reader may leave the others out. */
  about?: Readonly<Record<string, unknown>>;
  /**
   * Raw sections that were read before this one, for readers that build on another. What a reader gives record by
   * record is not held for it: ask for that with `recordsBefore`.
   */
  read(section: SectionName): unknown;
  /** The decoded records of a list that was read before, from where they are kept; undefined when it was not read. */
  records?(section: SectionName): AsyncIterable<unknown> | undefined;
}

/**
 * Something that reads sections from a tenant and may write changes to them, already bound to its API. The engine
 * knows tenants by nothing else.
 */
export interface SectionReader {
  id: string;
  /** Name of the API it reads, for progress and for running several APIs side by side. */
  api: string;
  sections: readonly SectionName[];
  /** Sections that must be read before. */
  after?: readonly SectionName[];
  /** Application permissions that it needs and the token lacks; not empty means that it is not called. */
  missingRoles: readonly string[];
  license?: License;
  read(context: ReadContext): Promise<Partial<Record<SectionName, unknown>>>;
  /**
   * The raw records of its only section one after another, for what grows with the tenant's people: no more than a
   * page of them need be in memory. `read` gives the same as a whole.
   */
  records?(context: ReadContext): AsyncIterable<unknown>;
  write?(change: Change, context: ReadContext): Promise<void>;
}

/** The codes that errors of outside calls carry, as far as the engine treats them apart. */
export type OutsideErrorCode = 'forbidden' | 'unauthorized' | 'not-licensed' | 'unexpected-shape' | (string & {});

/** The code of an error that a reader threw; undefined for anything else. */
export function outsideErrorCode(error: unknown): OutsideErrorCode | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** The call that failed may have been carried out all the same: its answer was lost, or came from a failing service. */
export function mayHaveRun(error: unknown): boolean {
  return error instanceof Error && 'facts' in error && (error.facts as { mayHaveRun?: unknown })?.mayHaveRun === true;
}

/**
 * The records of a list section that was read before this one, one by one, so that a large tenant's need not be in
 * memory; undefined when it was not read. They may be decoded or raw, as `read` gives them.
 */
export function recordsBefore(
  context: ReadContext,
  section: SectionName,
): AsyncIterable<Record<string, unknown>> | undefined {
  const source = context.records ? context.records(section) : context.read(section);
  return source === undefined ? undefined : plainRecords(source);
}

async function* plainRecords(source: unknown): AsyncGenerator<Record<string, unknown>> {
  const list = isAsync(source) ? source : asList(source);
  for await (const record of list) if (isPlainObject(record)) yield record;
}

function isAsync(source: unknown): source is AsyncIterable<unknown> {
  return typeof source === 'object' && source !== null && Symbol.asyncIterator in source;
}
