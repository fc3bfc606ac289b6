import { isPlainObject } from '../../core/shape.ts';
import { type CallAnswer, type CallSettings, callJson, objectOf, recordsOf, statusError } from '../http/call.ts';
import { ConnectorError } from '../http/errors.ts';
import { limitsOf } from '../http/limits.ts';
import { type CallFacts, pageFollower } from '../http/paging.ts';
import { parseServiceError } from '../http/service-error.ts';
import type { CmdletClient } from '../resource.ts';
import { type RegionSettings, findRegion } from './client-region.ts';

/** Exchange Online, or Security & Compliance, of one tenant. */
export interface CmdletSettings extends CallSettings, RegionSettings {
  service: 'exchange' | 'compliance';
  /** Called with what the service remarks beside a result. It may name objects of the tenant. */
  warn?: (cmdlet: string, warning: string) => void;
}

/** The arbitration mailboxes that route a call to the tenant's own servers. */
const anchors = {
  usual: 'bb558c35-97f1-4cb9-8ff7-d53741dc928c',
  adminAuditLog: '8cc370d3-822a-4ab8-a926-bb94bd0641a9',
} as const;

const redirects = [301, 302, 303, 307, 308];

/**
 * PowerShell cmdlets over REST, by the undocumented way that Microsoft's own module goes: `InvokeCommand`, as CIPP
 * and ScubaGear call it. Every call throws ConnectorError.
 *
 * A parameter is given as its JSON value: `true` for a switch, an array for several values, null to clear, and
 * `{'@odata.type': '#Exchange.GenericHashTable', Add: [...]}` to add to a list [M]. Undefined ones are left out.
 */
export function createCmdletClient(settings: CmdletSettings): CmdletClient {
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

  return {
    async run(cmdlet, parameters = {}) {
      if (!/^[A-Z][a-z]+-[A-Za-z0-9]+$/.test(cmdlet))
        throw new ConnectorError('bad-request', {
          service: settings.service,
          call: 'InvokeCommand',
          detail: 'Wanted a cmdlet name.',
        });
      const facts: CallFacts = { service: settings.service, call: cmdlet };
      const given = Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== undefined));
      const follow = pageFollower(facts);
      const records: Record<string, unknown>[] = [];
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
        records.push(...page.records);
        url = follow(page.next, page.records.length);
      }
      return records;
    },
  };
}

function addressOf(host: string, tenantId: string): string {
  return `https://${host}/adminapi/beta/${tenantId}/InvokeCommand`;
}

function readsOnly(cmdlet: string): boolean {
  return /^(?:Get|Search|Test)-/.test(cmdlet);
}

/** A page is asked for by sending the same command to the link of the page before. */
function invoke(
  settings: CmdletSettings,
  url: string,
  cmdlet: string,
  parameters: Readonly<Record<string, unknown>>,
): Promise<CallAnswer> {
  const { service, tenantId } = settings;
  const anchor = cmdlet === 'Set-AdminAuditLogConfig' ? anchors.adminAuditLog : anchors.usual;
  return callJson(settings, {
    method: 'POST',
    url,
    call: cmdlet,
    limits: limitsOf(service, { id: tenantId }, 'POST', '/InvokeCommand'),
    headers: {
      'x-anchormailbox': `APP:SystemMailbox{${anchor}}@${tenantId}`,
      'x-cmdletname': cmdlet,
      'x-responseformat': 'json',
      prefer: 'odata.maxpagesize=1000',
    },
    json: { CmdletInput: { CmdletName: cmdlet, Parameters: parameters } },
    reads: readsOnly(cmdlet),
    // They write fixed values; New and Remove cmdlets do not end the same when they run twice.
    repeatable: readsOnly(cmdlet) || /^(?:Set|Enable|Disable)-/.test(cmdlet),
    accept: redirects,
    // Some cmdlets work for minutes before the first byte comes.
    timeOuts: { headers: 300_000, total: 900_000 },
  });
}

/**
 * One page of output. An error can hide in an answer of 200, and a result can be cut short with no more than a warning:
 * both throw, for what is missing must not look as if it did not exist.
 */
function pageOf(
  settings: CmdletSettings,
  answer: CallAnswer,
  facts: CallFacts,
): { records: Record<string, unknown>[]; next: unknown } {
  const reads = readsOnly(facts.call);
  if (answer.body === undefined && !reads) return { records: [], next: undefined };
  const body = objectOf(answer.body, { ...facts, wanted: 'an object with "value"' });
  const hidden = hiddenError(body);
  if (hidden) throw statusError({ ...facts, now: settings.now() }, answer, parseServiceError(hidden));
  for (const warning of textsOf(body['@adminapi.warnings'])) {
    if (/more results (?:are )?available|only the first \d+ /i.test(warning))
      throw new ConnectorError('incomplete', facts);
    settings.warn?.(facts.call, warning);
  }
  const value = body['value'] ?? (reads ? undefined : []);
  return {
    records: recordsOf(isPlainObject(value) ? [value] : value, { ...facts, wanted: 'a list of objects under "value"' }),
    next: body['@odata.nextLink'],
  };
}

/** [M] where an error stands in an answer of 200: ScubaGear only notes that it happens. */
function hiddenError(body: Record<string, unknown>): Record<string, unknown> | undefined {
  if (body['error'] !== undefined && body['error'] !== null) return body;
  const errors = body['@adminapi.errors'];
  if (Array.isArray(errors) && errors.length > 0) return { error: { message: textsOf(errors).join(' ') } };
  const { value } = body;
  const only: unknown = Array.isArray(value) && value.length === 1 ? value[0] : undefined;
  return isPlainObject(only) && isPlainObject(only['error']) ? only : undefined;
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}
