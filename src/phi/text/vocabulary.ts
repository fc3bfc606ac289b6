import { hashOf, tokenize } from './tokens.ts';

/** What a term stands for: a detector's context, a signal, a role. Small numbers, given by `tagOf`. */
export type Tag = number;

const tagNumbers = new Map<string, Tag>();

/** The number of a tag; the same name gets the same number. */
export function tagOf(name: string): Tag {
  let tag = tagNumbers.get(name);
  if (tag === undefined) {
    tag = tagNumbers.size;
    tagNumbers.set(name, tag);
  }
  return tag;
}

export interface Term {
  text: string;
  tags: Tag[];
}

/** Terms of one tag. With `joined`, terms of several words match as one as well ("dateofbirth", as in column names). */
export interface TermList {
  tag: string;
  terms: readonly string[];
  joined?: boolean;
}

export interface Vocabulary {
  /** Open addressing: word id by hash; 0 is none. `hashes` proves the slot. */
  slots: Uint16Array;
  hashes: Int32Array;
  mask: number;
  /** Bits by hash: a word without its bit in `alone` is no term, two without theirs in `pairs` start none. */
  alone: Uint8Array;
  pairs: Uint8Array;
  /** By word id: the trie node after the word as a first word; 0 is none. */
  first: Int32Array;
  edges: Edges;
  /** By node: 1 when a longer term goes on from it. */
  goesOn: Uint8Array;
  /** By node: term number, or -1. */
  terminal: Int32Array;
  terms: Term[];
}

/** Trie edges in open addressing: the node that follows a node by a word. `from` 0 is an empty slot. */
interface Edges {
  from: Int32Array;
  word: Int32Array;
  to: Int32Array;
  mask: number;
}

/** Bits of a filter: with some thousands of terms one word in thirty passes by chance. */
export const filterBits = 1 << 18;

/** The bit of two words in a row in a filter. */
export function pairBit(first: number, second: number): number {
  return (Math.imul(first, 31) ^ second) & (filterBits - 1);
}

/** Compiles lists into one table. A term that stands in several lists carries all their tags. */
export function compile(lists: readonly TermList[]): Vocabulary {
  const terms: Term[] = [];
  const words = new Map<number, number>();
  const first: number[] = [0];
  const edges = new Map<number, number>();
  const terminal: number[] = [-1];
  const wordId = (hash: number) => {
    let id = words.get(hash);
    if (id === undefined) {
      id = words.size + 1;
      words.set(hash, id);
      first[id] = 0;
    }
    return id;
  };
  const alone = new Uint8Array(filterBits >> 3);
  const pairs = new Uint8Array(filterBits >> 3);
  const mark = (filter: Uint8Array, bit: number) => {
    filter[bit >> 3]! |= 1 << (bit & 7);
  };
  const add = (term: string, hashes: readonly number[], tag: Tag) => {
    if (hashes.length === 1) mark(alone, hashes[0]! & (filterBits - 1));
    else mark(pairs, pairBit(hashes[0]!, hashes[1]!));
    const ids = hashes.map(wordId);
    let node = first[ids[0]!]!;
    if (node === 0) {
      node = terminal.push(-1) - 1;
      first[ids[0]!] = node;
    }
    for (const id of ids.slice(1)) {
      const key = node * 65_536 + id;
      let next = edges.get(key);
      if (next === undefined) {
        next = terminal.push(-1) - 1;
        edges.set(key, next);
      }
      node = next;
    }
    const known = terminal[node]!;
    if (known === -1) terminal[node] = terms.push({ text: term, tags: [tag] }) - 1;
    else if (!terms[known]!.tags.includes(tag)) terms[known]!.tags.push(tag);
  };
  for (const list of lists) {
    const tag = tagOf(list.tag);
    for (const term of list.terms) {
      const hashes = hashesOf(term);
      if (hashes.length === 0) continue;
      add(term, hashes, tag);
      if (list.joined && hashes.length > 1 && hashes.length < 5) {
        const whole = term.replace(/[^A-Za-z0-9]/g, '');
        if (whole.length > 4) add(term, [hashOf(whole)], tag);
      }
    }
  }
  const goesOn = new Uint8Array(terminal.length);
  for (const key of edges.keys()) goesOn[Math.floor(key / 65_536)] = 1;
  let size = 1024;
  while (size < words.size * 4) size *= 2;
  const slots = new Uint16Array(size);
  const hashes = new Int32Array(size);
  for (const [hash, id] of words) {
    let slot = hash & (size - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (size - 1);
    slots[slot] = id;
    hashes[slot] = hash;
  }
  return {
    slots,
    hashes,
    mask: size - 1,
    alone,
    pairs,
    first: Int32Array.from(first),
    edges: edgesOf(edges),
    goesOn,
    terminal: Int32Array.from(terminal),
    terms,
  };
}

/** A `Map` keyed by such large numbers allocates for each question, and a text asks one at every fifth word. */
function edgesOf(edges: ReadonlyMap<number, number>): Edges {
  let size = 1024;
  while (size < edges.size * 4) size *= 2;
  const table: Edges = {
    from: new Int32Array(size),
    word: new Int32Array(size),
    to: new Int32Array(size),
    mask: size - 1,
  };
  for (const [key, to] of edges) {
    const from = Math.floor(key / 65_536);
    const word = key % 65_536;
    let slot = edgeSlot(from, word) & table.mask;
    while (table.from[slot] !== 0) slot = (slot + 1) & table.mask;
    table.from[slot] = from;
    table.word[slot] = word;
    table.to[slot] = to;
  }
  return table;
}

function edgeSlot(from: number, word: number): number {
  const mixed = Math.imul(from, 0x9e3779b1) ^ Math.imul(word, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}

/** The node that follows a node by a word; 0 when no term goes on so. */
export function edgeOf({ from, word, to, mask }: Edges, node: number, next: number): number {
  let slot = edgeSlot(node, next) & mask;
  for (;;) {
    const at = from[slot]!;
    if (at === 0) return 0;
    if (at === node && word[slot] === next) return to[slot]!;
    slot = (slot + 1) & mask;
  }
}

function hashesOf(term: string): number[] {
  const tokens = tokenize(term);
  return [...tokens.hash.subarray(0, tokens.count)];
}

/** The word id of a hash; 0 when the vocabulary does not hold it. */
export function wordOf(vocabulary: Vocabulary, hash: number): number {
  let slot = hash & vocabulary.mask;
  for (;;) {
    const id = vocabulary.slots[slot]!;
    if (id === 0 || vocabulary.hashes[slot] === hash) return id;
    slot = (slot + 1) & vocabulary.mask;
  }
}
