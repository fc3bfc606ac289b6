import type { Endpoint } from '../api/endpoint.ts';
import type { FileAnswer, StreamEvent } from './route.ts';

/** Milliseconds between signs of life on a stream that has nothing to say: proxies end quiet ones. */
const heartbeat = 15_000;

/** The answer as the contract says. Fields that the contract does not know never leave. */
export async function send(endpoint: Endpoint, answer: unknown, signal: AbortSignal): Promise<Response> {
  if (endpoint.events) return eventStream(endpoint, answer as AsyncIterable<StreamEvent<unknown>>, signal);
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

function eventStream(endpoint: Endpoint, events: AsyncIterable<StreamEvent<unknown>>, signal: AbortSignal): Response {
  const encoder = new TextEncoder();
  const iterator = events[Symbol.asyncIterator]();
  let timer: NodeJS.Timeout | undefined;
  const end = () => {
    clearInterval(timer);
    void iterator.return?.().catch(() => undefined);
  };
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode(': begun\n\n'));
      timer = setInterval(() => controller.enqueue(encoder.encode(': still here\n\n')), heartbeat);
      timer.unref();
      signal.addEventListener('abort', end, { once: true });
    },
    async pull(controller) {
      try {
        const { done, value } = await iterator.next();
        if (done) {
          clearInterval(timer);
          controller.close();
          return;
        }
        const id = value.id === undefined ? '' : `id: ${value.id.replaceAll(/[\r\n\0]/g, '')}\n`;
        controller.enqueue(encoder.encode(`${id}data: ${JSON.stringify(endpoint.answer.parse(value.data))}\n\n`));
      } catch {
        // The browser connects again and says which event it saw last.
        clearInterval(timer);
        controller.close();
      }
    },
    cancel: end,
  });
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    },
  });
}
