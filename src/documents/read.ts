import { type ExtractedDocument } from '../core/document.ts';
import { readGzip } from './archive/gzip.ts';
import { readTar } from './archive/tar.ts';
import { readZip } from './archive/read-zip.ts';
import { type ZipEntry, withZip } from './archive/zip.ts';
import { readHead, readUpTo } from './file.ts';
import { kindOfBytes, wrongExtension } from './kind.ts';
import { type Limits, defaultLimits } from './limits.ts';
import { compoundEntries, compoundKind } from './mail/compound-file.ts';
import { readEml, readMbox } from './mail/eml.ts';
import { officePackage } from './office/package.ts';
import { readDocx } from './office/docx.ts';
import { readOpenDocument } from './office/open-document.ts';
import { readPptx } from './office/pptx.ts';
import { readXlsx } from './office/xlsx.ts';
import { readPictureFile } from './pictures/picture.ts';
import { Full, type ReadPicture, Sink, Unreadable } from './sink.ts';
import { decode } from './text/decode.ts';
import { readHtml } from './text/html.ts';
import { kindOfText, readPlain } from './text/plain.ts';
import { readRtf } from './text/rtf.ts';

/** A file on disk, of which only what is needed is read, or bytes in memory. */
export type FileSource = { name: string } & ({ path: string; size: number } | { bytes: Uint8Array });

export interface ReadOptions {
  limits?: Partial<Limits>;
  /** OCR; without it pictures are gaps. */
  readPicture?: ReadPicture | undefined;
}

/**
 * Takes the text out of a file, by what its content is. Never throws for what a file holds: what cannot be read is
 * among the gaps. Faults of the disk (`ENOENT`, `EACCES`) are thrown as they are.
 */
export async function readDocument(
  source: FileSource,
  { limits, readPicture }: ReadOptions = {},
): Promise<ExtractedDocument> {
  const sink = Sink.forFile({ ...defaultLimits, ...limits }, readBytes, readPicture);
  try {
    await sink.piece('', () =>
      'path' in source ? readFile(source, sink) : readBytes(source.name, source.bytes, sink),
    );
  } catch (error) {
    if (!(error instanceof Full)) throw error;
  }
  return sink.found;
}

/** Packages are read entry by entry from the disk, whatever their size; the rest whole, or as far as the limit goes. */
async function readFile(file: { name: string; path: string; size: number }, sink: Sink): Promise<void> {
  const { fileBytes } = sink.limits;
  const head = await readHead(file.path);
  const kind = kindOfBytes(head);
  if (kind === 'zip') return readPackage(file.path, file.name, sink);
  if (file.size > fileBytes && kind !== 'text') {
    sink.isKind(kind ?? 'unknown');
    throw new Unreadable('too-large', `Only files of up to ${megabytes(fileBytes)} are read.`);
  }
  await readBytes(file.name, await readUpTo(file.path, fileBytes), sink);
  if (file.size > fileBytes)
    sink.gap('too-large', `Only the first ${megabytes(fileBytes)} of ${megabytes(file.size)} were read.`);
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1_048_576)} MB`;
}

type ReadBytes = (bytes: Uint8Array, sink: Sink, name: string) => void | Promise<void>;

/** Readers of formats that a sign tells. The large ones load with the first file that needs them. */
const readers: Readonly<Record<string, ReadBytes>> = {
  pdf: async (bytes, sink) => (await import('./pdf/pdf.ts')).readPdf(bytes, sink),
  dicom: async (bytes, sink) => (await import('./records/dicom.ts')).readDicom(bytes, sink),
  rtf: readRtf,
  picture: readPictureFile,
  tar: readTar,
  gzip: (bytes, sink, name) => readGzip(bytes, name, sink),
};

/** Reads bytes by what they are. Throws `Unreadable` or `Full`. */
async function readBytes(name: string, bytes: Uint8Array, sink: Sink): Promise<void> {
  if (bytes.length > sink.limits.fileBytes)
    throw new Unreadable('too-large', `Only files of up to ${megabytes(sink.limits.fileBytes)} are read.`);
  const kind = kindOfBytes(bytes.subarray(0, 65_536));
  if (kind === undefined) throw new Unreadable('unsupported', 'The content is of no format that is read.');
  if (kind === 'zip') return readPackage(bytes, name, sink);
  if (kind === 'text') return readTextual(name, bytes, sink);
  if (kind === 'cfb') return readCompound(name, bytes, sink);
  note(name, kind, sink);
  const read = readers[kind];
  if (!read) throw new Unreadable('unsupported', `Content of this kind is not read: ${kind}.`);
  await read(bytes, sink, name);
}

async function readTextual(name: string, bytes: Uint8Array, sink: Sink): Promise<void> {
  const decoded = decode(bytes);
  const kind = kindOfText(decoded.text, name);
  note(name, kind, sink);
  if (kind === 'eml') await readEml(bytes, sink);
  else if (kind === 'mbox') await readMbox(bytes, sink);
  else if (kind === 'html') readHtml(bytes, sink);
  else if (kind === 'rtf') readRtf(bytes, sink);
  else readPlain(decoded, kind, sink);
}

async function readCompound(name: string, bytes: Uint8Array, sink: Sink): Promise<void> {
  const kind = compoundKind(compoundEntries(bytes));
  sink.isKind(kind);
  if (kind === 'locked') throw new Unreadable('encrypted', 'The Office file is locked with a password.');
  if (kind !== 'msg')
    throw new Unreadable('unsupported', `A ${kind} is not read. Save it in the format of Office 2007 or later.`);
  note(name, kind, sink);
  await (await import('./mail/msg.ts')).readMsg(bytes, sink);
}

/** A ZIP file is an Office file, an OpenDocument file or an archive, by the entries in it. */
async function readPackage(source: string | Uint8Array, name: string, sink: Sink): Promise<void> {
  sink.isKind('zip');
  await withZip(source, sink, async (entries) => {
    const kind = packageKind(entries);
    note(name, kind, sink);
    const office = officePackage(entries);
    if (kind === 'docx') await readDocx(office, sink);
    else if (kind === 'xlsx') await readXlsx(office, sink);
    else if (kind === 'pptx') await readPptx(office, sink);
    else if (kind === 'opendocument') await readOpenDocument(office, sink);
    else await readZip(entries, sink);
  });
}

function packageKind(entries: readonly ZipEntry[]): string {
  const names = new Set(entries.map(({ name }) => name));
  if (names.has('[Content_Types].xml')) {
    if (entries.some(({ name }) => /^word\/document\d*\.xml$/i.test(name))) return 'docx';
    if (entries.some(({ name }) => /^xl\/workbook\d*\.(?:xml|bin)$/i.test(name))) return 'xlsx';
    if (entries.some(({ name }) => /^ppt\/presentation\d*\.xml$/i.test(name))) return 'pptx';
  }
  return names.has('mimetype') && names.has('content.xml') ? 'opendocument' : 'zip';
}

function note(name: string, kind: string, sink: Sink): void {
  sink.isKind(kind);
  const words = wrongExtension(name, kind);
  if (words) sink.warn(words);
}
