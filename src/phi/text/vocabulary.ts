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
  /** One bit for each low 17 bits of a hash: most words of a text start no term, and end here. */
  seen: Uint8Array;
  /** By word id: the trie node after the word as a first word; 0 is none. */
  first: Int32Array;
  /** Trie edges, keyed node * 65536 + word id. */
  edges: Map<number, number>;
  /** By node: 1 when a longer term goes on from it. */
  goesOn: Uint8Array;
  /** By node: term number, or -1. */
  terminal: Int32Array;
  terms: Term[];
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
  const add = (term: string, hashes: readonly number[], tag: Tag) => {
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
  const seen = new Uint8Array(16_384);
  for (const [hash, id] of words) {
    if (first[id] !== 0) seen[(hash & 0x1ffff) >> 3]! |= 1 << (hash & 7);
    let slot = hash & (size - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (size - 1);
    slots[slot] = id;
    hashes[slot] = hash;
  }
  return {
    slots,
    hashes,
    mask: size - 1,
    seen,
    first: Int32Array.from(first),
    edges,
    goesOn,
    terminal: Int32Array.from(terminal),
    terms,
  };
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
