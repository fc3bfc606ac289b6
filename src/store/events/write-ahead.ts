import { type KeyObject, createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { closeSync, copyFileSync, fsyncSync, ftruncateSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { StoreError, codeOf } from '../errors.ts';
import { flushFolder, replaceWhole, writeAll, writeFault } from './durable-files.ts';

/**
 * Records that are confirmed and not sealed yet. A line of JSON names the segment that they will become; after it comes
 * one frame for each confirmed batch: its length (4 bytes, big-endian) and the same with every bit turned over, so that a
 * damaged length is no short frame, then nonce, NDJSON and tag of AES-256-GCM.
 * A batch is confirmed once its frame is flushed, so a frame that is cut off was never confirmed.
 */
export class WriteAhead {
  readonly #key: KeyObject;
  readonly #tenant: string;
  readonly sequence: number;
  readonly #file: number;
  #size: number;
  #frames: number;
  #broken = false;

  private constructor(key: KeyObject, tenant: string, sequence: number, path: string, size: number, frames: number) {
    this.#key = key;
    this.#tenant = tenant;
    this.sequence = sequence;
    this.#size = size;
    this.#frames = frames;
    // Appending: after what a failed write left was cut off, the next frame goes to where the good part ends.
    this.#file = openSync(path, 'a');
    ftruncateSync(this.#file, size);
  }

  /** A new file in the stead of the one that is there, whose records must be sealed. */
  static begin(folder: string, key: KeyObject, tenant: string, sequence: number): WriteAhead {
    const path = pathIn(folder);
    const head = Buffer.from(`${JSON.stringify({ format: 'wardline open segment 1', tenant, sequence })}\n`);
    replaceWhole(path, [head]);
    return new WriteAhead(key, tenant, sequence, path, head.length, 0);
  }

  /** Goes on where an earlier process ended. */
  static resume(folder: string, key: KeyObject, tenant: string, found: FoundWriteAhead): WriteAhead {
    return new WriteAhead(key, tenant, found.sequence, pathIn(folder), found.goodBytes, found.frames);
  }

  /** Confirms the records: when it returns they survive a power cut. After a failed write nothing of them is there. */
  append(lines: readonly string[]): void {
    if (this.#broken) throw new StoreError('conflict', 'The audit log could not be written before.', 'Run it again.');
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce).setAAD(
      frameContext(this.#tenant, this.sequence, this.#frames),
    );
    const content = Buffer.concat([cipher.update(`${lines.join('\n')}\n`, 'utf8'), cipher.final()]);
    const frame = Buffer.concat([frameHead(nonce.length + content.length + 16), nonce, content, cipher.getAuthTag()]);
    try {
      writeAll(this.#file, frame);
      fsyncSync(this.#file);
    } catch (error) {
      this.#takeBack();
      throw writeFault(error);
    }
    this.#size += frame.length;
    this.#frames += 1;
  }

  /** What a failed write left would stand between good frames. */
  #takeBack(): void {
    try {
      ftruncateSync(this.#file, this.#size);
      fsyncSync(this.#file);
    } catch {
      this.#broken = true;
    }
  }

  close(): void {
    closeSync(this.#file);
  }
}

export interface FoundWriteAhead {
  sequence: number;
  lines: string[];
  frames: number;
  goodBytes: number;
  /** Bytes after the last good frame, of a batch that was never confirmed. */
  tornBytes: number;
  /** True when the rest has the length of a frame and does not open: damage of the disk, or somebody's work. */
  damaged: boolean;
}

/** What an earlier process left; undefined without a file. Throws `integrity` when it is of another tenant or altered. */
export function findWriteAhead(folder: string, key: KeyObject, tenant: string): FoundWriteAhead | undefined {
  const bytes = bytesOf(pathIn(folder));
  if (!bytes) return undefined;
  const end = bytes.indexOf(10);
  const head = headOf(bytes.subarray(0, Math.max(0, end)).toString('utf8'));
  if (head?.format !== 'wardline open segment 1' || head.tenant !== tenant || !Number.isInteger(head.sequence))
    throw altered();
  const lines: string[] = [];
  let [at, frames] = [end + 1, 0];
  while (at + 8 <= bytes.length) {
    const length = bytes.readUInt32BE(at);
    if (!bytes.subarray(at, at + 8).equals(frameHead(length))) {
      // A power cut may leave zeros where a frame was to be.
      if (bytes.subarray(at).some((byte) => byte !== 0)) throw altered();
      break;
    }
    const next = at + 8 + length;
    if (next > bytes.length) break;
    const text = opened(key, bytes.subarray(at + 8, next), frameContext(tenant, head.sequence, frames));
    if (text === undefined) {
      // A confirmed batch lies after it, so this one was confirmed too.
      if (next < bytes.length) throw altered();
      return { sequence: head.sequence, lines, frames, goodBytes: at, tornBytes: bytes.length - at, damaged: true };
    }
    for (const line of text.split('\n').slice(0, -1)) lines.push(line);
    at = next;
    frames += 1;
  }
  return { sequence: head.sequence, lines, frames, goodBytes: at, tornBytes: bytes.length - at, damaged: false };
}

/** Removes the file, whose records are sealed. */
export function removeWriteAhead(folder: string): void {
  rmSync(pathIn(folder), { force: true });
  flushFolder(folder);
}

/** Keeps a copy of a damaged file for whoever looks into it. */
export function keepDamaged(folder: string, sequence: number): string {
  const copy = join(folder, `open-${sequence}.damaged`);
  copyFileSync(pathIn(folder), copy);
  return copy;
}

function pathIn(folder: string): string {
  return join(folder, 'open.wal');
}

function frameHead(length: number): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(length, 0);
  head.writeUInt32BE(~length >>> 0, 4);
  return head;
}

function frameContext(tenant: string, sequence: number, frame: number): Buffer {
  return Buffer.from(`wardline open segment ${tenant}/${sequence}/${frame}`);
}

function headOf(line: string): { format?: unknown; tenant?: unknown; sequence: number } | undefined {
  try {
    return JSON.parse(line) as { sequence: number };
  } catch {
    return undefined;
  }
}

function opened(key: KeyObject, frame: Buffer, context: Buffer): string | undefined {
  if (frame.length < 28) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, frame.subarray(0, 12), { authTagLength: 16 })
      .setAAD(context)
      .setAuthTag(frame.subarray(-16));
    return Buffer.concat([decipher.update(frame.subarray(12, -16)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

function bytesOf(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function altered(): StoreError {
  return new StoreError(
    'integrity',
    'The records of the audit log that are not sealed yet were altered or damaged.',
    'Put open.wal back from a backup. Check the disk.',
  );
}
