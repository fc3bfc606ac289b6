import { isPlainObject, plainText } from '../../core/shape.ts';
import { type Caller, verifyBearer } from '../entra/bearer.ts';
import { type Request, type Response, jsonBody, makeRequest } from '../http.ts';
import { type World, findTenant } from '../world.ts';
import { type Cmdlet, CmdletError } from './cmdlet.ts';
import { invokeCommand, offeredNames } from './invoke.ts';

const mostInBatch = 10;

/**
 * `outlook.office365.com` and the Security & Compliance hosts. The compliance host without a region answers every
 * request with a redirect to the tenant's own, and tokens count only there.
 */
export function exchangeApi(world: World, request: Request): Response {
  const [, root, version, name = '', ...rest] = request.path.split('/');
  const place = rest.join('/');
  if (root?.toLowerCase() !== 'adminapi') return { status: 404, body: '' };
  const tenant = findTenant(world, name, request.host);
  if (request.host.api === 'compliance') {
    if (!tenant) return { status: 404, body: '' };
    const location = `https://${tenant.region}.${request.host.name}${request.url}`;
    return {
      status: 302,
      headers: { location, 'x-calculatedbetarget': `${tenant.region}.${request.host.name}` },
      body: '',
    };
  }
  const caller = verifyBearer(world, request);
  if ('refused' in caller) return refused(401, caller.message);
  if (caller.tenant !== tenant) return refused(403, 'The token belongs to another tenant.');
  // The wrong region does not know the tenant: assumption compliance-region.
  if (request.host.api === 'compliance-region' && request.host.region !== tenant.region)
    return refused(403, 'The tenant lives in another region.');
  if (!isPermitted(caller))
    return refused(
      403,
      "The role assigned to application isn't supported in this scenario. Please check online documentation for assigning correct Directory Roles to Azure AD Application for EXO App-Only Authentication.",
    );
  const host = request.host.api === 'exchange' ? 'exchange' : 'compliance';
  try {
    if (request.method === 'GET' && /^(EXOModuleFile|EXOBanner\b.*)$/i.test(place))
      return moduleFile(request, caller, host);
    if (request.method === 'POST' && version === 'beta' && /^\$batch$/i.test(place))
      return batch(world, request, caller, host);
    if (request.method === 'POST' && version === 'beta' && /^InvokeCommand$/i.test(place))
      return attempt(world, request, caller, host);
    return { status: 404, body: '' };
  } catch (error) {
    if (error instanceof CmdletError) return errorResponse(error);
    throw error;
  }
}

/** Exchange.ManageAsApp for applications, and for everybody a directory role that Exchange knows. */
function isPermitted(caller: Caller): boolean {
  return caller.directoryRoles.size > 0 && (caller.actor.kind === 'user' || caller.roles.has('Exchange.ManageAsApp'));
}

function attempt(world: World, request: Request, caller: Caller, host: Cmdlet['host']): Response {
  try {
    // Without an anchor the request cannot be routed: assumption anchor-mailbox.
    if (!request.headers['x-anchormailbox'])
      throw new CmdletError(
        400,
        'BadRequest',
        'Microsoft.Exchange.Admin.OData.Core.ODataServiceException',
        'The X-AnchorMailbox header is missing.',
      );
    return invokeCommand(world, request, caller, host);
  } catch (error) {
    if (error instanceof CmdletError) return errorResponse(error);
    throw error;
  }
}

function batch(world: World, request: Request, caller: Caller, host: Cmdlet['host']): Response {
  const body = jsonBody(request);
  const given = isPlainObject(body) ? body['requests'] : undefined;
  if (!Array.isArray(given) || given.length === 0 || given.length > mostInBatch)
    throw new CmdletError(
      400,
      'BadRequest',
      'Microsoft.OData.ODataException',
      `A batch holds 1 to ${mostInBatch} requests.`,
    );
  const responses = given.map((entry: unknown) => {
    const inner = isPlainObject(entry) ? entry : {};
    const headers = isPlainObject(inner['headers']) ? inner['headers'] : {};
    const lower = Object.fromEntries(
      Object.entries(headers).map(([key, value]) => [key.toLowerCase(), plainText(value)]),
    );
    const url = plainText(inner['url'] ?? '').replace(/^https:\/\/[^/]+/, '');
    const { status, body: answer } = attempt(
      world,
      makeRequest({
        method: plainText(inner['method'] ?? 'POST'),
        host: request.host,
        url: url.startsWith('/') ? url : `/${url}`,
        headers: { 'x-anchormailbox': request.headers['x-anchormailbox'] ?? '', ...lower },
        body: Buffer.from(JSON.stringify(inner['body'] ?? {})),
      }),
      caller,
      host,
    );
    return { id: inner['id'], status, headers: { 'Content-Type': 'application/json' }, body: answer };
  });
  return { status: 200, body: { responses } };
}

/** What the caller may run: the module that PowerShell would be given. */
function moduleFile(request: Request, caller: Caller, host: Cmdlet['host']): Response {
  return {
    status: 200,
    body: {
      '@odata.context': `https://${request.host.name}/AdminApi/v1.0/${caller.tenant.id}/$metadata#EXOModuleFile`,
      value: [{ fileName: 'EXOModule', exportedCmdlets: offeredNames(caller, host) }],
    },
  };
}

export function errorResponse(error: CmdletError): Response {
  const message = `|${error.type}|${error.message}`;
  return {
    status: error.status,
    body: {
      error: {
        code: error.code,
        message: 'Error executing cmdlet',
        details: [{ code: 'Context', target: '', message }],
        innererror: {
          message: 'Error executing cmdlet',
          type: 'Microsoft.Exchange.Admin.OData.Core.ODataServiceException',
          stacktrace: '',
          internalexception: { message, type: error.type, stacktrace: '' },
        },
      },
    },
  };
}

function refused(status: 401 | 403, message: string): Response {
  return {
    status,
    headers: status === 401 ? { 'www-authenticate': 'Bearer client_id="00000002-0000-0ff1-ce00-000000000000"' } : {},
    body: status === 401 ? '' : { error: { code: 'Forbidden', message } },
  };
}
