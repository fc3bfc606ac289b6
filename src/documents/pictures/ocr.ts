import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { setTimeout as setTimeoutPromise } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Picture, PictureError } from '../sink.ts';
import type { OcrReply, OcrRequest } from './ocr-messages.ts';

/** One OCR process for the whole program, whoever asks: it takes about 360 MB. */
export interface Ocr {
  /** Words of a picture. Throws `PictureError`. Requests wait for each other. */
  read(picture: Picture): Promise<string>;
  close(): void;
}

export interface OcrOptions {
  /** Pixels of a picture that is read at all. */
  pixels: number;
  /** Milliseconds for one picture, the start of the process apart. */
  timeout: number;
  /** Pictures after which the process is begun anew. */
  recycleAfter: number;
}

const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
const program = fileURLToPath(new URL(`./recognize.${ending}`, import.meta.url));
/** Milliseconds to load the engine and its language, on a machine that is busy. */
const startTime = 30_000;
/** Pictures whose words are remembered. */
const mostKnown = 200;

export function startOcr(options: OcrOptions): Ocr {
  let child: ChildProcess | undefined;
  let done = 0;
  let last = 0;
  let queue: Promise<unknown> = Promise.resolve();
  let closed = false;

  // The same logo stands in thousands of letters. Words are kept in memory only, and few.
  const known = new Map<string, string>();
  const remembered = async (picture: Picture): Promise<string> => {
    const { width = 0, height = 0 } = picture.raw ?? {};
    const key = createHash('sha256')
      .update(`${width} ${height} ${picture.page ?? 0} `)
      .update(picture.bytes)
      .digest('base64');
    const text = known.get(key) ?? (await readOne(picture));
    known.delete(key);
    known.set(key, text);
    if (known.size > mostKnown) known.delete(known.keys().next().value!);
    return text;
  };
  const end = () => {
    child?.kill('SIGKILL');
    child = undefined;
    done = 0;
  };
  const readOne = async (picture: Picture): Promise<string> => {
    if (closed) throw new PictureError('crashed', 'OCR was stopped.');
    const starting = child === undefined;
    child ??= await begun();
    if (closed) {
      end();
      throw new PictureError('crashed', 'OCR was stopped.');
    }
    const request: OcrRequest = { id: ++last, picture, pixels: options.pixels };
    try {
      const reply = await asked(child, request, options.timeout + (starting ? startTime : 0));
      if ('text' in reply) return reply.text;
      throw new PictureError(reply.reason, reply.detail);
    } catch (error) {
      if (!(error instanceof PictureError) || error.reason === 'time' || error.reason === 'crashed') end();
      throw error;
    } finally {
      if (++done >= options.recycleAfter) end();
    }
  };
  return {
    read(picture) {
      const turn = queue.then(() => remembered(picture));
      queue = turn.catch(() => undefined);
      return turn;
    },
    close() {
      closed = true;
      end();
    },
  };
}

/** A start fails where memory is short for a moment, as while another file is being read. Throws `PictureError`. */
async function begun(): Promise<ChildProcess> {
  for (let left = 5; left > 0; left--) {
    try {
      return fork(program, { serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'], execArgv: [] });
    } catch {
      await setTimeoutPromise(1_000);
    }
  }
  throw new PictureError('crashed', 'The OCR process could not be started.');
}

function asked(child: ChildProcess, request: OcrRequest, timeout: number): Promise<OcrReply> {
  const { promise, resolve, reject } = Promise.withResolvers<OcrReply>();
  const died = () => reject(new PictureError('crashed', 'The picture ended the OCR process.'));
  const answered = (reply: OcrReply) => void (reply.id === request.id && resolve(reply));
  const timer = setTimeout(() => reject(new PictureError('time', 'OCR of the picture took too long.')), timeout);
  child.on('message', answered);
  child.once('exit', died);
  child.once('error', died);
  child.send(request, (error) => void (error && died()));
  return promise.finally(() => {
    clearTimeout(timer);
    child.off('message', answered);
    child.off('exit', died);
    child.off('error', died);
  });
}
