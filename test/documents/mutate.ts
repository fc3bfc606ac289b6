/** Numbers from 0 to 1 that follow from the seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const numbers = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffffe];

/** A file with one to eight faults: flipped and extreme bytes, pieces cut, doubled, moved or taken from another file. */
export function mutated(seed: Uint8Array, other: Uint8Array, random: () => number): Uint8Array {
  let bytes = Buffer.from(seed);
  const at = (length = bytes.length) => Math.floor(random() * length);
  for (let left = 1 + at(8); left > 0 && bytes.length > 4; left--) {
    const from = at();
    const size = 1 + Math.floor(random() ** 3 * Math.min(4_000, bytes.length - from));
    switch (at(8)) {
      case 0:
        bytes[from]! ^= 1 << at(8);
        break;
      case 1:
        bytes.writeUInt32LE(numbers[at(numbers.length)]!, Math.min(from, bytes.length - 4));
        break;
      case 2:
        bytes.writeUInt16BE(numbers[at(numbers.length)]! & 0xffff, Math.min(from, bytes.length - 2));
        break;
      case 3:
        bytes = Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + size)]);
        break;
      case 4:
        bytes = Buffer.concat([bytes.subarray(0, from + size), bytes.subarray(from)]);
        break;
      case 5:
        bytes = Buffer.concat([
          bytes.subarray(0, from),
          other.subarray(at(other.length), at(other.length) + size),
          bytes.subarray(from),
        ]);
        break;
      case 6:
        bytes = bytes.subarray(0, Math.max(4, from));
        break;
      default:
        for (let step = 0; step < Math.min(size, 64); step++) bytes[from + step] = at(256);
    }
  }
  return bytes;
}
