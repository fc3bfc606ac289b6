import type { Sink } from '../sink.ts';
import { pageCount } from './exif.ts';
import { metadataText } from './metadata.ts';

/** Reads a picture file: what stands beside its pixels, and the words in them. */
export async function readPictureFile(bytes: Uint8Array, sink: Sink): Promise<void> {
  await sink.piece('metadata', () => sink.add('metadata', metadataText(bytes)));
  const pages = pageCount(bytes);
  let words = 0;
  if (pages < 2) words = await sink.picture('picture', { bytes });
  else for (let page = 0; page < pages; page++) words += await sink.picture(`page ${page + 1}`, { bytes, page });
  // A photograph of a face or a wound is patient information without a word in it.
  if (words === 0) sink.warn('The picture gave no words; what it shows is not known.');
}
