import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { plainText } from '../../core/shape.ts';
import { type Request, type Response, formBody } from '../http.ts';
import type { Tenant } from '../tenant.ts';
import type { DeviceCode, World } from '../world.ts';
import { SignInError } from './errors.ts';
import { loginHost, tokenLife, userToken } from './issue.ts';
import { grantedScopes } from './registrations.ts';
import { type Audience, audienceOfScope } from './resources.ts';
import { signIn } from './sign-in.ts';

/** Seconds, and the names of the answers: assumption device-code. */
const life = 900;
const interval = 5;
/** What OpenID Connect adds to the scopes of a service. */
const ownScopes = new Set(['openid', 'profile', 'offline_access', 'email']);

/** `POST /{tenant}/oauth2/v2.0/devicecode`. */
export function deviceCodeEndpoint(world: World, tenant: Tenant, request: Request): Response {
  const form = formBody(request);
  const clientId = parameter(form, 'client_id');
  const scope = parameter(form, 'scope');
  if (!tenant.store.list('applications').some((entry) => entry['appId'] === clientId))
    throw new SignInError(
      700016,
      `Application with identifier '${clientId}' was not found in the directory '${tenant.name}'.`,
    );
  audienceOf(tenant, scope);
  const deviceCode = randomBytes(48).toString('base64url');
  const userCode = createHash('sha256').update(deviceCode).digest('hex').slice(0, 9).toUpperCase();
  const code: DeviceCode = {
    deviceCode,
    userCode,
    tenantId: tenant.id,
    clientId,
    scope,
    expires: world.clock.now() + life * 1000,
    lastPoll: Number.NEGATIVE_INFINITY,
  };
  world.deviceCodes.set(deviceCode, code);
  const page = `https://${loginHost(tenant)}/device`;
  return {
    status: 200,
    body: {
      user_code: userCode,
      device_code: deviceCode,
      verification_uri: page,
      expires_in: life,
      interval,
      message: `To sign in, use a web browser to open the page ${page} and enter the code ${userCode} to authenticate.`,
    },
  };
}

/** The token endpoint's answer while and after the person types the code. */
export function deviceCodeToken(world: World, tenant: Tenant, form: URLSearchParams): Response {
  const code = world.deviceCodes.get(parameter(form, 'device_code'));
  if (!code || code.tenantId !== tenant.id || code.clientId !== form.get('client_id'))
    throw new SignInError(70000, 'The provided value for the input parameter device_code is not valid.');
  const now = world.clock.now();
  if (now > code.expires) throw new SignInError(70019, 'The device code has expired.');
  if (code.answer === undefined) {
    const tooSoon = now - code.lastPoll < interval * 1000;
    code.lastPoll = now;
    throw tooSoon
      ? new SignInError(70016, 'Polling too often.', 'slow_down')
      : new SignInError(70016, 'Authorization is pending. Continue polling.');
  }
  world.deviceCodes.delete(code.deviceCode);
  if (code.answer === 'declined') throw new SignInError(70018, 'The end user denied the authorization request.');
  const outcome = signIn(world, tenant, {
    user: code.answer.user,
    appId: code.clientId,
    clientAppType: 'mobileAppsAndDesktopClients',
    flow: 'deviceCodeFlow',
    satisfies: ['mfa'],
  });
  if (!outcome.allowed) throw new SignInError(outcome.errorCode, outcome.reason);
  return userTokens(world, tenant, code.clientId, code.scope, code.answer.user);
}

interface Refresh {
  tenantId: string;
  clientId: string;
  scope: string;
  user: string;
}

/** Refresh tokens that are out, per world. */
const refreshTokens = new WeakMap<World, Map<string, Refresh>>();

export function refreshedToken(world: World, tenant: Tenant, form: URLSearchParams): Response {
  const given = refreshTokens.get(world)?.get(parameter(form, 'refresh_token'));
  if (!given || given.tenantId !== tenant.id || given.clientId !== form.get('client_id'))
    throw new SignInError(70000, 'The provided value for the input parameter refresh_token is not valid.');
  return userTokens(world, tenant, given.clientId, form.get('scope') ?? given.scope, given.user);
}

function userTokens(world: World, tenant: Tenant, clientId: string, scope: string, name: string): Response {
  const wanted = name.toLowerCase();
  const user = tenant.store
    .list('users')
    .find((entry) => [entry['id'], entry['userPrincipalName']].some((key) => String(key).toLowerCase() === wanted));
  if (!user) throw new SignInError(50034, 'The user account does not exist in the directory.');
  if (user['accountEnabled'] === false) throw new SignInError(50057, 'The user account is disabled.');
  const { audience, scopes } = audienceOf(tenant, scope);
  const granted = grantedScopes(tenant, clientId, audience.resource);
  const given = scopes.includes('.default') ? granted : scopes.filter((entry) => granted.includes(entry));
  if (given.length === 0)
    throw new SignInError(
      65001,
      `The user or administrator has not consented to use the application with ID '${clientId}'.`,
    );
  const application = tenant.store.list('applications').find((entry) => entry['appId'] === clientId);
  const token = userToken(
    world,
    {
      tenant,
      appId: clientId,
      displayName: plainText(application?.['displayName'] ?? clientId),
      user: {
        id: String(user['id']),
        userPrincipalName: String(user['userPrincipalName']),
        displayName: String(user['displayName']),
      },
      scopes: given,
      ip: '192.0.2.10',
    },
    audience,
  );
  const refresh = randomUUID();
  const out = refreshTokens.get(world) ?? new Map<string, Refresh>();
  refreshTokens.set(world, out.set(refresh, { tenantId: tenant.id, clientId, scope, user: name }));
  return {
    status: 200,
    body: {
      token_type: 'Bearer',
      scope: given.map((entry) => `${audience.audience}/${entry}`).join(' '),
      expires_in: tokenLife,
      ext_expires_in: tokenLife,
      access_token: token,
      ...(scope.split(' ').includes('offline_access') && { refresh_token: refresh }),
    },
  };
}

/** All scopes of one request belong to one service. */
function audienceOf(tenant: Tenant, scope: string): { audience: Audience; scopes: string[] } {
  const wanted = scope.split(/\s+/).filter((entry) => entry !== '' && !ownScopes.has(entry));
  const pairs = wanted.map((entry) => {
    const cut = entry.lastIndexOf('/');
    // A bare name is a permission of Microsoft Graph.
    return cut < 0 ? { resource: '', name: entry } : { resource: entry.slice(0, cut), name: entry.slice(cut + 1) };
  });
  const resource = pairs[0]?.resource ?? '';
  if (pairs.some((pair) => pair.resource !== resource))
    throw new SignInError(70000, 'Provided scopes belong to more than one resource.');
  const audience = audienceOfScope(tenant, resource === '' ? 'https://graph.microsoft.com' : resource);
  if (!audience) throw new SignInError(500011, `The resource principal named ${resource} was not found in the tenant.`);
  return { audience, scopes: pairs.map((pair) => pair.name) };
}

function parameter(form: URLSearchParams, name: string): string {
  const value = form.get(name);
  if (!value) throw new SignInError(900144, `The request body must contain the following parameter: '${name}'.`);
  return value;
}
