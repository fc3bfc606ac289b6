import { createHash } from 'node:crypto';
import { isPlainObject, plainText } from '../../core/shape.ts';
import { directoryRoles } from '../entra/app-roles.ts';
import type { Caller } from '../entra/bearer.ts';
import { type Request, type Response, jsonBody } from '../http.ts';
import { isLicensed } from '../licenses.ts';
import { decodeToken, encodeToken } from '../opaque.ts';
import { stateOf } from '../state.ts';
import type { Entity } from '../store.ts';
import type { World } from '../world.ts';
import { type Cmdlet, CmdletError, type ParameterKind, type Parameters } from './cmdlet.ts';
import { cmdlets } from './cmdlets/index.ts';

const byName = new Map(cmdlets.map((cmdlet) => [`${cmdlet.host} ${cmdlet.name.toLowerCase()}`, cmdlet]));
if (byName.size !== cmdlets.length) throw new Error('a cmdlet is defined twice');

/** What every cmdlet takes. */
const common = new Set(['confirm', 'whatif', 'erroraction', 'warningaction', 'verbose', 'debug']);
const mostResults = 1000;

interface Page {
  /** What was asked: the next page is asked with the same body. */
  body: string;
  from: number;
}

/** `POST /adminapi/beta/{tenant}/InvokeCommand`. */
export function invokeCommand(world: World, request: Request, caller: Caller, host: Cmdlet['host']): Response {
  const body = jsonBody(request);
  const input = isPlainObject(body) ? body['CmdletInput'] : undefined;
  if (!isPlainObject(input) || typeof input['CmdletName'] !== 'string')
    throw new CmdletError(
      400,
      'BadRequest',
      'Microsoft.OData.ODataException',
      'The request body must contain CmdletInput with a CmdletName.',
    );
  const given = isPlainObject(input['Parameters']) ? input['Parameters'] : {};
  const cmdlet = offered(caller, host, input['CmdletName']);
  const parameters = checked(cmdlet, given);
  const warnings: string[] = [];
  const output = run(world, request, caller, cmdlet, parameters, warnings);
  const limited = limit(cmdlet, parameters, output, warnings);
  return paged(world, request, limited, warnings);
}

/** The cmdlet, when the caller has it: one that its roles do not hold is as unknown as one that does not exist. */
function offered(caller: Caller, host: Cmdlet['host'], name: string): Cmdlet {
  const cmdlet = byName.get(`${host} ${name.toLowerCase()}`);
  if (!cmdlet || !isOffered(cmdlet, caller))
    throw new CmdletError(
      400,
      'BadRequest',
      'System.Management.Automation.CommandNotFoundException',
      `The term '${name}' is not recognized as the name of a cmdlet, function, script file, or operable program. Check the spelling of the name, or if a path was included, verify that the path is correct and try again.`,
    );
  return cmdlet;
}

export function isOffered(cmdlet: Cmdlet, caller: Caller): boolean {
  if (cmdlet.peopleOnly && caller.actor.kind === 'app') return false;
  if (cmdlet.license !== undefined && !isLicensed(caller.tenant, cmdlet.license)) return false;
  return cmdlet.roles.some((role) => caller.directoryRoles.has(directoryRoles[role]!));
}

export function offeredNames(caller: Caller, host: Cmdlet['host']): string[] {
  return cmdlets
    .filter((cmdlet) => cmdlet.host === host && isOffered(cmdlet, caller))
    .map(({ name }) => name)
    .sort();
}

/** Parameters by the names of the declaration; PowerShell does not look at case. */
function checked(cmdlet: Cmdlet, given: Readonly<Record<string, unknown>>): Parameters {
  const names = new Map(Object.keys(cmdlet.parameters).map((name) => [name.toLowerCase(), name]));
  const parameters: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(given)) {
    if (key.includes('@') || common.has(key.toLowerCase())) continue;
    const name = names.get(key.toLowerCase());
    if (name === undefined) throw binding(`A parameter cannot be found that matches parameter name '${key}'.`);
    const kind = cmdlet.parameters[name]!;
    if (!holds(kind, value))
      throw binding(
        `Cannot process argument transformation on parameter '${name}'. Cannot convert value ${JSON.stringify(value)} to type ${kind}.`,
      );
    parameters[name] = value;
  }
  const missing = cmdlet.required?.filter((name) => parameters[name] === undefined) ?? [];
  if (missing.length > 0)
    throw binding(`Cannot process command because of one or more missing mandatory parameters: ${missing.join(' ')}.`);
  return parameters;
}

