import listed from 'humannames/index.json' with { type: 'json' };
import { hashOf } from '../text/tokens.ts';
import { givenNames } from './given.ts';
import { notNames, rarelyNames } from './not-names.ts';
import { surnames } from './surnames.ts';

/** A common given name. */
export const GIVEN = 1;
/** A common family name. */
export const FAMILY = 2;
/** In a list of about 197,000 names of the world, many of which are words as well. */
export const LISTED = 4;
/** An ordinary word, a place, a month or a term of medicine: a name only where its place says so. */
export const WORD = 8;

interface Table {
  hashes: Int32Array;
  flags: Uint8Array;
  mask: number;
}

let table: Table | undefined;

function built(): Table {
  const size = 1 << 19;
  const made: Table = { hashes: new Int32Array(size), flags: new Uint8Array(size), mask: size - 1 };
  const add = (word: string, flag: number) => {
    const hash = hashOf(word);
    let slot = hash & made.mask;
    while (made.flags[slot] !== 0 && made.hashes[slot] !== hash) slot = (slot + 1) & made.mask;
    made.hashes[slot] = hash;
    made.flags[slot] = made.flags[slot]! | flag;
  };
  for (const word of Object.keys(listed)) if (word.length > 1 && !word.includes(' ')) add(word, LISTED);
  for (const word of givenNames) add(word, GIVEN);
  for (const word of surnames) add(word, FAMILY);
  const common = new Set([...givenNames, ...surnames]);
  for (const word of notNames) add(word, WORD);
  for (const word of rarelyNames) if (!common.has(word)) add(word, WORD);
  return made;
}

/** What a word is as a name: flags; 0 when no list knows it. The table is built at the first question. */
export function nameFlags(hash: number): number {
  table ??= built();
  let slot = hash & table.mask;
  for (;;) {
    const flags = table.flags[slot]!;
    if (flags === 0 || table.hashes[slot] === hash) return flags;
    slot = (slot + 1) & table.mask;
  }
}
