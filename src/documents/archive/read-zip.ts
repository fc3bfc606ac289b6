import { type Sink } from '../sink.ts';
import type { ZipEntry } from './zip.ts';

/** Reads every entry of an archive as a file of its own. Entries that cannot be read are gaps; the others are read. */
export async function readZip(entries: readonly ZipEntry[], sink: Sink): Promise<void> {
  for (const entry of entries) {
    // Resource forks that macOS adds hold no text of their own.
    if (entry.name.startsWith('__MACOSX/')) continue;
    await sink.piece(`entry ${entry.name}`, async () => sink.within('entry', entry.name, await entry.read()));
  }
}
