import { sections } from '../core/snapshot.ts';
import type { Keeper } from '../engine/collect-into.ts';
import type { Store } from '../store/open.ts';
import { putRecords, recordsIn } from '../store/records.ts';
import { withTenant } from '../store/scope.ts';
import { blobOfSection, putSections } from '../store/snapshots.ts';

/**
 * Keeps sections in a snapshot that is being collected. Each is durable before the next step is told; records go to
 * disk as they come, and only a list that came to its end is part of the snapshot.
 */
export function snapshotKeeper(
  store: Store,
  { tenant, snapshot, now }: { tenant: string; snapshot: string; now(): string },
): Keeper {
  const blobOf = async (name: Parameters<Keeper['load']>[0]): Promise<string> => {
    const blob = await withTenant(store, tenant, (scope) => blobOfSection(scope, snapshot, name));
    if (blob === undefined) throw new Error(`${sections[name].title} were not kept`);
    return blob;
  };
  return {
    keep: (name, section) => withTenant(store, tenant, (scope) => putSections(scope, snapshot, { [name]: section })),
    async keepRecords(name, records, about) {
      // No transaction stays open while pages are on their way.
      const blob = await putRecords(store.blobs, records);
      const section = { status: 'kept' as const, blob, readAt: now(), ...about };
      await withTenant(store, tenant, (scope) => putSections(scope, snapshot, { [name]: section }));
    },
    load: async (name) => JSON.parse(String(await store.blobs.get(await blobOf(name)))) as unknown,
    async *records(name) {
      yield* recordsIn(store.blobs, await blobOf(name));
    },
  };
}
