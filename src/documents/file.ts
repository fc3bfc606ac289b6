import { open } from 'node:fs/promises';

const headBytes = 65_536;

/** The first bytes of a file. */
export async function readHead(path: string): Promise<Uint8Array> {
  return readUpTo(path, headBytes);
}

/** A file, or as much of it as `limit` bytes. */
export async function readUpTo(path: string, limit: number): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const bytes = Buffer.allocUnsafeSlow(Math.min(size, limit));
    let filled = 0;
    while (filled < bytes.length) {
      const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return bytes.subarray(0, filled);
  } finally {
    await file.close();
  }
}
