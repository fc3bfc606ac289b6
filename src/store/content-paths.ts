import { folderPaths } from './content-folders.ts';
import { listContentItems } from './content-items.ts';
import type { ContentSeal } from './content-sealing.ts';
import type { TenantScope } from './scope.ts';

/** Paths of items and folders by `<store>/<id>`, opened from their seals. What is not there any more has none. */
export async function itemPaths(
  scope: TenantScope,
  seal: ContentSeal,
  wanted: readonly { store: string; item: string }[],
): Promise<Map<string, string>> {
  const paths = new Map<string, string>();
  for (const [store, some] of Map.groupBy(wanted, ({ store: id }) => id)) {
    const ids = new Set(some.map(({ item }) => item));
    for (const [id, path] of await folderPaths(scope, seal, store))
      if (ids.has(id)) paths.set(`${store}/${id}`, path === '' ? '(the whole store)' : `${path}/`);
    for (let after: { store: string; id: string } | undefined; ;) {
      const page = await listContentItems(scope, seal, { stores: [store], ...(after && { after }) });
      for (const { id, path } of page) if (ids.has(id)) paths.set(`${store}/${id}`, path);
      after = page.at(-1);
      if (!after) break;
    }
  }
  return paths;
}
