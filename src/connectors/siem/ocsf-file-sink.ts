import { closeSync, fstatSync, fsyncSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { SendOutcome, Sink, StreamItem } from '../../core/stream.ts';
import { ocsfOf } from './ocsf.ts';

/**
 * OCSF as lines of JSON in a folder, one file a day (UTC, of sending): `wardline-2026-11-22.jsonl`, readable by its owner
 * and group. Files are appended to and never written over, so that a collector can follow them.
 */
export function ocsfFileSink({ folder, version, now }: { folder: string; version: string; now(): string }): Sink {
  return {
    most: { items: 1_000, bytes: 4_000_000 },
    send: (items) => Promise.resolve(append(items)),
    close: () => Promise.resolve(),
  };

  function append(items: readonly StreamItem[]): SendOutcome {
    const lines = items.map((item) => `${JSON.stringify(ocsfOf(item, version))}\n`).join('');
    try {
      mkdirSync(folder, { recursive: true, mode: 0o750 });
      const file = openSync(join(folder, `wardline-${now().slice(0, 10)}.jsonl`), 'a+', 0o640);
      try {
        const { size } = fstatSync(file);
        const last = Buffer.alloc(1);
        // A line that a killed process left half stands alone, and its item comes again whole.
        const torn = size > 0 && readSync(file, last, 0, 1, size - 1) === 1 && last[0] !== 10;
        const bytes = Buffer.from(torn ? `\n${lines}` : lines, 'utf8');
        for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      const lasting = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR'].includes(code);
      return { kind: lasting ? 'blocked' : 'later', why: `The folder cannot be written to (${code}).` };
    }
    return { kind: 'delivered', answer: 'written and flushed' };
  }
}
