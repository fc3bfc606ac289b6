import type { UnreadableReason } from '../core/document.ts';
import type { Picture } from './sink.ts';

/** From the pool to a worker. */
export type ToWorker<Job> =
  | { kind: 'job'; job: Job }
  | { kind: 'words'; id: number; text: string }
  | { kind: 'no-words'; id: number; reason: UnreadableReason; detail: string };

/** From a worker to the pool. */
export type FromWorker<Answer> =
  | { kind: 'answer'; answer: Answer; heavy: boolean }
  | { kind: 'failed' }
  | { kind: 'picture'; id: number; picture: Picture };
