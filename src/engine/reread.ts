import type { SectionReader } from '../core/reading.ts';
import { type Section, type SectionName, type Snapshot, sectionNames } from '../core/snapshot.ts';
import { collect } from './collect.ts';

export interface RereadOptions {
  /** The last snapshot: what is not read again is taken from it. */
  base: Snapshot;
  readers: readonly SectionReader[];
  /** The sections to read again. */
  sections: readonly SectionName[];
  now(): string;
}

/**
 * A new snapshot with some sections read afresh, together with those that their readers build on, and the rest as the
 * last snapshot has them. Each section keeps the moment of its own reading. A section that cannot be read now is not
 * taken from before: it becomes unavailable with the reason.
 */
export async function rereadSections({
  base,
  readers,
  sections,
  now,
}: RereadOptions): Promise<{ snapshot: Snapshot; read: SectionName[] }> {
  const chosen = withNeeded(readers, sections);
  const fresh = await collect({ tenant: base.tenant, readers: chosen, now });
  const read = sectionNames.filter((name) => chosen.some((reader) => reader.sections.includes(name)));
  const after: Partial<Record<SectionName, Section<unknown>>> = { ...base.sections };
  for (const name of read) after[name] = fresh.sections[name];
  const { digest: _digest, ...rest } = base;
  return {
    snapshot: {
      ...rest,
      takenAt: fresh.takenAt,
      source: { ...base.source, run: `${read.length} sections read again` },
      sections: after as Snapshot['sections'],
    },
    read,
  };
}

/** The readers of the sections, and of what these read after. */
function withNeeded(readers: readonly SectionReader[], sections: readonly SectionName[]): SectionReader[] {
  const wanted = new Set(sections);
  let chosen: SectionReader[] = [];
  for (;;) {
    const next = readers.filter((reader) => reader.sections.some((name) => wanted.has(name)));
    if (next.length === chosen.length) return chosen;
    chosen = next;
    for (const reader of chosen) for (const name of reader.after ?? []) wanted.add(name);
  }
}
