import type { Endpoint } from '../api/endpoint.ts';
import type { FileAnswer } from './route.ts';

/** The answer as the contract says. Fields that the contract does not know never leave. */
export function send(endpoint: Endpoint, answer: unknown): Response {
  if (endpoint.file) return fileResponse(endpoint.file, answer as FileAnswer);
  if (endpoint.status === 204) return new Response(null, { status: 204 });
  return Response.json(endpoint.answer.parse(answer), {
    status: endpoint.status,
    headers: { 'cache-control': 'no-store' },
  });
}

function fileResponse(type: string, { name, body }: FileAnswer): Response {
  // Names come from the program, and yet a quote or a line break must not begin another header.
  const plain = name.replaceAll(/[^\w.-]+/g, '-');
  return new Response(
    body instanceof Object && Symbol.asyncIterator in body
      ? streamOf(body)
      : (body as string | Uint8Array<ArrayBuffer>),
    {
      headers: {
        'content-type': type,
        'content-disposition': `attachment; filename="${plain}"`,
        'cache-control': 'no-store',
      },
    },
  );
}

function streamOf(body: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  return ReadableStream.from(body);
}