function binding(message: string): CmdletError {
  return new CmdletError(400, 'BadRequest', 'System.Management.Automation.ParameterBindingException', message);
}

function holds(kind: ParameterKind, value: unknown): boolean {
  if (value === null || kind === 'any') return true;
  switch (kind) {
    case 'text':
      return typeof value === 'string' || typeof value === 'number';
    case 'flag':
      return typeof value === 'boolean' || /^\$?(true|false)$/i.test(plainText(value));
    case 'switch':
      return typeof value === 'boolean';
    case 'number':
      return typeof value === 'number' || /^-?\d+$/.test(plainText(value));
    case 'texts':
      return (
        typeof value === 'string' ||
        Array.isArray(value) ||
        (isPlainObject(value) && ('Add' in value || 'Remove' in value))
      );
  }
}

function run(
  world: World,
  request: Request,
  caller: Caller,
  cmdlet: Cmdlet,
  parameters: Parameters,
  warnings: string[],
): readonly Entity[] {
  const origin = {
    actor: caller.actor,
    requestId: request.id,
    ip: '127.0.0.1',
    activity: {
      name: cmdlet.name,
      log: 'unified' as const,
      service: cmdlet.host === 'exchange' ? 'Exchange' : 'SecurityComplianceCenter',
      parameters,
    },
  };
  const state = stateOf(caller.tenant, world.clock, origin, cmdlet.name.startsWith('Get-') ? 'visible' : 'current');
  // A page after the first runs the cmdlet again, as the real thing seems to: it only reads.
  return (
    cmdlet.run({ tenant: caller.tenant, state, caller, warn: (message) => warnings.push(message) }, parameters) ?? []
  );
}

function limit(
  cmdlet: Cmdlet,
  parameters: Parameters,
  output: readonly Entity[],
  warnings: string[],
): readonly Entity[] {
  if (!('ResultSize' in cmdlet.parameters)) return output;
  const size = parameters['ResultSize'] ?? mostResults;
  if (plainText(size).toLowerCase() === 'unlimited') return output;
  if (output.length > Number(size) && parameters['ResultSize'] === undefined)
    warnings.push(
      'By default, only the first 1000 items are returned. Use the ResultSize parameter to specify the number of items returned. To return all items, specify "-ResultSize Unlimited". Be aware that, depending on the actual number of items, returning all items can take a long time and consume a large amount of memory. Also, we don\'t recommend storing the results in a variable. Instead, pipe the results to another task or script to perform batch changes.',
    );
  return output.slice(0, Number(size));
}

function paged(world: World, request: Request, output: readonly Entity[], warnings: readonly string[]): Response {
  const asked = Number(/odata\.maxpagesize=(\d+)/i.exec(request.headers['prefer'] ?? '')?.[1] ?? mostResults);
  const size = world.pageLimit > 0 ? Math.min(asked, world.pageLimit) : asked;
  const body = createHash('sha256').update(request.body).digest('base64url').slice(0, 16);
  const token = request.query.get('$skiptoken');
  const page = token === null ? { body, from: 0 } : (decodeToken(token) as Page | undefined);
  if (page?.body !== body)
    throw new CmdletError(
      400,
      'BadRequest',
      'Microsoft.OData.ODataException',
      'The next page must be asked with the same body.',
    );
  const select = request.query.get('$select')?.split(',');
  const value = output
    .slice(page.from, page.from + size)
    .map((entity) =>
      select ? Object.fromEntries(Object.entries(entity).filter(([name]) => select.includes(name))) : entity,
    );
  const next = page.from + size;
  const root = `https://${request.host.name}${request.rawPath}`;
  const query = [...request.query]
    .filter(([name]) => name !== '$skiptoken')
    .map(([name, text]) => `${name}=${encodeURIComponent(text)}`);
  return {
    status: 200,
    body: {
      '@odata.context': `${root.replace(/\/InvokeCommand$/i, '')}/$metadata#Collection(Exchange.GenericHashTable)`,
      'adminapi.warnings@odata.type': '#Collection(String)',
      '@adminapi.warnings': warnings,
      value,
      ...(next < output.length && {
        '@odata.nextLink': `${root}?${[...query, `$skiptoken=${encodeToken({ body, from: next })}`].join('&')}`,
      }),
    },
  };
}
