import { type KeyObject, createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/**
 * The frame in which a batch lies in a spool file: its length (4 bytes, big-endian) and the same with every bit turned
 * over, so that a damaged length is no short frame; then nonce (12), content and tag (16) of AES-256-GCM, bound to
 * spool, file and place.
 */
export function encodeFrame(key: KeyObject, context: string, content: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  const sealed = Buffer.concat([nonce, cipher.update(content, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return Buffer.concat([headOf(sealed.length), sealed]);
}

export interface FoundFrames {
  /** Content of each good frame. */
  contents: string[];
  /** Offset behind each good frame. */
  ends: number[];
  /** `torn`: the last frame was cut off, so it was never confirmed. `damaged`: bytes that were confirmed do not open. */
  rest: 'none' | 'torn' | 'damaged';
}

/** The frames of a spool file, up to the first that is not whole. */
export function decodeFrames(key: KeyObject, contextOf: (frame: number) => string, bytes: Buffer): FoundFrames {
  const found: FoundFrames = { contents: [], ends: [], rest: 'none' };
  let at = 0;
  while (at < bytes.length) {
    const left = bytes.length - at;
    // A power cut may leave zeros where a frame was to be.
    if (left < 8 || bytes.subarray(at).every((byte) => byte === 0)) return { ...found, rest: 'torn' };
    const length = bytes.readUInt32BE(at);
    if (!bytes.subarray(at, at + 8).equals(headOf(length))) return { ...found, rest: 'damaged' };
    const next = at + 8 + length;
    if (next > bytes.length) return { ...found, rest: 'torn' };
    const content = opened(key, bytes.subarray(at + 8, next), contextOf(found.contents.length));
    if (content === undefined) return { ...found, rest: next < bytes.length ? 'damaged' : 'torn' };
    found.contents.push(content);
    found.ends.push(next);
    at = next;
  }
  return found;
}

function headOf(length: number): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(length, 0);
  head.writeUInt32BE(~length >>> 0, 4);
  return head;
}

function opened(key: KeyObject, frame: Buffer, context: string): string | undefined {
  if (frame.length < 28) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, frame.subarray(0, 12), { authTagLength: 16 })
      .setAAD(Buffer.from(context))
      .setAuthTag(frame.subarray(-16));
    return Buffer.concat([decipher.update(frame.subarray(12, -16)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
