import type { KeyObject } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { StreamItem } from '../../core/stream.ts';
import { codeOf } from '../errors.ts';
import { flushFolder, writeAll } from '../events/durable-files.ts';
import { decodeFrames, encodeFrame } from './frames.ts';

export interface DeadLetter {
  item: StreamItem;
  /** What the other side said, in words of ours. */
  why: string;
}

const context = 'wardline dead letter';

/** Items that the other side refused for good: kept, encrypted, until somebody lets them be tried again. */
export class DeadLetters {
  readonly #folder: string;
  readonly #key: KeyObject;

  constructor(folder: string, key: KeyObject) {
    this.#folder = folder;
    this.#key = key;
  }

  add(item: StreamItem, why: string): void {
    const handle = openSync(this.#path(), 'a', 0o600);
    try {
      writeAll(handle, encodeFrame(this.#key, context, JSON.stringify({ item, why })));
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    flushFolder(this.#folder);
  }

  /** Each item once, with the last word on it. */
  all(): DeadLetter[] {
    let bytes: Buffer;
    try {
      bytes = readFileSync(this.#path());
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return [];
      throw error;
    }
    const letters = decodeFrames(this.#key, () => context, bytes).contents.map(
      (text) => JSON.parse(text) as DeadLetter,
    );
    return [...new Map(letters.map((letter) => [letter.item.id, letter])).values()];
  }

  clear(): void {
    rmSync(this.#path(), { force: true });
    flushFolder(this.#folder);
  }

  #path(): string {
    return join(this.#folder, 'dead.letters');
  }
}
