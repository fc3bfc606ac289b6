import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { AuditEvent } from '../../core/audit-event.ts';
import { WardlineError } from '../../core/errors.ts';

/** Events of one block; a merge holds one block of every run. */
const blockEvents = 500;

interface Block {
  from: number;
  length: number;
  counter: Buffer;
}

/**
 * Sorted runs of events on disk, for logs that are too large to sort in memory. Records are PHI: the file is compressed
 * and encrypted with a key that exists in this process alone, so what a killed process leaves behind is noise.
 */
export class SortedRuns {
  readonly #folder = mkdtempSync(join(tmpdir(), 'wardline-sort-'));
  readonly #file = openSync(join(this.#folder, 'runs'), 'w+', 0o600);
  readonly #key = randomBytes(32);
  readonly #runs: Block[][] = [];
  #size = 0;

  /** Adds a run; `events` must be in order. */
  add(events: readonly AuditEvent[]): void {
    const blocks: Block[] = [];
    for (let at = 0; at < events.length; at += blockEvents) {
      const plain = zstdCompressSync(JSON.stringify(events.slice(at, at + blockEvents)));
      const counter = randomBytes(16);
      const cipher = createCipheriv('aes-256-ctr', this.#key, counter);
      const bytes = Buffer.concat([cipher.update(plain), cipher.final()]);
      this.#write(bytes);
      blocks.push({ from: this.#size, length: bytes.length, counter });
      this.#size += bytes.length;
    }
    this.#runs.push(blocks);
  }

  #write(bytes: Buffer): void {
    try {
      let done = 0;
      while (done < bytes.length) done += writeSync(this.#file, bytes, done, bytes.length - done, this.#size + done);
    } catch (error) {
      throw new WardlineError(
        'cannot-write',
        `The log cannot be sorted: the folder for temporary files is not writable (${(error as NodeJS.ErrnoException).code}).`,
        'Free space there or set TMPDIR to a folder that has about a fifth of the size of the log.',
      );
    }
  }

  #read({ from, length, counter }: Block): AuditEvent[] {
    const bytes = Buffer.alloc(length);
    let done = 0;
    while (done < length) done += readSync(this.#file, bytes, done, length - done, from + done);
    const decipher = createDecipheriv('aes-256-ctr', this.#key, counter);
    const plain = Buffer.concat([decipher.update(bytes), decipher.final()]);
    return JSON.parse(zstdDecompressSync(plain).toString('utf8')) as AuditEvent[];
  }

  *#run(blocks: readonly Block[]): Generator<AuditEvent> {
    for (const block of blocks) yield* this.#read(block);
  }

  /** All events of all runs in order. */
  *merged(): Generator<AuditEvent> {
    const heads = this.#runs
      .map((blocks) => this.#run(blocks))
      .map((events) => ({ events, next: events.next() }))
      .filter((head) => !head.next.done);
    while (heads.length > 0) {
      let least = 0;
      for (let at = 1; at < heads.length; at += 1) {
        if ((heads[at]!.next.value as AuditEvent).millis < (heads[least]!.next.value as AuditEvent).millis) least = at;
      }
      const head = heads[least]!;
      yield head.next.value as AuditEvent;
      head.next = head.events.next();
      if (head.next.done) heads.splice(least, 1);
    }
  }

  close(): void {
    closeSync(this.#file);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
