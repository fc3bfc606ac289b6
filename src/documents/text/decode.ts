import iconv from 'iconv-lite';

export interface Decoded {
  text: string;
  encoding: string;
  /** Set when some bytes fit no character and stand as U+FFFD. */
  damaged: boolean;
}

/**
 * Text of bytes of unknown encoding: by byte order mark; UTF-16 by its zero bytes; else UTF-8 where it is valid or
 * nearly so; else Windows-1252, in which any bytes are text. A byte order mark is no part of the text.
 */
export function decode(bytes: Uint8Array): Decoded {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return utf8(bytes.subarray(3), 'utf-8 with a mark');
  if (a === 0xff && b === 0xfe) return wide(bytes.subarray(2), 'utf-16le');
  if (a === 0xfe && b === 0xff) return wide(bytes.subarray(2), 'utf-16be');
  const order = wideOrder(bytes);
  if (order) return wide(bytes, order);
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8', damaged: false };
  } catch {
    return mostlyUtf8(bytes) ? utf8(bytes, 'utf-8') : codePage(bytes, 'windows-1252');
  }
}

/** Text in a named code page ("windows-1250", "cp437", "shift_jis"); Windows-1252 where the name is not known. */
export function codePage(bytes: Uint8Array, name: string): Decoded {
  const encoding = iconv.encodingExists(name) ? name : 'windows-1252';
  const text = iconv.decode(bytes, encoding);
  return { text, encoding, damaged: text.includes('\ufffd') };
}

function utf8(bytes: Uint8Array, encoding: string): Decoded {
  const text = new TextDecoder('utf-8').decode(bytes);
  return { text, encoding, damaged: text.includes('\ufffd') };
}

function wide(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): Decoded {
  const text = new TextDecoder(encoding).decode(bytes);
  return { text, encoding, damaged: text.includes('\ufffd') };
}

/** UTF-16 without a mark: in Western text every second byte is zero. */
function wideOrder(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const head = bytes.subarray(0, 4096 - (bytes.length % 2));
  if (head.length < 4) return undefined;
  let even = 0;
  let odd = 0;
  for (let at = 0; at + 1 < head.length; at += 2) {
    if (head[at] === 0) even++;
    if (head[at + 1] === 0) odd++;
  }
  const pairs = Math.floor(head.length / 2);
  if (odd > pairs * 0.6 && even < pairs * 0.05) return 'utf-16le';
  if (even > pairs * 0.6 && odd < pairs * 0.05) return 'utf-16be';
  return undefined;
}

/** Whether the bytes above ASCII are mostly whole UTF-8 sequences. One broken byte must not turn the rest into another language. */
function mostlyUtf8(bytes: Uint8Array): boolean {
  let whole = 0;
  let broken = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte < 0x80) continue;
    const length = byte >= 0xf0 && byte < 0xf5 ? 3 : byte >= 0xe0 ? 2 : byte >= 0xc2 ? 1 : 0;
    let seen = 0;
    while (seen < length && (bytes[at + 1 + seen]! & 0xc0) === 0x80) seen++;
    if (length > 0 && byte < 0xf5 && seen === length) whole++;
    else broken++;
    at += seen;
  }
  return whole > broken;
}
