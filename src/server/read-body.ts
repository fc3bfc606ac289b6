import { RequestFault } from './problem-of.ts';

/** Bytes of a request's body at most: the largest that anybody sends are plans and policies. */
const most = 1_048_576;

/** The text of a JSON body. What is too large is refused before it is read whole. */
export async function readBody(request: Request, wanted: boolean): Promise<string> {
  if (!wanted || !request.body) return '';
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json(?:\s*;|$)/i.test(type)) throw new RequestFault('wrong-media-type');
  if (Number(request.headers.get('content-length') ?? 0) > most) throw new RequestFault('too-large');
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body) {
    length += chunk.byteLength;
    if (length > most) throw new RequestFault('too-large');
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new RequestFault('bad-request', 'The body is no UTF-8.');
  }
}
