import type { Blobs } from './blobs.ts';

/** Characters of JSON that are gathered before they are written. */
const pieceLength = 64 * 1024;

/**
 * Keeps records as one blob, a JSON list with a record to a line, without holding more than some of them. When the
 * source throws, nothing is kept and the error goes on.
 */
export function putRecords(blobs: Blobs, records: AsyncIterable<unknown>): Promise<string> {
  return blobs.putPieces(listOf(records));
}

async function* listOf(records: AsyncIterable<unknown>): AsyncGenerator<string> {
  let piece = '[';
  let first = true;
  for await (const record of records) {
    piece += `${first ? '' : ',\n'}${JSON.stringify(record)}`;
    first = false;
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = '';
  }
  yield `${piece}]`;
}

/**
 * The records of a list, one by one. JSON text holds no bare line break, so a line is whole records; a list that was
 * kept as one text is one line. Throws `not-found` and `integrity` as a blob does.
 */
export async function* recordsIn(blobs: Blobs, hash: string): AsyncGenerator {
  const decoder = new TextDecoder();
  let rest = '';
  let first = true;
  for await (const piece of blobs.pieces(hash)) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
    rest = lines.pop()!;
    for (const line of lines) {
      yield* JSON.parse(`${first ? '' : '['}${line.replace(/,$/, '')}]`) as unknown[];
      first = false;
    }
  }
  yield* JSON.parse(`${first ? '' : '['}${rest}`) as unknown[];
}
