import type { KeyObject } from 'node:crypto';
import { closeSync, fsyncSync, ftruncateSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Spool, StreamItem } from '../../core/stream.ts';
import { codeOf } from '../errors.ts';
import { flushFolder, makeFolder, namesIn, writeAll, writeFault } from '../events/durable-files.ts';
import { type Cursor, type Positions, keepCursor, keptCursor } from './cursor.ts';
import { DeadLetters } from './dead-letters.ts';
import { type FoundFrames, decodeFrames, encodeFrame } from './frames.ts';

export interface SpoolOptions {
  folder: string;
  key: KeyObject;
  /** Bytes on disk. */
  limit: number;
  whenFull: 'wait' | 'drop-oldest';
}

/** A batch as it lies in a frame: the items, and where every source is read up to once they are there. */
interface Batch {
  positions: Positions;
  items: readonly StreamItem[];
}

interface SpoolFile {
  number: number;
  bytes: number;
  items: number;
}

/**
 * Items that wait for the other side, in encrypted files that are only appended to. What `append` returned from survives
 * a kill and a power cut; what `confirm` did not return from comes again. A file that is damaged is given up from the
 * damage on, and the sources are read again from there: that repeats items and loses none, for the log still has them.
 *
 * One process at a time may open a spool; the caller holds the lock.
 */
export class DiskSpool implements Spool {
  readonly #options: SpoolOptions;
  readonly deadLetters: DeadLetters;
  #cursor: Cursor;
  #files: SpoolFile[] = [];
  /** The oldest file, whole. */
  #head: Batch[] = [];
  #positions: Positions;
  #handle: number | undefined;
  #waiting = 0;

  private constructor(options: SpoolOptions) {
    this.#options = options;
    makeFolder(options.folder);
    this.deadLetters = new DeadLetters(options.folder, options.key);
    this.#cursor = keptCursor(options.folder);
    this.#positions = this.#cursor.behind;
    this.#load();
  }

  static open(options: SpoolOptions): DiskSpool {
    return new DiskSpool(options);
  }

  get waiting(): number {
    return this.#waiting;
  }

