import { ConnectorError } from '../http/errors.ts';
import { type CallFacts, pageFollower } from '../http/paging.ts';
import { classify, parseServiceError } from '../http/service-error.ts';
import type { DeltaOptions, DeltaPage } from '../resource.ts';
import { type GraphSettings, callGraph, masked, pageOf } from './client-call.ts';

/** How often one round begins anew before it is given up. */
const mostRestarts = 3;

/**
 * One round of changes: from the given delta link, or everything from `path` on when there is none. A link that has
 * expired (410; directory `syncStateNotFound`, drive `resyncRequired`) leads to the address that the answer names, or
 * back to `path`, and the next page says `fromScratch`: whatever was kept before it, also of this round, is replaced.
 */
export async function* changes(
  settings: GraphSettings,
  path: string,
  options: DeltaOptions = {},
): AsyncGenerator<DeltaPage> {
  const facts: CallFacts = { service: settings.service, call: `GET ${masked(path)}` };
  let fromScratch = options.link === undefined;
  let next: string | undefined = options.link ?? path;
  let follow = pageFollower(facts);
  let restarts = 0;
  while (next !== undefined) {
    const answer = await callGraph(settings, 'GET', next, options, undefined, [410]);
    if (answer.status === 410) {
      restarts += 1;
      if (restarts > mostRestarts) throw goneError(facts, answer.body);
      const { location } = answer.headers;
      next = location?.startsWith('https://') ? location : path;
      follow = pageFollower(facts);
      fromScratch = true;
      continue;
    }
    const page = pageOf(answer.body, facts);
    next = follow(page.body['@odata.nextLink'], page.records.length);
    const end = page.body['@odata.deltaLink'];
    if (next === undefined && typeof end !== 'string')
      throw new ConnectorError('unexpected-shape', {
        ...facts,
        detail: 'Wanted a link to the next page or to the next round.',
      });
    yield { records: page.records, fromScratch, ...(next === undefined ? { link: end as string } : { next }) };
    fromScratch = false;
  }
}

function goneError(facts: CallFacts, body: unknown): ConnectorError {
  const error = parseServiceError(body);
  return new ConnectorError(classify(410, error), { ...facts, status: 410, serviceCode: error?.code });
}
