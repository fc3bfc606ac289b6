import type { UnreadableReason } from '../../core/document.ts';
import type { Picture } from '../sink.ts';

export interface OcrRequest {
  id: number;
  picture: Picture;
  /** Pixels of a picture that is read at all. */
  pixels: number;
}

export type OcrReply = { id: number } & ({ text: string } | { reason: UnreadableReason; detail: string });
