import { randomUUID } from 'node:crypto';
import { isPlainObject } from '../../core/shape.ts';
import type { SendOutcome, Sink, StreamItem } from '../../core/stream.ts';
import { jsonOrNothing } from '../http/call.ts';
import type { Timer } from '../http/timer.ts';
import { createPoster, isOutcome, outcomeOf } from '../outbound/post.ts';
import { splunkEvent } from './splunk.ts';

export interface SplunkOptions {
  /** Address of the collector without a path: `https://splunk.example.com:8088`. */
  url: string;
  token: string;
  index?: string;
  /** Wait until Splunk has indexed what it accepted. The token must have indexer acknowledgment switched on. */
  acknowledge: boolean;
  allowPrivate: boolean;
  ca?: string;
  /** Name of the machine that sends. */
  host: string;
  timer: Timer;
}

/** How long indexing may take, and how often it is asked for. */
const patience = 120_000;
const between = 2_000;

/** Codes of Splunk's answer that speak of the token or its settings, not of an event: 1 to 4 token, 7 index, 10 and 11 channel, 14 acknowledgment is off. */
const settingCodes = new Set([1, 2, 3, 4, 7, 10, 11, 14]);

/**
 * Splunk's HTTP Event Collector. 200 means accepted; with acknowledgment a batch counts when Splunk says that it is
 * indexed. Source: Splunk's pages "HTTP Event Collector REST API endpoints" and "About indexer acknowledgment".
 */
export function splunkSink(options: SplunkOptions): Sink {
  const { timer } = options;
  const poster = createPoster({ ...options, name: 'the Splunk collector' });
  const channel = randomUUID();
  const headers = {
    authorization: `Splunk ${options.token}`,
    'content-type': 'application/json',
    ...(options.acknowledge && { 'x-splunk-request-channel': channel }),
  };
  return {
    // The collector's own limit is 1 MB by default in Splunk Cloud.
    most: { items: 500, bytes: 800_000 },
    async send(items: readonly StreamItem[], signal): Promise<SendOutcome> {
      const body = items.map((item) => splunkEvent(item, options)).join('\n');
      const answer = await poster.post({ path: '/services/collector/event', body, headers, signal });
      if (isOutcome(answer)) return answer;
      const said = jsonOrNothing(answer.body);
      const code = isPlainObject(said) && typeof said['code'] === 'number' ? said['code'] : undefined;
      const outcome = outcomeOf(answer, timer.now());
      if (outcome.kind === 'refused' && code !== undefined && settingCodes.has(code))
        return { kind: 'blocked', why: `${outcome.why}, Splunk code ${code}` };
      if (outcome.kind !== 'delivered')
        return { ...outcome, why: code === undefined ? outcome.why : `${outcome.why}, Splunk code ${code}` };
      if (!options.acknowledge) return outcome;
      const ack = isPlainObject(said) ? said['ackId'] : undefined;
      if (typeof ack !== 'number')
        return {
          kind: 'blocked',
          why: 'Splunk gave no acknowledgment id: switch indexer acknowledgment on for the token.',
        };
      return indexed(ack, signal);
    },
    close: () => Promise.resolve(poster.close()),
  };

  async function indexed(ack: number, signal: AbortSignal | undefined): Promise<SendOutcome> {
    const until = timer.now() + patience;
    while (timer.now() < until) {
      const answer = await poster.post({
        path: `/services/collector/ack?channel=${channel}`,
        body: JSON.stringify({ acks: [ack] }),
        headers,
        signal,
      });
      if (isOutcome(answer)) return answer;
      if (answer.status !== 200) return outcomeOf(answer, timer.now());
      const said = jsonOrNothing(answer.body);
      const acks = isPlainObject(said) ? said['acks'] : undefined;
      if (isPlainObject(acks) && acks[String(ack)] === true) return { kind: 'delivered', answer: 'HTTP 200, indexed' };
      await timer.sleep(between, signal);
    }
    return { kind: 'later', why: 'Splunk did not say within 2 minutes that the events are indexed.' };
  }
}
