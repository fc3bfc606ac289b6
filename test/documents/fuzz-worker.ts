import { textOf } from '../../src/core/document.ts';
import { readDocument } from '../../src/documents/read.ts';
import { serveJobs } from '../../src/documents/serve.ts';
import { locator } from '../../src/engine/scan-place.ts';

export interface FuzzJob {
  name: string;
  bytes: Uint8Array;
  ocr: boolean;
}

const limits = { characters: 2_000_000, unpackedBytes: 30_000_000, fileBytes: 20_000_000 };

/** Reads a mutated file, and gives what is wrong with the answer, if anything. */
serveJobs(async (job, readPicture) => {
  const { name, bytes, ocr } = job as FuzzJob;
  const document = await readDocument({ name, bytes }, { limits, ...(ocr && { readPicture }) });
  const text = textOf(document);
  if (text.length > limits.characters + document.parts.length) return 'more text than the limit';
  const locate = locator(document.parts);
  for (let at = 0; at < text.length; at += Math.max(1, Math.floor(text.length / 20))) locate(at);
  const places = [...document.parts, ...document.gaps].map(({ place }) => place);
  if (places.some((place) => /[\u0000-\u001f\u202e]/.test(place))) return 'a place that moves the cursor';
  return undefined;
});
