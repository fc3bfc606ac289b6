/**
 * The OCR process. It decodes pictures and reads their words with the data of its npm package, fully offline. It
 * runs apart, because decoders of pictures are native code and a hostile picture may end them, and because memory
 * grows with every page: the process is ended after a while and begun anew.
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { OEM, createWorker } from 'tesseract.js';
import type { OcrReply, OcrRequest } from './ocr-messages.ts';

const require = createRequire(import.meta.url);
const langPath = join(dirname(require.resolve('@tesseract.js-data/eng/package.json')), '4.0.0_best_int');
const worker = createWorker('eng', OEM.LSTM_ONLY, { langPath, cacheMethod: 'none', gzip: true });

/** Text of usual print is read best at a height of 20 to 40 pixels, which A4 and letter pages have at this width. */
const widest = 2_550;
const narrowest = 1_000;
/** Icons and bullets hold no words. */
const smallest = 40;

sharp.cache(false);
sharp.concurrency(1);

process.on('message', (request: OcrRequest) => {
  void answer(request).then((reply) => process.send?.(reply));
});
process.on('disconnect', () => process.exit(0));

async function answer({ id, picture, pixels }: OcrRequest): Promise<OcrReply> {
  let png: Buffer | undefined;
  try {
    png = await prepared(picture, pixels);
  } catch (error) {
    if (error instanceof Error && /pixel limit/i.test(error.message))
      return { id, reason: 'too-large', detail: 'The picture has more pixels than are read.' };
    if (Buffer.from(picture.bytes.subarray(4, 8)).toString('latin1') === 'ftyp')
      return { id, reason: 'unsupported', detail: 'Pictures of this kind (HEIC) are not read. Save it as JPEG.' };
    return { id, reason: 'corrupt', detail: 'The picture is damaged or of a form that is not read.' };
  }
  if (!png) return { id, text: '' };
  const { data } = await (await worker).recognize(png);
  return { id, text: data.text };
}

/** Upright, gray and of a size that OCR reads well; undefined for one that is too small to hold a word. */
async function prepared({ bytes, raw, page = 0 }: OcrRequest['picture'], pixels: number): Promise<Buffer | undefined> {
  const options = { limitInputPixels: pixels, failOn: 'none' as const };
  const source = raw ? sharp(bytes, { ...options, raw }) : sharp(bytes, { ...options, page }).autoOrient();
  const { width, height } = raw ?? (await source.metadata());
  if (width < smallest || height < smallest / 2) return undefined;
  const wanted = width > widest ? widest : width < narrowest ? Math.min(width * 3, narrowest * 1.5) : undefined;
  return source
    .flatten({ background: '#fff' })
    .grayscale()
    .resize(wanted === undefined ? {} : { width: Math.round(wanted) })
    .png({ compressionLevel: 1 })
    .toBuffer();
}
