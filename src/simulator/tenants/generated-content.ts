import { type ContentSeed, type Planted, generatedPatient } from '../content/content.ts';
import { libraryOf } from '../content/drives.ts';
import { newItem } from '../content/items.ts';
import { valuesOf } from '../content/patients.ts';
import { createRandom } from '../random.ts';
import type { Collections, Entity } from '../store.ts';
import type { TenantSeed } from '../tenant.ts';

/** Of so many files one is a note about a patient; the others are office prose. */
const noteEvery = 10;
/** Files of a folder. */
const folderSize = 500;

/** So many files in the library of each generated site, made one by one when they are read: for benches. */
export function generatedContent(seed: TenantSeed): ContentSeed {
  const collections: Collections = { drives: {} };
  const planted: Planted[] = [];
  const random = createRandom(`${seed.id} content`);
  for (const site of Object.values(seed.collections['sites'] ?? {})) {
    const url = String(site['Url']);
    if (!/\/sites\/site\d+$/.test(url)) continue;
    const drive = libraryOf({ url: url.toLowerCase(), title: String(site['Title']) }, 'Documents');
    const id = String(drive['id']);
    collections['drives']![id] = drive;
    const items: Record<string, Entity> = {};
    const add = (item: Entity): Entity => (items[String(item['id'])] = item);
    const common = { by: 'user1@generated.example.com', createdAt: '2026-06-16T15:00:00Z' };
    for (let file = 0; file < (seed.asked?.filesPerDrive ?? 0); file += 1) {
      const folder = `Folder ${Math.floor(file / folderSize) + 1}`;
      if (file % folderSize === 0) add(newItem(drive, { ...common, path: folder }));
      const size = 4000 + random.whole(40_000);
      const noted = file % noteEvery === 0 ? planted.length : undefined;
      const bytes = noted === undefined ? `text/${url} ${file}/${size}` : `note/${noted}/${size}`;
      const path = `${folder}/document ${file + 1}.txt`;
      const item = add(newItem(drive, { ...common, path, file: { size, bytes } }));
      if (noted !== undefined) {
        const values = valuesOf([generatedPatient(noted)]);
        planted.push({ store: `drive:${id}`, item: String(item['id']), path, class: 'PHI', patients: 1, values });
      }
    }
    collections[`driveItems/${id}`] = items;
  }
  return { collections, files: new Map(), planted };
}
