import { type CallAnswer, callJson, statusError } from '../http/call.ts';
import { ConnectorError } from '../http/errors.ts';
import { limitsOf } from '../http/limits.ts';
import { type CallFacts, pageFollower } from '../http/paging.ts';
import type { BulkCmdletClient } from '../resource.ts';
import { runBatch } from './client-batch.ts';
import { type CmdletSettings, headersOf, pageOf, readsOnly } from './client-page.ts';
import { findRegion } from './client-region.ts';

const redirects = [301, 302, 303, 307, 308];

/**
 * PowerShell cmdlets over REST, by the undocumented way that Microsoft's own module goes: `InvokeCommand`, as CIPP
 * and ScubaGear call it. Every call throws ConnectorError.
 *
 * A parameter is given as its JSON value: `true` for a switch, an array for several values, null to clear, and
 * `{'@odata.type': '#Exchange.GenericHashTable', Add: [...]}` to add to a list [M]. Undefined ones are left out.
 */
export function createCmdletClient(settings: CmdletSettings): BulkCmdletClient {
  // Compliance answers from a regional host only; Exchange's front door passes calls on by itself.
  let region: Promise<string> | undefined =
    settings.service === 'exchange' ? Promise.resolve(settings.host) : undefined;
  const home = async (anew: boolean): Promise<string> => {
    if (!region || anew) region = findRegion(settings);
    try {
      return await region;
    } catch (error) {
      region = undefined;
      throw error;
    }
  };

  async function* list(cmdlet: string, parameters: Readonly<Record<string, unknown>> = {}) {
    if (!/^[A-Z][a-z]+-[A-Za-z0-9]+$/.test(cmdlet))
      throw new ConnectorError('bad-request', {
        service: settings.service,
        call: 'InvokeCommand',
        detail: 'Wanted a cmdlet name.',
      });
    const facts: CallFacts = { service: settings.service, call: cmdlet };
    const given = Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== undefined));
    const follow = pageFollower(facts);
    let url: string | undefined = addressOf(await home(false), settings.tenantId);
    for (let moved = false; url !== undefined;) {
      const answer: CallAnswer = await invoke(settings, url, cmdlet, given);
      if (redirects.includes(answer.status)) {
        // The tenant's data moved to another region: a redirect did not run the cmdlet, so it is sent again there.
        if (moved) throw statusError({ ...facts, now: settings.now() }, answer, undefined);
        moved = true;
        url = addressOf(await home(true), settings.tenantId);
        continue;
      }
      const page = pageOf(settings, answer, facts);
      yield* page.records;
      url = follow(page.next, page.records.length);
    }
  }

  async function run(cmdlet: string, parameters?: Readonly<Record<string, unknown>>) {
    const records: Record<string, unknown>[] = [];
    for await (const record of list(cmdlet, parameters)) records.push(record);
    return records;
  }

  return {
    run,
    list,
    batch: async (cmdlet, each) => runBatch({ settings, host: await home(false), cmdlet, run }, each),
  };
}

function addressOf(host: string, tenantId: string): string {
  return `https://${host}/adminapi/beta/${tenantId}/InvokeCommand`;
}

/** A page is asked for by sending the same command to the link of the page before. */
function invoke(
  settings: CmdletSettings,
  url: string,
  cmdlet: string,
  parameters: Readonly<Record<string, unknown>>,
): Promise<CallAnswer> {
  const { service, tenantId } = settings;
  return callJson(settings, {
    method: 'POST',
    url,
    call: cmdlet,
    limits: limitsOf(service, { id: tenantId }, 'POST', '/InvokeCommand'),
    headers: headersOf(cmdlet, tenantId),
    json: { CmdletInput: { CmdletName: cmdlet, Parameters: parameters } },
    reads: readsOnly(cmdlet),
    // They write fixed values; New and Remove cmdlets do not end the same when they run twice.
    repeatable: readsOnly(cmdlet) || /^(?:Set|Enable|Disable)-/.test(cmdlet),
    accept: redirects,
    // Some cmdlets work for minutes before the first byte comes.
    timeOuts: { headers: 300_000, total: 900_000 },
  });
}
