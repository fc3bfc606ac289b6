/** A unit of a word: a letter or a digit. Every unit without this bit separates words. */
export const WORDLY = 1 << 16;
export const DIGIT_UNIT = 1 << 17;
export const CAPITAL_UNIT = 1 << 18;
/** A separator that anchors something: a line end, `@`, `:`. */
export const ANCHOR = 1 << 19;

/** Small, unaccented form, so that "JOSÉ" and "Jose" are one word. Units above U+017F stand for themselves. */
export const folded = new Uint16Array(65_536);

const bases: Readonly<Record<string, string>> = {
  a: 'àáâãäå',
  c: 'ç',
  e: 'èéêë',
  i: 'ìíîï',
  n: 'ñ',
  o: 'òóôõöø',
  u: 'ùúûü',
  y: 'ýÿ',
};

/** The folded unit, and above it the bits of what the unit is: one load for each unit of a text. */
export const units = new Int32Array(65_536);

for (let unit = 0; unit < 65_536; unit++) {
  folded[unit] = unit;
  const letter =
    (unit >= 0xc0 && unit < 0x2000 && unit !== 0xd7 && unit !== 0xf7) ||
    (unit >= 0x2c00 && unit < 0xfe00 && unit !== 0x3000);
  if (letter) units[unit] = WORDLY;
}
for (let unit = 48; unit < 58; unit++) units[unit] = WORDLY | DIGIT_UNIT;
for (let unit = 97; unit < 123; unit++) {
  units[unit] = WORDLY;
  units[unit - 32] = WORDLY | CAPITAL_UNIT;
  folded[unit - 32] = unit;
}
for (const [base, accented] of Object.entries(bases)) {
  for (const letter of accented) {
    const small = letter.charCodeAt(0);
    folded[small] = base.charCodeAt(0);
    if (small !== 0xff) {
      folded[small - 32] = base.charCodeAt(0);
      units[small - 32] = WORDLY | CAPITAL_UNIT;
    }
  }
}
// Letters of Latin Extended-A without their marks: "Łukasz", "Kovář", "Şahin".
for (let unit = 0x100; unit < 0x180; unit++) {
  const letter = String.fromCharCode(unit);
  const small = letter.toLowerCase();
  const base =
    small === '\u0142' ? 'l' : small === '\u0111' ? 'd' : small === '\u0131' ? 'i' : small.normalize('NFD')[0]!;
  folded[unit] = base.charCodeAt(0);
  if (small !== letter) units[unit] = WORDLY | CAPITAL_UNIT;
}
for (const letter of '\u00de\u00d0\u00c6') {
  folded[letter.charCodeAt(0)] = letter.charCodeAt(0) + 32;
  units[letter.charCodeAt(0)] = WORDLY | CAPITAL_UNIT;
}
for (const anchor of '\n\r@:') units[anchor.charCodeAt(0)] = ANCHOR;
for (let unit = 0; unit < 65_536; unit++) units[unit]! |= folded[unit]!;