  /** Counts since the spool was made. `rewound`: how often a damaged file made the sources be read again. */
  get counts(): Pick<Cursor, 'delivered' | 'dropped' | 'rewound'> & { bytes: number } {
    const { delivered, dropped, rewound } = this.#cursor;
    return { delivered, dropped, rewound, bytes: this.#bytes() };
  }

  position(source: string): string | undefined {
    return this.#positions[source];
  }

  isFull(): boolean {
    return this.#options.whenFull === 'wait' && this.#waiting > 0 && this.#bytes() >= this.#options.limit;
  }

  append(source: string, items: readonly StreamItem[], position: string | undefined): void {
    const positions = position === undefined ? this.#positions : { ...this.#positions, [source]: position };
    const batch: Batch = { positions, items };
    const file = this.#writable();
    const frame = encodeFrame(this.#options.key, this.#context(file.number), JSON.stringify(batch));
    try {
      writeAll(this.#handle!, frame);
      fsyncSync(this.#handle!);
    } catch (error) {
      // What a failed write left would stand before the next good frame.
      ftruncateSync(this.#handle!, file.bytes);
      throw writeFault(error);
    }
    file.bytes += frame.length;
    file.items += items.length;
    this.#positions = positions;
    this.#waiting += items.length;
    if (file === this.#files[0]) this.#head.push(batch);
    this.#dropOldest();
  }

  peek(items: number, bytes: number): readonly StreamItem[] {
    const found: StreamItem[] = [];
    let size = 0;
    let [frame, item] = this.#next();
    while (found.length < items && frame < this.#head.length) {
      const next = this.#head[frame]!.items[item];
      if (next === undefined) [frame, item] = [frame + 1, 0];
      else {
        size += Buffer.byteLength(JSON.stringify(next));
        if (found.length > 0 && size > bytes) break;
        found.push(next);
        item += 1;
      }
    }
    return found;
  }

  confirm(count: number): void {
    this.#cursor.delivered += count;
    this.#pass(count);
  }

  setAside(why: string): void {
    const [item] = this.peek(1, 0);
    if (!item) return;
    // Killed here, the item is set aside twice, and never lost.
    this.deadLetters.add(item, why);
    this.#pass(1);
  }

  /** Puts what was set aside back behind what waits. Gives how many. */
  retryDead(): number {
    const items = this.deadLetters.all().map(({ item }) => item);
    for (let at = 0; at < items.length; at += 500) this.append('dead letters', items.slice(at, at + 500), undefined);
    this.deadLetters.clear();
    return items.length;
  }

  close(): void {
    if (this.#handle !== undefined) closeSync(this.#handle);
    this.#handle = undefined;
  }

  /** Where the next item is: frame of the head file and place in it. */
  #next(): [number, number] {
    return [this.#cursor.frame, this.#cursor.item];
  }

  #pass(count: number): void {
    this.#waiting -= count;
    let left = count;
    const cursor = { ...this.#cursor };
    while (cursor.frame < this.#head.length) {
      const { items, positions } = this.#head[cursor.frame]!;
      const step = Math.min(left, items.length - cursor.item);
      left -= step;
      cursor.item += step;
      if (cursor.item < items.length) break;
      Object.assign(cursor, { frame: cursor.frame + 1, item: 0, behind: positions });
    }
    this.#cursor = cursor;
    if (cursor.frame >= this.#head.length && this.#files.length > 1) this.#leaveHead();
    else keepCursor(this.#options.folder, this.#cursor);
  }

  /** The head file is done with. The cursor goes first: a file before it is removed when the spool is opened next. */
  #leaveHead(): void {
    const [done, next] = this.#files;
    Object.assign(this.#cursor, { file: next!.number, frame: 0, item: 0 });
    keepCursor(this.#options.folder, this.#cursor);
    rmSync(this.#path(done!.number), { force: true });
    this.#files.shift();
    this.#head = this.#read(next!.number).batches;
    // Frames that only carry a place.
    this.#pass(0);
  }

  #dropOldest(): void {
    if (this.#options.whenFull !== 'drop-oldest') return;
    while (this.#bytes() > this.#options.limit && this.#files.length > 1) {
      const left =
        this.#head.slice(this.#cursor.frame).reduce((sum, { items }) => sum + items.length, 0) - this.#cursor.item;
      this.#cursor.dropped += left;
      this.#waiting -= left;
      this.#cursor.behind = this.#head.at(-1)?.positions ?? this.#cursor.behind;
      this.#leaveHead();
    }
  }

  #writable(): SpoolFile {
    const last = this.#files.at(-1);
    const most = Math.min(4 * 2 ** 20, this.#options.limit / 8);
    if (last && this.#handle !== undefined && last.bytes < most) return last;
    this.close();
    const number = last === undefined ? this.#cursor.file : last.bytes < most ? last.number : last.number + 1;
    const path = this.#path(number);
    this.#handle = openSync(path, 'a', 0o600);
    flushFolder(this.#options.folder);
    if (last?.number === number) return last;
    const file = { number, bytes: 0, items: 0 };
    this.#files.push(file);
    if (this.#files.length > 1 && this.#cursor.frame >= this.#head.length) this.#leaveHead();
    return file;
  }

  #load(): void {
    const { folder } = this.#options;
    const numbers = namesIn(folder)
      .map((name) => Number(/^(\d{8})\.spool$/.exec(name)?.[1]))
      .filter((number) => number > 0);
    for (const number of numbers) {
      if (number < this.#cursor.file) {
        rmSync(this.#path(number), { force: true });
        continue;
      }
      if (this.#files.length === 0 && number > this.#cursor.file) {
        // Somebody removed the file of the cursor: the sources are read again from where it was.
        for (const left of numbers) rmSync(this.#path(left), { force: true });
        Object.assign(this.#cursor, { frame: 0, item: 0, rewound: this.#cursor.rewound + 1 });
        return;
      }
      const { batches, bytes, rest } = this.#read(number);
      // Cut off was a batch that was never kept; but not where files follow.
      const damaged = rest === 'damaged' || (rest === 'torn' && number !== numbers.at(-1));
      const items = batches.reduce((sum, batch) => sum + batch.items.length, 0);
      this.#files.push({ number, bytes, items });
      if (this.#files.length === 1) this.#head = batches;
      this.#waiting += items;
      this.#positions = batches.at(-1)?.positions ?? this.#positions;
      if (!damaged) continue;
      this.#cursor.rewound += 1;
      for (const later of numbers.filter((other) => other > number)) rmSync(this.#path(later), { force: true });
      break;
    }
    this.#cursor.frame = Math.min(this.#cursor.frame, this.#head.length);
    if (this.#cursor.frame === this.#head.length) this.#cursor.item = 0;
    this.#waiting -=
      this.#head.slice(0, this.#cursor.frame).reduce((sum, { items }) => sum + items.length, 0) + this.#cursor.item;
    if (this.#files.length > 0) this.#pass(0);
  }

  /** A file's batches; what follows the last good one is cut off. */
  #read(number: number): { batches: Batch[]; bytes: number; rest: FoundFrames['rest'] } {
    const path = this.#path(number);
    let content: Buffer;
    try {
      content = readFileSync(path);
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return { batches: [], bytes: 0, rest: 'none' };
      throw error;
    }
    const { contents, ends, rest } = decodeFrames(this.#options.key, () => this.#context(number), content);
    const bytes = ends.at(-1) ?? 0;
    if (rest !== 'none' && statSync(path).size > bytes) {
      const handle = openSync(path, 'r+');
      ftruncateSync(handle, bytes);
      fsyncSync(handle);
      closeSync(handle);
    }
    return { batches: contents.map((text) => JSON.parse(text) as Batch), bytes, rest };
  }

  #bytes(): number {
    return this.#files.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  #path(number: number): string {
    return join(this.#options.folder, `${String(number).padStart(8, '0')}.spool`);
  }

  #context(number: number): string {
    return `wardline spool ${number}`;
  }
}
