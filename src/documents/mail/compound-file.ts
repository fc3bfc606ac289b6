import { Unreadable } from '../sink.ts';

/** A stream or folder of a compound file: the container of .msg, old Office files and locked new ones. */
export interface CompoundEntry {
  name: string;
  size: number;
}

const end = 0xfffffffa;
/** Directory entries read at most: 128 MB of directory is no document. */
const most = 1_000_000;

/**
 * Names of all streams and folders in a compound file (the form is public: [MS-CFB]). Chains of sectors that run in
 * circles or out of the file end the reading. Throws `Unreadable`.
 */
export function compoundEntries(bytes: Uint8Array): CompoundEntry[] {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const broken = () => new Unreadable('corrupt', 'The compound file is cut off or damaged.');
  if (bytes.length < 512) throw broken();
  const shift = data.getUint16(30, true);
  if (shift !== 9 && shift !== 12) throw broken();
  const sector = 1 << shift;
  const tables: number[] = [];
  for (let at = 76; at < 512; at += 4) if (data.getUint32(at, true) < end) tables.push(data.getUint32(at, true));
  let more = data.getUint32(68, true);
  for (let seen = 0; more < end && seen < 10_000; seen++) {
    const at = (more + 1) * sector;
    if (at + sector > bytes.length) break;
    for (let item = 0; item < sector - 4; item += 4) {
      const table = data.getUint32(at + item, true);
      if (table < end) tables.push(table);
    }
    more = data.getUint32(at + sector - 4, true);
  }
  const sectors = (bytes.length >> shift) + 1;
  const next = (current: number): number => {
    if (current >= sectors) return end;
    const table = tables[Math.floor(current / (sector / 4))];
    const at = table === undefined ? -1 : (table + 1) * sector + (current % (sector / 4)) * 4;
    return at < 0 || at + 4 > bytes.length ? end : data.getUint32(at, true);
  };
  // Counts of sectors of the tables: header fields at 44, 64 and 72.
  if ([44, 64, 72].some((at) => data.getUint32(at, true) > sectors)) throw broken();
  if (runsInCircles(next, sectors)) throw broken();
  const small = smallTable(data, next, sector);
  if (runsInCircles((at) => small[at] ?? end, small.length)) throw broken();
  const entries: CompoundEntry[] = [];
  const links: [left: number, right: number, child: number][] = [];
  const seen = new Set<number>();
  for (let current = data.getUint32(48, true); current < end && !seen.has(current); current = next(current)) {
    seen.add(current);
    const at = (current + 1) * sector;
    for (let entry = at; entry + 128 <= Math.min(at + sector, bytes.length); entry += 128) {
      const length = data.getUint16(entry + 64, true);
      links.push([
        data.getUint32(entry + 68, true),
        data.getUint32(entry + 72, true),
        data.getUint32(entry + 76, true),
      ]);
      if (data.getUint8(entry + 66) === 0 || length < 2 || length > 64) continue;
      const name = Buffer.from(bytes.subarray(entry, entry + length - 2)).toString('utf16le');
      const size = data.getUint32(entry + 120, true);
      if (size > bytes.length) throw broken();
      entries.push({ name, size });
    }
    if (entries.length > most) break;
  }
  if (entries.length === 0 || !isTree(links)) throw broken();
  return entries;
}

/** Links between the small sectors, in which streams below 4096 bytes lie. */
function smallTable(data: DataView, next: (sector: number) => number, sector: number): number[] {
  const table: number[] = [];
  for (let current = data.getUint32(60, true); current < end; current = next(current)) {
    const at = (current + 1) * sector;
    for (let item = at; item + 4 <= Math.min(at + sector, data.byteLength); item += 4)
      table.push(data.getUint32(item, true));
  }
  return table;
}

/** Whether any chain of sectors comes back to itself or leaves the file: readers that follow it fill the memory. */
function runsInCircles(next: (sector: number) => number, sectors: number): boolean {
  const round = new Uint32Array(sectors);
  for (let start = 0; start < sectors; start++)
    for (let at = start; at < end; at = next(at)) {
      if (at >= sectors || round[at] === start + 1) return true;
      if (round[at] !== 0) break;
      round[at] = start + 1;
    }
  return false;
}

/** Whether folders and their entries form a tree: none is reached twice, and each link leads to an entry. */
function isTree(links: readonly (readonly number[])[]): boolean {
  const reached = new Set<number>();
  const pending = [0];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    const entry = links[at];
    if (reached.has(at) || !entry) return false;
    reached.add(at);
    pending.push(...entry.filter((link) => link < 0xffffffff));
  }
  return true;
}

/** What a compound file is, by its streams. */
export function compoundKind(entries: readonly CompoundEntry[]): string {
  const names = new Set(entries.map(({ name }) => name));
  if (names.has('EncryptedPackage')) return 'locked';
  if (names.has('__properties_version1.0')) return 'msg';
  if (names.has('WordDocument')) return 'Word 97 document';
  if (names.has('Workbook') || names.has('Book')) return 'Excel 97 workbook';
  if (names.has('PowerPoint Document')) return 'PowerPoint 97 presentation';
  if (names.has('VisioDocument')) return 'Visio drawing';
  return 'compound file';
}
