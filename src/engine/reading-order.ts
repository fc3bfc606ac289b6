import type { SectionReader } from '../core/reading.ts';

/** Readers of one API at work at the same time; each API's own limits are kept by its connector. */
const sideBySide = 4;

/**
 * Runs each reader once what it builds on was run: the license reader first, then what `after` names. A few of each
 * API go side by side; a reader that gives records one by one takes no place, for it holds little and lasts long.
 * The first failure is thrown when all that was begun has ended. Throws for readers that wait for each other.
 */
export async function inOrder(
  readers: readonly SectionReader[],
  run: (reader: SectionReader) => Promise<void>,
): Promise<void> {
  const needs = new Map(readers.map((reader) => [reader, neededBy(reader, readers)]));
  refuseCircles(needs);
  const turns = new Map<string, Turns>();
  const begun = new Map<SectionReader, Promise<void>>();
  const begin = (reader: SectionReader): Promise<void> => {
    const known = begun.get(reader);
    if (known) return known;
    const work = async () => {
      await Promise.all(needs.get(reader)!.map(begin));
      if (reader.records) return run(reader);
      const turn = turns.get(reader.api) ?? turnsOf(sideBySide);
      turns.set(reader.api, turn);
      return turn(() => run(reader));
    };
    const made = work();
    begun.set(reader, made);
    return made;
  };
  const failed = (await Promise.allSettled(readers.map(begin))).find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
}

function neededBy(reader: SectionReader, readers: readonly SectionReader[]): SectionReader[] {
  const isLicense = (other: SectionReader) => other.sections.includes('servicePlans');
  return readers.filter(
    (other) =>
      other !== reader &&
      (other.sections.some((name) => reader.after?.includes(name)) || (isLicense(other) && !isLicense(reader))),
  );
}

function refuseCircles(needs: ReadonlyMap<SectionReader, readonly SectionReader[]>): void {
  const clear = new Set<SectionReader>();
  const visit = (reader: SectionReader, trail: readonly SectionReader[]): void => {
    if (clear.has(reader)) return;
    if (trail.includes(reader)) throw new Error(`${reader.id} waits for itself`);
    for (const needed of needs.get(reader)!) visit(needed, [...trail, reader]);
    clear.add(reader);
  };
  for (const reader of needs.keys()) visit(reader, []);
}

type Turns = (act: () => Promise<void>) => Promise<void>;

/** Lets so many work at once; the others wait in order. */
function turnsOf(width: number): Turns {
  let free = width;
  const waiting: (() => void)[] = [];
  return async (act) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => void waiting.push(resolve));
    try {
      await act();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
