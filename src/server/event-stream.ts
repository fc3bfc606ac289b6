import type { Endpoint } from '../api/endpoint.ts';
import type { StreamEvent } from './route.ts';

/** Milliseconds between signs of life on a stream that has nothing to say: proxies end quiet ones. */
const heartbeat = 15_000;

interface StreamTerms {
  signal: AbortSignal;
  /** Gives the person's place for a stream back. */
  free(): void;
  /** Whether who listens may still: asked with each sign of life, so that a session's end ends its streams. */
  isStillAdmitted(): Promise<boolean>;
  /** Another time between signs of life, in tests. */
  every?: number;
}

/** Server-sent events, each as the contract says, until they end, the browser goes, or its session does. */
export function eventStream(
  endpoint: Endpoint,
  events: AsyncIterable<StreamEvent<unknown>>,
  { signal, free, isStillAdmitted, every = heartbeat }: StreamTerms,
): Response {
  const encoder = new TextEncoder();
  const iterator = events[Symbol.asyncIterator]();
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const end = () => {
    isOver = true;
    clearInterval(timer);
    free();
    void iterator.return?.().catch(() => undefined);
  };
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const close = () => {
        if (isOver) return;
        end();
        controller.close();
      };
      const look = async () => {
        const stays = await isStillAdmitted().catch(() => true);
        if (isOver) return;
        if (stays) controller.enqueue(encoder.encode(': still here\n\n'));
        else close();
      };
      controller.enqueue(encoder.encode(': begun\n\n'));
      timer = setInterval(() => void look(), every);
      timer.unref();
      signal.addEventListener('abort', end, { once: true });
    },
    async pull(controller) {
      try {
        const { done, value } = await iterator.next();
        if (isOver) return;
        if (!done) {
          const id = value.id === undefined ? '' : `id: ${value.id.replaceAll(/[\r\n\0]/g, '')}\n`;
          controller.enqueue(encoder.encode(`${id}data: ${JSON.stringify(endpoint.answer.parse(value.data))}\n\n`));
          return;
        }
      } catch {
        // The browser connects again and says which event it saw last.
      }
      if (isOver) return;
      end();
      controller.close();
    },
    cancel: end,
  });
  return new Response(stream, {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
  });
}
