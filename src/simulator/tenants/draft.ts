import type { SectionData, SectionName, Snapshot } from '../../core/snapshot.ts';
import type { Collections, Entity } from '../store.ts';

/** A tenant's collections while they are put together from a snapshot. */
export interface Draft {
  tenantId: string;
  collections: Collections;
  /** Adds to what stands under the id, or makes it. */
  merge(collection: string, id: string, entity: Entity): void;
  list(collection: string): Entity[];
  /** A section's data, or nothing when it was not read. */
  section<K extends SectionName>(name: K): SectionData<K> | undefined;
}

export function createDraft(tenantId: string, snapshot: Snapshot): Draft {
  const collections: Collections = {};
  // Ids are compared without case: what was written first keeps its spelling.
  const spelled = new Map<string, string>();
  return {
    tenantId,
    collections,
    merge(collection, id, entity) {
      const entries = (collections[collection] ??= {});
      const name = `${collection} ${id.toLowerCase()}`;
      const key = spelled.get(name) ?? id;
      spelled.set(name, key);
      entries[key] = { ...entries[key], ...entity };
    },
    list: (collection) => Object.values(collections[collection] ?? {}),
    section<K extends SectionName>(name: K) {
      const section = snapshot.sections[name] as { status: string; data?: SectionData<K> };
      return section.status === 'read' ? section.data : undefined;
    },
  };
}
