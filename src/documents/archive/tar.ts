import { decode } from '../text/decode.ts';
import { type Sink, Unreadable } from '../sink.ts';

const block = 512;

/** Reads every file of a tar archive (ustar, GNU long names, pax paths). Links and devices have no content. */
export async function readTar(bytes: Uint8Array, sink: Sink): Promise<void> {
  let longName: string | undefined;
  for (let at = 0; at + block <= bytes.length;) {
    const header = bytes.subarray(at, at + block);
    if (header.every((byte) => byte === 0)) return;
    if (!sumHolds(header))
      throw new Unreadable('corrupt', 'A header of the tar archive is damaged; nothing after it was read.');
    const size = sizeOf(header);
    const content = bytes.subarray(at + block, at + block + size);
    const type = String.fromCharCode(header[156]!);
    const name: string = longName ?? nameOf(header);
    longName = undefined;
    if (content.length < size) throw new Unreadable('corrupt', 'The tar archive is cut off.');
    if (type === 'L') longName = text(content);
    else if (type === 'x') longName = /^\d+ path=(.*)$/m.exec(text(content))?.[1];
    else if (type === '0' || type === '\0' || type === '7') await sink.within('entry', name, content);
    at += block + Math.ceil(size / block) * block;
  }
}

function nameOf(header: Uint8Array): string {
  const prefix = text(header.subarray(257, 262)) === 'ustar' ? text(header.subarray(345, 500)) : '';
  const name = text(header.subarray(0, 100));
  return prefix ? `${prefix}/${name}` : name;
}

/** Octal digits, or a big-endian number where the first bit is set. */
function sizeOf(header: Uint8Array): number {
  const field = header.subarray(124, 136);
  const size =
    (field[0]! & 0x80) === 0
      ? Number.parseInt(text(field).trim() || '0', 8)
      : field.subarray(4).reduce((sum, byte) => sum * 256 + byte, 0);
  if (!Number.isSafeInteger(size) || size < 0)
    throw new Unreadable('corrupt', 'A header of the tar archive is damaged.');
  return size;
}

function sumHolds(header: Uint8Array): boolean {
  const said = Number.parseInt(text(header.subarray(148, 156)).trim(), 8);
  let sum = 0;
  for (let at = 0; at < block; at++) sum += at >= 148 && at < 156 ? 32 : header[at]!;
  return sum === said;
}

function text(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return decode(end < 0 ? bytes : bytes.subarray(0, end)).text;
}
