import { codeOf } from '../errors.ts';
import type { EventLogPlace } from './log-place.ts';
import { readSegment } from './manifest.ts';
import { decodePack } from './pack.ts';
import { type PackFile, packOf, readPack } from './packed-files.ts';
import { type OpenedSegment, decodeSegment } from './segment.ts';

/**
 * Opens segments of a log by their numbers, be they files of their own or parts of a pack. The last pack stays open:
 * ask in order. Throws `integrity` for one that is not as it was sealed.
 */
export function segmentOpener({
  folder,
  key,
}: Pick<EventLogPlace, 'folder' | 'key'>): (segment: number) => OpenedSegment {
  let open: { pack: PackFile; segments: readonly OpenedSegment[] } | undefined;
  const packed = (segment: number): OpenedSegment | undefined => {
    if (!open || segment < open.pack.first || segment > open.pack.last) {
      const pack = packOf(folder, segment);
      if (!pack) return undefined;
      open = { pack, segments: decodePack(key, readPack(folder, pack.name)) };
    }
    return open.segments.find(({ header }) => header.sequence === segment);
  };
  const attempt = (segment: number): OpenedSegment | undefined => {
    try {
      return decodeSegment(key, readSegment(folder, segment));
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
      return packed(segment);
    }
  };
  return (segment) => {
    try {
      const opened = attempt(segment);
      if (opened) return opened;
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
    }
    // Segments were joined, or a pack with a longer one, between two looks.
    return attempt(segment) ?? decodeSegment(key, readSegment(folder, segment));
  };
}
