/** A seeded source of random choices, so that the documents are the same at every run. */
export interface Dice {
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  pick<T>(from: readonly T[]): T;
  /** A string with every `#` a digit, `@` a capital letter, and `%` a digit of 1 to 9. */
  shape(form: string): string;
}

export function dice(seed: number): Dice {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    between,
    pick: (from) => from[between(0, from.length - 1)]!,
    shape: (form) =>
      form.replace(/[#@%]/g, (sign) =>
        sign === '@' ? 'ABCDEFGHJKLMNPRSTVWXYZ'[between(0, 21)]! : String(sign === '%' ? between(1, 9) : between(0, 9)),
      ),
  };
}
