/** What every compressed RTF starts from: the dictionary of [MS-OXRTFCP] 2.1.3.1.1. */
const prefix =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx';

const ring = 4_096;

/**
 * Unpacks the RTF body of an Outlook message, at most `limit` bytes of it. Bytes that break off end the text there;
 * undefined where they are no compressed RTF at all.
 */
export function unpackRtf(bytes: Uint8Array, limit: number): Uint8Array | undefined {
  if (bytes.length < 16) return undefined;
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = Math.min(data.getUint32(4, true), limit);
  const kind = data.getUint32(8, true);
  if (kind === 0x414c454d) return bytes.subarray(16, 16 + size);
  if (kind !== 0x75465a4c) return undefined;
  const window = new Uint8Array(ring);
  window.set(Buffer.from(prefix, 'latin1'));
  let write = prefix.length;
  const out: number[] = [];
  for (let at = 16; at < bytes.length && out.length < size;) {
    const flags = bytes[at++]!;
    for (let bit = 0; bit < 8 && at < bytes.length && out.length < size; bit++) {
      if ((flags & (1 << bit)) === 0) {
        put(bytes[at++]!);
        continue;
      }
      if (at + 1 >= bytes.length) return Uint8Array.from(out);
      const pair = (bytes[at]! << 8) | bytes[at + 1]!;
      at += 2;
      const from = pair >> 4;
      if (from === write) return Uint8Array.from(out);
      for (let step = 0; step < (pair & 15) + 2; step++) put(window[(from + step) % ring]!);
    }
  }
  return Uint8Array.from(out);

  function put(byte: number): void {
    out.push(byte);
    window[write] = byte;
    write = (write + 1) % ring;
  }
}
