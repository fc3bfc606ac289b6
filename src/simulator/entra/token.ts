import { type Request, type Response, formBody } from '../http.ts';
import type { Entity } from '../store.ts';
import type { Tenant } from '../tenant.ts';
import { type World } from '../world.ts';
import { verifyAssertion } from './assertion.ts';
import { deviceCodeToken, refreshedToken } from './device-code.ts';
import { SignInError } from './errors.ts';
import { appToken, tokenLife } from './issue.ts';
import { audienceOfScope } from './resources.ts';
import { recordAppSignIn } from './sign-in.ts';

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** `POST /{tenant}/oauth2/v2.0/token`. */
export function tokenEndpoint(world: World, tenant: Tenant, request: Request): Response {
  const form = formBody(request);
  const grant = required(form, 'grant_type');
  switch (grant) {
    case 'client_credentials':
      return clientCredentials(world, tenant, form);
    case 'urn:ietf:params:oauth:grant-type:device_code':
      return deviceCodeToken(world, tenant, form);
    case 'refresh_token':
      return refreshedToken(world, tenant, form);
    default:
      throw new SignInError(70003, `The app requested an unsupported grant type '${grant}'.`);
  }
}

function clientCredentials(world: World, tenant: Tenant, form: URLSearchParams): Response {
  const clientId = required(form, 'client_id');
  const { application, principal } = registered(tenant, clientId);
  const proof = authenticate(world, tenant, application, form);
  const scope = required(form, 'scope');
  if (!scope.endsWith('/.default') || scope.includes(' '))
    throw new SignInError(
      1002012,
      `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    );
  const wanted = scope.slice(0, -'/.default'.length);
  const audience = audienceOfScope(tenant, wanted);
  if (!audience)
    throw new SignInError(
      500011,
      `The resource principal named ${wanted} was not found in the tenant named ${tenant.name}.`,
    );
  const token = appToken(
    world,
    {
      tenant,
      appId: clientId,
      displayName: String(principal['displayName']),
      servicePrincipalId: String(principal['id']),
      proof,
    },
    audience,
  );
  recordAppSignIn(world, tenant, principal, audience.audience, '127.0.0.1');
  return {
    status: 200,
    headers: { 'cache-control': 'no-store, no-cache', pragma: 'no-cache' },
    body: { token_type: 'Bearer', expires_in: tokenLife, ext_expires_in: tokenLife, access_token: token },
  };
}

/** The registration and its enterprise application; an app that the tenant does not know or has disabled gets nothing. */
export function registered(tenant: Tenant, clientId: string): { application: Entity; principal: Entity } {
  const same = (entry: Entity): boolean => String(entry['appId']).toLowerCase() === clientId.toLowerCase();
  const application = tenant.store.list('applications').find(same);
  const principal = tenant.store.list('servicePrincipals').find(same);
  if (!application || !principal)
    throw new SignInError(
      700016,
      `Application with identifier '${clientId}' was not found in the directory '${tenant.name}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
    );
  if (principal['accountEnabled'] === false)
    throw new SignInError(7000112, `Application '${clientId}'(${String(principal['displayName'])}) is disabled.`);
  return { application, principal };
}

function authenticate(world: World, tenant: Tenant, application: Entity, form: URLSearchParams): '1' | '2' {
  const assertion = form.get('client_assertion');
  if (assertion !== null) {
    if (form.get('client_assertion_type') !== assertionType)
      throw new SignInError(900144, `The request body must contain the following parameter: 'client_assertion_type'.`);
    verifyAssertion(world, tenant, application, assertion);
    return '2';
  }
  const secret = form.get('client_secret');
  if (secret === null)
    throw new SignInError(
      7000218,
      `The request body must contain the following parameter: 'client_assertion' or 'client_secret'.`,
    );
  const known = ((application['passwordCredentials'] ?? []) as Entity[]).some(
    (entry) => entry['secretText'] === secret,
  );
  if (!known)
    throw new SignInError(
      7000215,
      `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${String(application['appId'])}'.`,
    );
  return '1';
}

export function required(form: URLSearchParams, name: string): string {
  const value = form.get(name);
  if (value === null || value === '')
    throw new SignInError(900144, `The request body must contain the following parameter: '${name}'.`);
  return value;
}
