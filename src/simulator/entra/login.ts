import { controlActor } from '../origin.ts';
import type { Request, Response } from '../http.ts';
import { guidPattern } from '../random.ts';
import { stateOf } from '../state.ts';
import type { Tenant } from '../tenant.ts';
import { type World, findTenant } from '../world.ts';
import { deviceCodeEndpoint } from './device-code.ts';
import { SignInError, signInErrorResponse } from './errors.ts';
import { publicKeys } from './keys.ts';
import { grantRequested } from './registrations.ts';
import { tokenEndpoint } from './token.ts';

/** Everything on the login host: `/{tenant}/…`. */
export function loginApi(world: World, request: Request): Response {
  try {
    return route(world, request);
  } catch (error) {
    if (error instanceof SignInError) return signInErrorResponse(world, request, error);
    throw error;
  }
}

function route(world: World, request: Request): Response {
  const [, name = '', ...rest] = request.path.split('/');
  const place = rest.join('/');
  const tenant = findTenant(world, name, request.host);
  if (!tenant)
    throw new SignInError(
      90002,
      `Tenant '${name}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`,
    );
  const post = request.method === 'POST';
  if (post && place === 'oauth2/v2.0/token') return tokenEndpoint(world, tenant, request);
  if (post && place === 'oauth2/v2.0/devicecode') return deviceCodeEndpoint(world, tenant, request);
  if (!post && /^(v2\.0\/)?\.well-known\/openid-configuration$/.test(place)) return discovery(tenant, request);
  if (!post && /^discovery\/(v2\.0\/)?keys$/.test(place)) return json(publicKeys(tenant, issuer(tenant, request)));
  if (!post && /^(v2\.0\/)?adminconsent$/.test(place)) return adminConsent(world, tenant, request);
  return { status: 404, body: '', headers: { 'content-type': 'text/html' } };
}

function issuer(tenant: Tenant, request: Request): string {
  return `https://${request.host.name}/${tenant.id}/v2.0`;
}

function json(body: unknown): Response {
  return { status: 200, headers: { 'cache-control': 'max-age=86400, private' }, body };
}

function discovery(tenant: Tenant, request: Request): Response {
  const root = `https://${request.host.name}/${tenant.id}`;
  return json({
    token_endpoint: `${root}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${root}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: issuer(tenant, request),
    authorization_endpoint: `${root}/oauth2/v2.0/authorize`,
    device_authorization_endpoint: `${root}/oauth2/v2.0/devicecode`,
    tenant_region_scope: 'NA',
    cloud_instance_name: 'microsoftonline.com',
    cloud_graph_host_name: 'graph.windows.net',
    msgraph_host: 'graph.microsoft.com',
  });
}

/** The page on which an admin accepts what an app asks for. The simulator's admin answers at once: assumption admin-consent. */
function adminConsent(world: World, tenant: Tenant, request: Request): Response {
  const clientId = request.query.get('client_id') ?? '';
  const redirect = request.query.get('redirect_uri');
  if (!guidPattern.test(clientId)) throw new SignInError(900144, "The request must contain the parameter 'client_id'.");
  const state = request.query.get('state');
  const application = tenant.store.list('applications').find((entry) => entry['appId'] === clientId);
  if (!application)
    throw new SignInError(
      700016,
      `Application with identifier '${clientId}' was not found in the directory '${tenant.name}'.`,
    );
  const known = (application['web'] as { redirectUris?: string[] } | undefined)?.redirectUris ?? [];
  if (redirect !== null && !known.includes(redirect))
    throw new SignInError(
      50011,
      `The redirect URI '${redirect}' specified in the request does not match the redirect URIs configured for the application '${clientId}'.`,
    );
  let answer: Record<string, string>;
  if (world.consent === 'decline') {
    answer = { error: 'access_denied', error_description: 'AADSTS65004: The user declined to consent.' };
  } else {
    const origin = {
      actor: controlActor,
      requestId: request.id,
      ip: '127.0.0.1',
      activity: {
        name: 'Consent to application',
        log: 'directory' as const,
        service: 'Core Directory',
        category: 'ApplicationManagement',
        target: 'ServicePrincipal',
      },
    };
    grantRequested(stateOf(tenant, world.clock, origin, 'current'), clientId);
    answer = { admin_consent: 'True', tenant: tenant.id };
  }
  if (state !== null) answer['state'] = state;
  if (redirect === null)
    return { status: 200, headers: { 'content-type': 'text/html' }, body: `<title>${Object.keys(answer)[0]!}</title>` };
  const target = new URL(redirect);
  for (const [key, value] of Object.entries(answer)) target.searchParams.set(key, value);
  return { status: 302, headers: { location: target.href }, body: '' };
}
