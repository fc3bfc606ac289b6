import { isPlainObject } from '../../core/shape.ts';
import { callJson, objectOf, recordsOf, statusError } from '../http/call.ts';
import { ConnectorError } from '../http/errors.ts';
import type { Limit } from '../http/limiter.ts';
import { limitsOf } from '../http/limits.ts';
import type { CallFacts } from '../http/paging.ts';
import { waitAfter } from '../http/retry.ts';
import { parseServiceError } from '../http/service-error.ts';
import type { GraphOptions } from '../resource.ts';
import { type GraphSettings, masked, urlOf } from './client-call.ts';

/** Graph's limit. */
const mostPerBatch = 20;
/** Batches under way at the same time. */
const side = 4;

/** One GET on its way through the batches. */
interface Item {
  place: number;
  path: string;
  limits: readonly Limit[];
  tries: number;
  waited: number;
}

type Answer = { done: unknown } | { error: ConnectorError } | { again: number };

/**
 * Sends GETs in batches. Each request inside is limited and throttled on its own: one that Graph turned away (429,
 * 5xx) goes into a later batch after its own wait, the others keep their answers. A batch never holds more requests
 * of one kind than their limit allows at once, so paths with one request a second go alone.
 */
export async function batch(
  settings: GraphSettings,
  paths: readonly string[],
  options: GraphOptions = {},
): Promise<unknown[]> {
  const results: unknown[] = Array.from({ length: paths.length });
  const open = chunks(
    paths.map((path, place) => ({
      place,
      path,
      limits: limitsOf('graph', settings.tenant, 'GET', path),
      tries: 0,
      waited: 0,
    })),
  );
  const work = async () => {
    for (let items = open.shift(); items; items = open.shift()) {
      const again = await round(settings, items, options, results);
      if (again.items.length === 0) continue;
      await pause(settings, again.wait);
      open.push(...chunks(again.items));
    }
  };
  // A worker that waits for a retry puts it back and goes on itself, so none is forgotten when the others have ended.
  await Promise.all(Array.from({ length: Math.min(side, open.length) }, work));
  return results;
}

/** Sends one batch, files what is decided, and gives what must be sent again and after how long. */
async function round(
  settings: GraphSettings,
  items: readonly Item[],
  options: GraphOptions,
  results: unknown[],
): Promise<{ items: Item[]; wait: number }> {
  const answers = await sendBatch(settings, items, options);
  const again: Item[] = [];
  let wait = 0;
  for (const item of items) {
    const answer = outcomeOf(settings, item, answers.get(String(item.place)));
    if ('again' in answer) {
      again.push({ ...item, tries: item.tries + 1, waited: item.waited + answer.again });
      wait = Math.max(wait, answer.again);
      settings.transport.limiter.pause(item.limits[0]!.key, answer.again);
    } else {
      results[item.place] = 'error' in answer ? answer.error : answer.done;
    }
  }
  return { items: again, wait };
}

async function sendBatch(
  settings: GraphSettings,
  items: readonly Item[],
  options: GraphOptions,
): Promise<Map<string, Record<string, unknown>>> {
  const facts: CallFacts = { service: settings.service, call: 'POST /$batch' };
  const { body } = await callJson(settings, {
    method: 'POST',
    url: urlOf(settings, '/$batch', options),
    call: facts.call,
    limits: merged(items),
    reads: true,
    json: {
      requests: items.map(({ place, path }) => ({
        id: String(place),
        method: 'GET',
        url: path,
        ...(options.headers ? { headers: options.headers } : {}),
      })),
    },
  });
  const { responses } = objectOf(body, { ...facts, wanted: 'an object with "responses"' });
  const list = recordsOf(responses, { ...facts, wanted: 'a list under "responses"' });
  return new Map(list.map((response) => [String(response['id']), response]));
}

function outcomeOf(settings: GraphSettings, item: Item, response: Record<string, unknown> | undefined): Answer {
  const facts: CallFacts = { service: settings.service, call: `GET ${masked(item.path)}` };
  const status = Number(response?.['status']);
  if (!response || !Number.isInteger(status))
    return { error: new ConnectorError('unexpected-shape', { ...facts, detail: 'The batch has no answer for it.' }) };
  const { body } = response;
  if (status >= 200 && status < 300) {
    // Text that is not JSON comes in base64; every call that we batch gives JSON.
    if (body === undefined || isPlainObject(body)) return { done: body };
    return { error: new ConnectorError('unexpected-shape', { ...facts, status, detail: 'Wanted an object.' }) };
  }
  const headers = headersOf(response['headers']);
  const { transport } = settings;
  const now = transport.timer.now();
  const attempt = { number: item.tries + 1, repeatable: true, waited: item.waited };
  const again = waitAfter({ status, headers }, attempt, { ...transport, now });
  if (again !== undefined) return { again };
  return { error: statusError({ ...facts, now }, { status, headers }, parseServiceError(body)) };
}

function headersOf(value: unknown): Record<string, string | undefined> {
  if (!isPlainObject(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name.toLowerCase(), String(text)]));
}

/** Groups of at most 20 whose members fit into their limits together. */
function chunks(items: readonly Item[]): Item[][] {
  const made: Item[][] = [];
  for (const item of items) {
    const last = made.at(-1);
    if (last && last.length < mostPerBatch && fits(merged([...last, item]))) last.push(item);
    else made.push([item]);
  }
  return made;
}

function fits(limits: readonly Limit[]): boolean {
  return limits.every(({ cost = 1, tokens = Infinity }) => cost <= tokens);
}

/** The limits of a batch: what its requests cost together. */
function merged(items: readonly Item[]): Limit[] {
  const sums = new Map<string, Limit>();
  for (const limit of items.flatMap(({ limits }) => limits)) {
    const before = sums.get(limit.key);
    sums.set(limit.key, { ...limit, cost: (before?.cost ?? 0) + (limit.cost ?? 1) });
  }
  return [...sums.values()];
}

async function pause(settings: GraphSettings, ms: number): Promise<void> {
  await settings.transport.timer.sleep(ms, settings.signal).catch(() => {
    throw new ConnectorError('cancelled', { service: settings.service, call: 'POST /$batch' });
  });
}
