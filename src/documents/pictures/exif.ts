import { decode } from '../text/decode.ts';

/** Tags whose text people write or that tell of persons, devices and places. Numbers as in the EXIF standard. */
const names: Readonly<Record<number, string>> = {
  0x010e: 'Description',
  0x010d: 'Document name',
  0x011d: 'Page name',
  0x0131: 'Software',
  0x0132: 'Date and time',
  0x013b: 'Artist',
  0x013c: 'Host computer',
  0x8298: 'Copyright',
  0x9003: 'Date taken',
  0x9286: 'Comment',
  0x9c9b: 'Title',
  0x9c9c: 'Comment',
  0x9c9d: 'Author',
  0x9c9e: 'Keywords',
  0x9c9f: 'Subject',
  0xa430: 'Camera owner',
  0xa431: 'Camera serial number',
  0xa435: 'Lens serial number',
};
const subfolders = new Set([0x8769, 0x8825]);
const sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];

/** Texts of a TIFF structure, which is what EXIF is; the position where the picture was taken as degrees. */
export function tagTexts(tiff: Buffer): string[] {
  if (tiff.length < 8) return [];
  const little = tiff[0] === 0x49;
  const short = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const long = (at: number) => (little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  const lines: string[] = [];
  const position: Record<number, string | number> = {};
  const folders = [long(4)];
  const seen = new Set<number>();
  while (folders.length > 0) {
    const folder = folders.pop()!;
    // Chains of folders that run in circles are a known attack.
    if (seen.has(folder) || seen.size > 200 || folder + 2 > tiff.length || folder < 8) continue;
    seen.add(folder);
    const count = short(folder);
    for (let item = 0; item < count && folder + 14 + item * 12 <= tiff.length; item++) {
      const at = folder + 2 + item * 12;
      const tag = short(at);
      const type = short(at + 2);
      const size = (sizes[type] ?? 1) * long(at + 4);
      const from = size <= 4 ? at + 8 : long(at + 8);
      if (from + size > tiff.length) continue;
      if (subfolders.has(tag)) folders.push(long(at + 8));
      else if (names[tag])
        lines.push(`${names[tag]}: ${textOf(tag, tiff.subarray(from, from + Math.min(size, 100_000)))}`);
      else if (tag === 1 || tag === 3) position[tag] = String.fromCharCode(tiff[from]!);
      else if ((tag === 2 || tag === 4) && size === 24) position[tag] = degrees(from);
    }
    const next = folder + 2 + count * 12;
    if (next + 4 <= tiff.length) folders.push(long(next));
  }
  if (typeof position[2] === 'number' && typeof position[4] === 'number')
    lines.push(
      `Position: ${position[2].toFixed(5)} ${position[1] ?? 'N'}, ${position[4].toFixed(5)} ${position[3] ?? 'W'}`,
    );
  return lines.filter((line) => !line.endsWith(': '));

  function degrees(at: number): number {
    const part = (offset: number) => long(at + offset) / (long(at + offset + 4) || 1);
    return part(0) + part(8) / 60 + part(16) / 3_600;
  }
}

/** Pages of a TIFF file, which faxes and scanners write; 1 for every other picture. */
export function pageCount(bytes: Uint8Array): number {
  const sign = Buffer.from(bytes.subarray(0, 4)).toString('latin1');
  if (sign !== 'II*\0' && sign !== 'MM\0*') return 1;
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = sign.startsWith('I');
  const seen = new Set<number>();
  for (let at = data.getUint32(4, little); at >= 8 && at + 6 <= bytes.length && !seen.has(at) && seen.size < 1_000;) {
    seen.add(at);
    const next = at + 2 + data.getUint16(at, little) * 12;
    at = next + 4 <= bytes.length ? data.getUint32(next, little) : 0;
  }
  return Math.max(1, seen.size);
}

function textOf(tag: number, bytes: Buffer): string {
  if (tag >= 0x9c9b && tag <= 0x9c9f) return bytes.toString('utf16le').replaceAll('\0', '').trim();
  if (tag === 0x9286) {
    const wide = bytes.toString('latin1', 0, 7) === 'UNICODE';
    const text = wide ? bytes.toString('utf16le', 8) : decode(bytes.subarray(8)).text;
    return text.replaceAll('\0', '').trim();
  }
  return decode(bytes).text.replaceAll('\0', ' ').trim();
}
