import { parentPort } from 'node:worker_threads';
import type { FromWorker, ToWorker } from './pool-messages.ts';
import { PictureError, type ReadPicture } from './sink.ts';

/** Bytes outside of a worker's heap from which on it is not used again: libraries keep large buffers for long. */
const heavy = 256_000_000;

/**
 * Makes the running worker thread answer the jobs of a pool, one at a time. Pictures are sent to the pool, which has
 * the only OCR process. What `act` throws is told without its text, which may quote what was read.
 */
export function serveJobs(act: (job: unknown, readPicture: ReadPicture) => Promise<unknown>): void {
  const port = parentPort;
  if (!port) throw new Error('serveJobs runs in a worker thread.');
  // PDF.js leaves promises behind that nobody waits for; when one fails, the file can mostly be read all the same.
  process.on('unhandledRejection', () => {});
  const waiting = new Map<number, { resolve(text: string): void; reject(error: Error): void }>();
  let last = 0;
  const send = (message: FromWorker<unknown>) => port.postMessage(message);
  const readPicture: ReadPicture = (picture) => {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    waiting.set(++last, { resolve, reject });
    send({ kind: 'picture', id: last, picture });
    return promise;
  };
  port.on('message', (message: ToWorker<unknown>) => {
    if (message.kind === 'job') {
      act(message.job, readPicture).then(
        (answer) => send({ kind: 'answer', answer, heavy: process.memoryUsage().external > heavy }),
        () => send({ kind: 'failed' }),
      );
      return;
    }
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.kind === 'words') asked?.resolve(message.text);
    else asked?.reject(new PictureError(message.reason, message.detail));
  });
}
