/** What a UTF-16 unit is to the reader: 0 separator, 1 small letter, 2 digit, 3 capital, 4 a separator that anchors something. */
export const kinds = new Uint8Array(65_536);
/** Small, unaccented form, so that "JOSÉ" and "Jose" are one word. Units above U+00FF stand for themselves. */
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

for (let unit = 0; unit < 65_536; unit++) {
  folded[unit] = unit;
  const letter =
    (unit >= 0xc0 && unit < 0x2000 && unit !== 0xd7 && unit !== 0xf7) ||
    (unit >= 0x2c00 && unit < 0xfe00 && unit !== 0x3000);
  if (letter) kinds[unit] = 1;
}
for (let unit = 48; unit < 58; unit++) kinds[unit] = 2;
for (let unit = 97; unit < 123; unit++) {
  kinds[unit] = 1;
  kinds[unit - 32] = 3;
  folded[unit - 32] = unit;
}
for (const [base, accented] of Object.entries(bases)) {
  for (const letter of accented) {
    const small = letter.charCodeAt(0);
    folded[small] = base.charCodeAt(0);
    if (small !== 0xff) {
      folded[small - 32] = base.charCodeAt(0);
      kinds[small - 32] = 3;
    }
  }
}
for (const anchor of '\n\r@:') kinds[anchor.charCodeAt(0)] = 4;

/** Both tables in one: the folded unit, and its kind in bits 16-18. One load for each unit of a text. */
export const units = new Int32Array(65_536);
for (let unit = 0; unit < 65_536; unit++) units[unit] = folded[unit]! | (kinds[unit]! << 16);
