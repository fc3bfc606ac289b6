import { isPlainObject } from '../../core/shape.ts';
import { callJson, objectOf, recordsOf, statusError } from '../http/call.ts';
import { ConnectorError, isConnectorError } from '../http/errors.ts';
import { limitsOf } from '../http/limits.ts';
import type { CallFacts } from '../http/paging.ts';
import { parseServiceError } from '../http/service-error.ts';
import { type CmdletSettings, headersOf, pageOf, readsOnly } from './client-page.ts';

type Raw = Record<string, unknown>;

interface Batch {
  settings: CmdletSettings;
  host: string;
  cmdlet: string;
  /** The cmdlet alone, with all its patience and pages. */
  run(cmdlet: string, parameters: Readonly<Raw>): Promise<Raw[]>;
}

/** As CIPP sends them; Microsoft documents no batch. */
const mostPerBatch = 10;
/** Busy, or gone for a moment: what a batch cannot wait for on its own. */
const passing = new Set([408, 429, 500, 502, 503, 504]);

/**
 * A cmdlet that reads, for each set of parameters, ten to a call. What the batch did not settle (throttled, more than
 * one page, moved to another region, no answer) is run alone.
 */
export async function runBatch(given: Batch, each: readonly Readonly<Raw>[]): Promise<(Raw[] | ConnectorError)[]> {
  if (!readsOnly(given.cmdlet))
    throw new ConnectorError('bad-request', {
      service: given.settings.service,
      call: '$batch',
      detail: 'Only cmdlets that read go in batches.',
    });
  const results: (Raw[] | ConnectorError)[] = [];
  for (let from = 0; from < each.length; from += mostPerBatch) {
    const part = each.slice(from, from + mostPerBatch);
    const answers = await send(given, part);
    for (const [index, parameters] of part.entries())
      results.push(settled(given, answers.get(String(index))) ?? (await alone(given, parameters)));
  }
  return results;
}

async function send({ settings, host, cmdlet }: Batch, part: readonly Readonly<Raw>[]): Promise<Map<string, Raw>> {
  const { service, tenantId } = settings;
  const facts: CallFacts = { service, call: `$batch of ${cmdlet}` };
  const root = `https://${host}/adminapi/beta/${tenantId}`;
  const headers = headersOf(cmdlet, tenantId);
  const { status, body } = await callJson(settings, {
    method: 'POST',
    url: `${root}/$batch`,
    call: facts.call,
    limits: limitsOf(service, { id: tenantId }, 'POST', '/$batch'),
    headers: { ...headers, 'parameter-based-routing': 'true' },
    json: {
      requests: part.map((Parameters, index) => ({
        id: String(index),
        method: 'POST',
        url: `${root}/InvokeCommand`,
        headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
        body: { CmdletInput: { CmdletName: cmdlet, Parameters } },
      })),
    },
    reads: true,
    repeatable: true,
    // Another region: each is then sent on its own, and finds it.
    accept: [301, 302, 303, 307, 308],
    timeOuts: { headers: 300_000, total: 900_000 },
  });
  if (status >= 300) return new Map();
  const { responses } = objectOf(body, { ...facts, wanted: 'an object with "responses"' });
  const list = recordsOf(responses, { ...facts, wanted: 'a list under "responses"' });
  return new Map(list.map((response) => [String(response['id']), response]));
}

/** Undefined for what has to be run alone. */
function settled({ settings, cmdlet }: Batch, response: Raw | undefined): Raw[] | ConnectorError | undefined {
  const status = Number(response?.['status']);
  if (!response || !Number.isInteger(status) || passing.has(status) || (status >= 300 && status < 400))
    return undefined;
  const facts: CallFacts = { service: settings.service, call: cmdlet };
  const { body } = response;
  if (status >= 400) return statusError({ ...facts, now: settings.now() }, { status, headers: {} }, errorIn(body));
  try {
    const page = pageOf(settings, { status, headers: {}, body }, facts);
    return page.next === undefined || page.next === null ? page.records : undefined;
  } catch (error) {
    if (error instanceof ConnectorError) return error;
    throw error;
  }
}

function errorIn(body: unknown) {
  return isPlainObject(body) ? parseServiceError(body) : undefined;
}

async function alone({ run, cmdlet }: Batch, parameters: Readonly<Raw>): Promise<Raw[] | ConnectorError> {
  try {
    return await run(cmdlet, parameters);
  } catch (error) {
    if (isConnectorError(error) && error.code !== 'cancelled') return error;
    throw error;
  }
}
