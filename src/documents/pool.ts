import { Worker } from 'node:worker_threads';
import type { UnreadableReason } from '../core/document.ts';
import type { FromWorker, ToWorker } from './pool-messages.ts';
import { PictureError, type ReadPicture } from './sink.ts';

export interface PoolOptions {
  /** The worker's program; it calls `serveJobs`. */
  program: URL;
  size: number;
  /** Given to every worker. */
  workerData: unknown;
  /** Megabytes of objects a worker may hold. */
  memory: number;
  /** Milliseconds for one job, waiting for OCR apart. */
  timeout: number;
  /** Jobs after which a worker is begun anew. */
  recycleAfter: number;
  /**
   * Megabytes by which the whole process may grow while the pool reads. Buffers of libraries do not count as a worker's
   * objects; beyond this the job that has run longest is ended.
   */
  resident: number;
  readPicture?: ReadPicture | undefined;
}

/** Workers that each do one job at a time. A job that hangs or kills its worker harms no other. */
export interface Pool<Job, Answer> {
  /** Throws `JobError`. Jobs wait for a free worker. */
  run(job: Job): Promise<Answer>;
  close(): Promise<void>;
}

/** Milliseconds between two looks at the memory. */
const guardPause = 300;

/** A job that ended without an answer. */
export class JobError extends Error {
  readonly reason: UnreadableReason;

  constructor(reason: UnreadableReason, message: string) {
    super(message);
    this.name = 'JobError';
    this.reason = reason;
  }
}

interface Seat {
  worker: Worker | undefined;
  done: number;
  /** Ends the running job. */
  stop?: ((error: JobError) => void) | undefined;
  since: number;
}

export function startPool<Job, Answer>(options: PoolOptions): Pool<Job, Answer> {
  const free: Seat[] = Array.from({ length: options.size }, () => ({ worker: undefined, done: 0, since: 0 }));
  const all = [...free];
  const queue: ((seat: Seat) => void)[] = [];
  let closed = false;
  const held = process.memoryUsage.rss();
  const guard = setInterval(() => {
    if (process.memoryUsage.rss() - held < options.resident * 1_048_576) return;
    const busy = all.filter(({ stop }) => stop).toSorted((a, b) => a.since - b.since);
    busy[0]?.stop?.(new JobError('limit', 'Reading the file takes more memory than one file may.'));
  }, guardPause).unref();

  const seated = () => {
    const seat = free.pop();
    return seat ? Promise.resolve(seat) : new Promise<Seat>((resolve) => queue.push(resolve));
  };
  const leave = (seat: Seat) => {
    const next = queue.shift();
    if (next) next(seat);
    else free.push(seat);
  };
  return {
    async run(job) {
      const seat = await seated();
      try {
        if (closed) throw new JobError('crashed', 'The scan was stopped.');
        seat.worker ??= startWorker(options);
        const { answer, heavy } = await answerOf(seat, seat.worker, job, options);
        if (heavy) seat.done = options.recycleAfter;
        return answer as Answer;
      } catch (error) {
        await end(seat);
        throw error;
      } finally {
        if (++seat.done >= options.recycleAfter) await end(seat);
        leave(seat);
      }
    },
    async close() {
      closed = true;
      clearInterval(guard);
      await Promise.all(all.map(end));
    },
  };
}

async function end(seat: Seat): Promise<void> {
  const { worker } = seat;
  seat.worker = undefined;
  seat.done = 0;
  await worker?.terminate();
}

function startWorker({ program, workerData, memory }: PoolOptions): Worker {
  // What libraries print may quote the file, so it goes nowhere.
  const worker = new Worker(program, {
    workerData,
    stdout: true,
    stderr: true,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: memory, maxYoungGenerationSizeMb: 48, stackSizeMb: 4 },
  });
  worker.stdout.resume();
  worker.stderr.resume();
  // Between jobs nobody listens, and an error that nobody hears would end the program.
  worker.on('error', () => {});
  return worker;
}

function answerOf(
  seat: Seat,
  worker: Worker,
  job: unknown,
  { timeout, readPicture }: PoolOptions,
): Promise<{ answer: unknown; heavy: boolean }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ answer: unknown; heavy: boolean }>();
  seat.stop = reject;
  seat.since = performance.now();
  const clock = pausable(timeout, () =>
    reject(new JobError('time', `Reading took longer than ${Math.round(timeout / 1000)} seconds.`)),
  );
  const heard = (message: FromWorker<unknown>) => {
    if (message.kind === 'answer') resolve(message);
    else if (message.kind === 'failed') reject(new JobError('crashed', 'The reader of the format failed.'));
    else {
      clock.pause();
      void wordsFor(message.id, message.picture);
    }
  };
  const wordsFor = async (id: number, picture: Parameters<ReadPicture>[0]) => {
    const reply = await words(id, picture, readPicture);
    clock.resume();
    worker.postMessage(reply, []);
  };
  const failed = (error: Error & { code?: string }) =>
    reject(
      error.code === 'ERR_WORKER_OUT_OF_MEMORY'
        ? new JobError('limit', 'Reading the file takes more memory than one file may.')
        : new JobError('crashed', 'The reader of the format crashed.'),
    );
  const exited = () => reject(new JobError('crashed', 'The reader of the format ended without an answer.'));
  worker.on('message', heard);
  worker.once('error', failed);
  worker.once('exit', exited);
  worker.postMessage({ kind: 'job', job } satisfies ToWorker<unknown>, []);
  return promise.finally(() => {
    seat.stop = undefined;
    clock.pause();
    worker.off('message', heard);
    worker.off('error', failed);
    worker.off('exit', exited);
  });
}

async function words(
  id: number,
  picture: Parameters<ReadPicture>[0],
  read: ReadPicture | undefined,
): Promise<ToWorker<never>> {
  try {
    if (!read) throw new PictureError('unsupported', 'Pictures are not read: OCR is off.');
    return { kind: 'words', id, text: await read(picture) };
  } catch (error) {
    if (error instanceof PictureError) return { kind: 'no-words', id, reason: error.reason, detail: error.message };
    return { kind: 'no-words', id, reason: 'crashed', detail: 'OCR failed.' };
  }
}

/** A timer that stands still while the job waits for somebody else. */
function pausable(milliseconds: number, ring: () => void): { pause(): void; resume(): void } {
  let left = milliseconds;
  let since = performance.now();
  let timer: NodeJS.Timeout | undefined = setTimeout(ring, left);
  return {
    pause() {
      if (timer === undefined) return;
      clearTimeout(timer);
      timer = undefined;
      left -= performance.now() - since;
    },
    resume() {
      since = performance.now();
      timer ??= setTimeout(ring, Math.max(0, left));
    },
  };
}
