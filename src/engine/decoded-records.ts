import { ShapeError } from '../core/shape.ts';
import { type SectionName, sections } from '../core/snapshot.ts';

/** Records on their way from a reader to where they are kept. */
export interface DecodedRecords extends AsyncIterable<unknown> {
  /** What the source threw, to tell its failure from that of the place they go to. */
  readonly failure: unknown;
}

/**
 * Decodes the records of a list section as they come. It throws what the source throws, `ShapeError` for a record that
 * cannot be understood and for an empty list where none is empty, and the signal's reason once that is aborted.
 */
export function decodedRecords(name: SectionName, source: AsyncIterable<unknown>, signal: AbortSignal): DecodedRecords {
  let failure: unknown;
  async function* decoded() {
    let count = 0;
    try {
      for await (const record of source) {
        signal.throwIfAborted();
        yield* decode(name, record, count);
        count += 1;
      }
      // A list of which every tenant has at least one record says so.
      if (count === 0) sections[name].decode([]);
    } catch (error) {
      failure = error;
      throw error;
    }
  }
  return {
    get failure() {
      return failure;
    },
    [Symbol.asyncIterator]: decoded,
  };
}

function decode(name: SectionName, record: unknown, place: number): unknown[] {
  try {
    return sections[name].decode([record]) as unknown[];
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    throw new ShapeError(error.path.replace(/^\[0\]/, `[${place}]`), error.wanted);
  }
}
