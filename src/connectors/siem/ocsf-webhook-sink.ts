import type { KeyObject } from 'node:crypto';
import type { Sink, StreamItem } from '../../core/stream.ts';
import type { Timer } from '../http/timer.ts';
import { createPoster, isOutcome, outcomeOf } from '../outbound/post.ts';
import { signatureHeaders } from '../outbound/signature.ts';
import { ocsfOf } from './ocsf.ts';

export interface OcsfWebhookOptions {
  url: string;
  allowPrivate: boolean;
  ca?: string;
  /** Signs each call, as `docs/notify-and-siem.md` says. */
  key: KeyObject;
  version: string;
  timer: Timer;
}

/** OCSF as a JSON array by a signed POST. Any 2xx takes the batch. */
export function ocsfWebhookSink(options: OcsfWebhookOptions): Sink {
  const poster = createPoster({ ...options, name: 'the webhook' });
  return {
    most: { items: 200, bytes: 800_000 },
    async send(items: readonly StreamItem[], signal) {
      const body = JSON.stringify(items.map((item) => ocsfOf(item, options.version)));
      const headers = {
        'content-type': 'application/json',
        ...signatureHeaders(options.key, options.timer.now(), body),
      };
      const answer = await poster.post({ body, headers, signal });
      return isOutcome(answer) ? answer : outcomeOf(answer, options.timer.now());
    },
    close: () => Promise.resolve(poster.close()),
  };
}
