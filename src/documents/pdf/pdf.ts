import { getDocumentProxy, getResolvedPDFJS } from 'unpdf';
import { type Sink, Unreadable } from '../sink.ts';
import { picturesOf } from './page-pictures.ts';

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;
type Page = Awaited<ReturnType<Pdf['getPage']>>;

/** Characters of text on a page from which on its pictures count as decoration and are not read. */
const plenty = 200;
const noWords = 'Some pages hold neither text nor pictures that can be read.';

/** Reads a PDF: text of every page, OCR of scanned ones, form fields, notes, properties and attached files. */
export async function readPdf(bytes: Uint8Array, sink: Sink): Promise<void> {
  const pdf = await open(bytes);
  try {
    const pages = Math.min(pdf.numPages, sink.limits.pages);
    const hasPictures = holdsPictures(bytes);
    const hasNotes = mayHoldNotes(bytes);
    let pictured = false;
    for (let number = 1; number <= pages; number++) {
      await sink.piece(`page ${number}`, async () => {
        const page = await pdf.getPage(number);
        const text = await textOf(page);
        sink.add(`page ${number}`, text);
        if (hasNotes) await addNotes(page, number, sink);
        const written = text.replaceAll(/\s/g, '').length;
        if (hasPictures && written < plenty) {
          await addPictures(page, number, written, sink);
          page.cleanup();
        } else if (hasPictures) pictured = true;
        else if (written === 0) sink.warn(noWords);
      });
    }
    if (pictured) sink.warn('Pictures on pages with text were not read.');
    if (pages < pdf.numPages)
      sink.gap('limit', `Only the first ${pages} of ${pdf.numPages} pages were read.`, `pages from ${pages + 1}`);
    await sink.piece('properties', async () => sink.add('properties', await propertiesOf(pdf)));
    const attachments = await pdf.getAttachments().catch(() => undefined);
    for (const file of Object.values((attachments ?? {}) as Record<string, { filename: string; content?: Uint8Array }>))
      if (file.content) await sink.within('attachment', file.filename, file.content);
  } finally {
    await pdf.loadingTask.destroy();
  }
}

/** Throws `Unreadable`. PDF.js takes the bytes away from the caller, so it is given a copy. */
async function open(bytes: Uint8Array): Promise<Pdf> {
  try {
    const options = { isEvalSupported: false, isOffscreenCanvasSupported: false, isImageDecoderSupported: false };
    return await getDocumentProxy(Uint8Array.from(bytes), { ...options, verbosity: 0, maxImageSize: 80_000_000 });
  } catch (error) {
    if ((error as Error).name === 'PasswordException')
      throw new Unreadable('encrypted', 'The PDF is locked with a password.');
    throw new Unreadable('corrupt', 'The PDF is damaged beyond what a reader can repair.');
  }
}

async function textOf(page: Page): Promise<string> {
  const { items } = await page.getTextContent({ includeMarkedContent: false });
  const out: string[] = [];
  for (const item of items) {
    if (!('str' in item)) continue;
    out.push(item.str);
    if (item.hasEOL) out.push('\n');
  }
  return out.join('');
}

interface Annotation {
  fieldName?: string;
  fieldValue?: unknown;
  url?: string;
  contentsObj?: { str: string };
  titleObj?: { str: string };
}

/** Filled fields of forms, notes of reviewers, and addresses of links. */
async function addNotes(page: Page, number: number, sink: Sink): Promise<void> {
  const annotations = (await page.getAnnotations()) as Annotation[];
  const fields = annotations
    .filter(({ fieldValue }) => typeof fieldValue === 'string' || Array.isArray(fieldValue))
    .map(({ fieldName, fieldValue }) => `${fieldName ?? 'field'}: ${String(fieldValue)}`);
  sink.add(`form on page ${number}`, fields.join('\n'));
  const notes = annotations.filter(({ contentsObj }) => contentsObj?.str);
  sink.add(`notes on page ${number}`, notes.map(({ contentsObj }) => contentsObj!.str).join('\n'));
  const links = annotations.map(({ url }) => url).filter((url) => url !== undefined);
  sink.add(`links on page ${number}`, links.join('\n'));
}

async function addPictures(page: Page, number: number, written: number, sink: Sink): Promise<void> {
  const { OPS } = await getResolvedPDFJS();
  const { pictures, missing } = await picturesOf(page, OPS, sink.limits.pixels);
  if (missing > 0)
    sink.gap('unsupported', `${missing} pictures of the page cannot be decoded or are too large.`, `page ${number}`);
  let read = 0;
  for (const [at, picture] of pictures.entries())
    read += await sink.picture(
      pictures.length === 1 ? `page ${number} (scanned)` : `page ${number} picture ${at + 1}`,
      picture,
    );
  if (pictures.length === 0 && written === 0 && missing === 0) sink.warn(noWords);
  else if (read === 0 && written === 0 && pictures.length > 0) sink.warn('Some scanned pages gave no words.');
}

async function propertiesOf(pdf: Pdf): Promise<string> {
  const { info } = await pdf.getMetadata();
  const kept = Object.entries(info as Record<string, unknown>).filter(
    ([key, value]) => typeof value === 'string' && /^(Title|Author|Subject|Keywords)$/.test(key) && value.trim() !== '',
  );
  const custom = Object.entries((info as { Custom?: Record<string, unknown> }).Custom ?? {});
  return [...kept, ...custom.filter(([, value]) => typeof value === 'string')]
    .map(([key, value]) => `${key}: ${String(value)}`)
    .join('\n');
}

/** Pages name their annotations, in the open or in packed objects. */
function mayHoldNotes(bytes: Uint8Array): boolean {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return all.includes('/Annots') || all.includes('/ObjStm') || all.includes('/AcroForm');
}

/** Pictures of a PDF are streams, and headers of streams are never packed away. */
function holdsPictures(bytes: Uint8Array): boolean {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = all.indexOf('/Image'); at >= 0; at = all.indexOf('/Image', at + 6))
    if (/\/Subtype\s*\/Image/.test(all.toString('latin1', Math.max(0, at - 40), at + 6))) return true;
  return false;
}
