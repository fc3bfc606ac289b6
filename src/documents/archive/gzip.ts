import { createGunzip } from 'node:zlib';
import { Full, type Sink, Unreadable } from '../sink.ts';

/** Unpacks a gzip file piece by piece under the limits, and reads what is in it as a file of its own. */
export async function readGzip(bytes: Uint8Array, name: string, sink: Sink): Promise<void> {
  const inner = name.replace(/\.tgz$/i, '.tar').replace(/\.gz$/i, '');
  const { content, broken } = await unpack(bytes, sink);
  if (content.length > 0) await sink.within('', inner === name ? 'content' : baseName(inner), content);
  if (broken) throw new Unreadable(broken, words[broken]);
}

const words = {
  corrupt: 'The gzip file is cut off or damaged.',
  limit: 'It unfolds to so many times its size that it is taken for a bomb.',
  'too-large': 'It unfolds to more than is read of one file; the first part was read.',
};

async function unpack(bytes: Uint8Array, sink: Sink): Promise<{ content: Uint8Array; broken?: keyof typeof words }> {
  const stream = createGunzip();
  const chunks: Buffer[] = [];
  let size = 0;
  stream.end(bytes);
  const content = () => Buffer.concat(chunks);
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      sink.countUnpacked(chunk.length);
      if (size > sink.limits.fileBytes) return { content: content(), broken: 'too-large' };
      if (size > 1_048_576 && size > bytes.length * sink.limits.ratio)
        return { content: new Uint8Array(), broken: 'limit' };
      chunks.push(chunk);
    }
    return { content: content() };
  } catch (error) {
    if (error instanceof Full) throw error;
    return { content: content(), broken: 'corrupt' };
  }
}

function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1)!;
}
