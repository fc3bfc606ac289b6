/** A repeatable source of numbers: the same seed writes the same corpus. */
export interface Random {
  /** 0 to `below` - 1. */
  number(below: number): number;
  pick<T>(list: readonly T[]): T;
  digits(count: number): string;
  /** Some letters out of an alphabet. */
  letters(count: number, alphabet?: string): string;
  chance(share: number): boolean;
}

export function randomOf(seed: number): Random {
  let state = (seed * 2_654_435_761 + 97) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const number = (below: number) => Math.floor(next() * below);
  const repeat = (count: number, one: () => string) => Array.from({ length: count }, one).join('');
  return {
    number,
    pick: (list) => list[number(list.length)]!,
    digits: (count) => repeat(count, () => String(number(10))),
    letters: (count, alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ') => repeat(count, () => alphabet[number(alphabet.length)]!),
    chance: (share) => next() < share,
  };
}
