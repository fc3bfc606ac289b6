/** What a file is by its first bytes. Names are only looked at where bytes cannot tell. */

/** Formats with a sign at a fixed place, in the order in which they are tried. */
const signs: readonly (readonly [kind: string, at: number, bytes: string])[] = [
  ['zip', 0, 'PK\u0003\u0004'],
  ['zip', 0, 'PK\u0005\u0006'],
  ['gzip', 0, '\u001f\u008b'],
  ['cfb', 0, '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1'],
  ['rtf', 0, '{\\rtf'],
  ['picture', 0, '\u0089PNG\r\n\u001a\n'],
  ['picture', 0, '\u00ff\u00d8\u00ff'],
  ['picture', 0, 'GIF8'],
  ['picture', 0, 'II*\0'],
  ['picture', 0, 'MM\0*'],
  ['picture', 8, 'WEBP'],
  ['picture', 4, 'ftypheic'],
  ['picture', 4, 'ftypheix'],
  ['picture', 4, 'ftypmif1'],
  ['picture', 4, 'ftypavif'],
  ['bmp', 0, 'BM'],
  ['dicom', 128, 'DICM'],
  ['tar', 257, 'ustar'],
  ['7-Zip archive', 0, "7z\u00bc\u00af'\u001c"],
  ['RAR archive', 0, 'Rar!\u001a\u0007'],
  ['bzip2 archive', 0, 'BZh'],
  ['xz archive', 0, '\u00fd7zXZ\0'],
  ['Zstandard archive', 0, '(\u00b5/\u00fd'],
  ['Outlook data file', 0, '!BDN'],
  ['SQLite database', 0, 'SQLite format 3\0'],
  ['Access database', 4, 'Standard Jet DB'],
  ['Access database', 4, 'Standard ACE DB'],
  ['Parquet table', 0, 'PAR1'],
  ['JPEG 2000 picture', 4, 'jP  \r\n'],
  ['video or sound', 4, 'ftyp'],
  ['video or sound', 0, 'ID3'],
  ['video or sound', 0, 'OggS'],
  ['video or sound', 0, 'fLaC'],
  ['video or sound', 8, 'AVI '],
  ['video or sound', 8, 'WAVE'],
  ['video or sound', 0, '\u001aE\u00df\u00a3'],
  ['program', 0, '\u007fELF'],
  ['OneNote section', 0, '\u00e4\u0052\u005c\u007b\u008c\u00d8\u00a7\u004d'],
];

/** Kinds that extensions promise; others promise nothing. */
const promised: Readonly<Record<string, readonly string[]>> = {
  pdf: ['pdf'],
  docx: ['docx'],
  docm: ['docx'],
  xlsx: ['xlsx'],
  xlsm: ['xlsx'],
  pptx: ['pptx'],
  zip: ['zip'],
  gz: ['gzip'],
  tgz: ['gzip'],
  tar: ['tar'],
  rtf: ['rtf'],
  png: ['picture'],
  jpg: ['picture'],
  jpeg: ['picture'],
  gif: ['picture'],
  tif: ['picture'],
  tiff: ['picture'],
  msg: ['msg'],
  dcm: ['dicom'],
  txt: [
    'text',
    'text-table',
    'hl7',
    'x12',
    'fhir',
    'json',
    'xml',
    'ccda',
    'html',
    'eml',
    'mbox',
    'calendar',
    'contact',
  ],
  csv: ['text', 'text-table'],
};

/** The kind by its sign, `text` where the bytes may be text, or undefined for bytes of no known format. */
export function kindOfBytes(head: Uint8Array): string | undefined {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 2048)).toString('latin1');
  // Scanners and mailers put junk before a PDF's sign; readers look for it in the first kilobyte.
  const pdf = text.indexOf('%PDF-');
  if (pdf >= 0 && pdf < 1024 && (pdf === 0 || !/^\s*[\w{<[]/.test(text))) return 'pdf';
  const found = signs.find(([, at, bytes]) => text.startsWith(bytes, at));
  if (found && found[0] === 'bmp') return isBitmap(head) ? 'picture' : textOr(head);
  if (found && found[0] === 'gzip' && head[2] !== 8) return textOr(head);
  if (text.startsWith('MZ') && text.includes('PE\0\0')) return 'program';
  return found?.[0] ?? textOr(head);
}

/** What extension and content say of each other, where they differ. */
export function wrongExtension(name: string, kind: string): string | undefined {
  const extension = extensionOf(name);
  const kinds = promised[extension];
  if (!kinds || kinds.includes(kind)) return undefined;
  return `The extension .${extension} is wrong: the content is ${kind}.`;
}

export function extensionOf(name: string): string {
  return /\.([a-z0-9]{1,10})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** Text has next to no control characters; UTF-16 text has zero bytes at every second place. */
function textOr(head: Uint8Array): string | undefined {
  if (head.length === 0) return 'text';
  const [a, b] = head;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return 'text';
  const look = head.subarray(0, 65_536);
  let odd = 0;
  const zeros = [0, 0];
  for (let at = 0; at < look.length; at++) {
    const byte = look[at]!;
    if (byte === 0) zeros[at % 2]!++;
    // HL7 frames (0B, 1C), X12 separators (1C-1F), escape sequences and form feeds are text.
    else if (byte < 9 || (byte > 14 && byte < 27)) odd++;
  }
  const [even = 0, uneven = 0] = zeros;
  const pairs = look.length / 2;
  const wide = Math.max(even, uneven) > pairs * 0.6 && Math.min(even, uneven) < pairs * 0.05;
  if (wide) return 'text';
  return even + uneven + odd <= look.length * 0.02 ? 'text' : undefined;
}

function isBitmap(head: Uint8Array): boolean {
  const size = [12, 40, 52, 56, 64, 108, 124];
  return head.length > 18 && head[6] === 0 && head[7] === 0 && size.includes(head[14]!) && head[15] === 0;
}
