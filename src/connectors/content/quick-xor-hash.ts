/**
 * QuickXorHash, the checksum that SharePoint and OneDrive tell of every file (`file.hashes.quickXorHash`): 160 bits,
 * each byte XORed in 11 bits further on than the one before, the length XORed into the last eight bytes; base64.
 * It finds what was cut off or mixed up, not what somebody changed on purpose.
 * https://learn.microsoft.com/onedrive/developer/code-snippets/quickxorhash
 */
export function quickXorHash(bytes: Uint8Array): string {
  // The place repeats every 160 bytes, so bytes of one place are gathered first.
  const places = new Uint8Array(width);
  let place = 0;
  for (let at = 0; at < bytes.length; at++) {
    places[place]! ^= bytes[at]!;
    place = place === width - 1 ? 0 : place + 1;
  }
  const sum = new Uint8Array(width / 8);
  for (let index = 0; index < width; index++) {
    const bit = (index * shift) % width;
    const [cell, offset] = [bit >> 3, bit & 7];
    sum[cell]! ^= (places[index]! << offset) & 0xff;
    sum[(cell + 1) % sum.length]! ^= places[index]! >> (8 - offset);
  }
  const last = new DataView(sum.buffer);
  last.setBigUint64(12, last.getBigUint64(12, true) ^ BigInt(bytes.length), true);
  return Buffer.from(sum).toString('base64');
}

const width = 160;
const shift = 11;
