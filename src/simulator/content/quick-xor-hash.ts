const bits = 160;
const shift = 11;

/**
 * Microsoft's quickXorHash of a file, in Base64 (documented at
 * learn.microsoft.com/onedrive/developer/code-snippets/quickxorhash): each byte is added by XOR into a ring of 160
 * bits, 11 bits further than the one before; the length is added to the last 64 bits.
 */
export function quickXorHash(bytes: Uint8Array): string {
  const ring = new Uint8Array(bits / 8);
  let at = 0;
  for (const byte of bytes) {
    const cell = at >> 3;
    const spread = byte << (at & 7);
    ring[cell]! ^= spread & 0xff;
    // The ring closes at 160 bits: 20 whole bytes.
    ring[cell + 1 === ring.length ? 0 : cell + 1]! ^= spread >> 8;
    at += shift;
    if (at >= bits) at -= bits;
  }
  let length = bytes.length;
  for (let index = ring.length - 8; index < ring.length && length > 0; index += 1) {
    ring[index]! ^= length & 0xff;
    length = Math.floor(length / 256);
  }
  return Buffer.from(ring).toString('base64');
}
