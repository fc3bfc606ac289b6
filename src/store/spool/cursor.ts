import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StoreError, codeOf } from '../errors.ts';
import { replaceWhole } from '../events/durable-files.ts';

/** Where each source is read up to. */
export type Positions = Readonly<Record<string, string>>;

/** Which item is next, and what was counted. Holds nothing of the items. */
export interface Cursor {
  /** Number of the file, frame in it, item in that. */
  file: number;
  frame: number;
  item: number;
  /** Where the sources were read up to with the last frame that is done. */
  behind: Positions;
  delivered: number;
  /** Items that went because the limit was reached. */
  dropped: number;
  rewound: number;
}

/** The cursor of a spool; the first item of a new one when there is none. Throws `integrity` for what is no cursor. */
export function keptCursor(folder: string): Cursor {
  let text: string;
  try {
    text = readFileSync(pathIn(folder), 'utf8');
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    return { file: 1, frame: 0, item: 0, behind: {}, delivered: 0, dropped: 0, rewound: 0 };
  }
  try {
    const { format, ...cursor } = JSON.parse(text) as Cursor & { format: string };
    const numbers = [cursor.file, cursor.frame, cursor.item, cursor.delivered, cursor.dropped, cursor.rewound];
    if (format === 'wardline spool 1' && numbers.every((number) => Number.isSafeInteger(number) && number >= 0))
      return cursor;
  } catch {
    // Said below.
  }
  throw new StoreError(
    'integrity',
    'The place in the spool of a stream was altered or damaged.',
    'Put cursor.json back from a backup, or remove the folder of the spool: the stream then begins as a new one.',
  );
}

export function keepCursor(folder: string, cursor: Cursor): void {
  replaceWhole(pathIn(folder), [Buffer.from(`${JSON.stringify({ format: 'wardline spool 1', ...cursor })}\n`)]);
}

function pathIn(folder: string): string {
  return join(folder, 'cursor.json');
}
