import type { Change } from './change.ts';
import type { License } from './license.ts';
import type { Cloud, SectionName } from './snapshot.ts';

/** What a reader or writer is told of the run it is part of. */
export interface ReadContext {
  tenantId: string;
  cloud: Cloud;
  /** When the reading began, ISO 8601 UTC. */
  startedAt: string;
  signal?: AbortSignal;
  /** Raw sections that were read before this one, for readers that build on another (users, sites). */
  read(section: SectionName): unknown;
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
  write?(change: Change, context: ReadContext): Promise<void>;
}

/** The codes that errors of outside calls carry, as far as the engine treats them apart. */
export type OutsideErrorCode = 'forbidden' | 'unauthorized' | 'not-licensed' | 'unexpected-shape' | (string & {});

/** The code of an error that a reader threw; undefined for anything else. */
export function outsideErrorCode(error: unknown): OutsideErrorCode | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
