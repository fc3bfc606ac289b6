import type { SectionReader } from '../core/reading.ts';
import { asList } from '../core/shape.ts';
import { type Section, type SectionName, type Snapshot, sectionNames } from '../core/snapshot.ts';
import { type Keeper, collectInto } from './collect-into.ts';

export interface CollectOptions {
  tenant: Snapshot['tenant'];
  readers: readonly SectionReader[];
  /** The clock, ISO 8601 UTC. */
  now(): string;
  signal?: AbortSignal;
}

/** Reads a full snapshot into memory; `collectInto` keeps it elsewhere as it comes. Throws when it is cancelled. */
export async function collect(options: CollectOptions): Promise<Snapshot> {
  const takenAt = options.now();
  const kept = new Map<SectionName, Section<unknown>>();
  await collectInto({ ...options, keeper: inMemory(kept, () => options.now()) });
  return {
    tenant: options.tenant,
    takenAt,
    source: { kind: 'wardline', tool: 'Wardline' },
    sections: Object.fromEntries(sectionNames.map((name) => [name, kept.get(name)])) as unknown as Snapshot['sections'],
    declared: {},
    unrecognized: {},
  };
}

function inMemory(kept: Map<SectionName, Section<unknown>>, now: () => string): Keeper {
  const load = (name: SectionName): unknown => {
    const section = kept.get(name);
    return section?.status === 'read' ? section.data : undefined;
  };
  return {
    async keep(name, section) {
      kept.set(name, section);
    },
    async keepRecords(name, records, about) {
      const data: unknown[] = [];
      for await (const record of records) data.push(record);
      kept.set(name, { status: 'read', data, readAt: now(), ...about });
    },
    load: async (name) => load(name),
    async *records(name) {
      yield* asList(load(name));
    },
  };
}
