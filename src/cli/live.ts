import { createPrivateKey } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type ConnectedClients, createClients } from '../connectors/clients.ts';
import type { ShareNames } from '../connectors/content/item-shares.ts';
import type { Certificate } from '../connectors/entra-token/certificate.ts';
import type { HostMap } from '../connectors/http/hosts.ts';
import type { Trace, TracedRequest } from '../connectors/http/trace.ts';
import { type HeldRoles, bindResources, resourcesFor } from '../connectors/registry.ts';
import type { Api, Scope } from '../connectors/resource.ts';
import { WardlineError } from '../core/errors.ts';
import type { Organization } from '../core/organization.ts';
import type { SectionReader } from '../core/reading.ts';
import { isPlainObject } from '../core/shape.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { listCredentials, openCredential } from '../store/credentials.ts';
import { openKeyring } from '../store/master-key.ts';
import { defaultHome } from '../store/home.ts';
import { type Store, openStore } from '../store/open.ts';
import { withSystem, withTenant } from '../store/scope.ts';
import { listSnapshots, loadSnapshot } from '../store/snapshots.ts';
import { type Tenant, listTenants } from '../store/tenants.ts';
import type { Invocation, Option } from './command.ts';
import { traceOf } from './trace-option.ts';

export const homeOption: Option = { flags: '--home <folder>', summary: 'the data folder (WARDLINE_HOME, ~/.wardline)' };
export const tenantOption: Option = {
  flags: '--tenant <tenant>',
  summary: 'which tenant: id, domain or name; needed when there are several',
};
export const whatIfOption: Option = { flags: '--what-if', summary: 'show what would be done and do nothing' };
export const yesOption: Option = { flags: '--yes', summary: 'approve without being asked' };

/** What is sealed as a credential: how one app registration signs in, and where a simulated tenant is. */
export interface SignIn {
  clientId: string;
  /** Both PEM. */
  certificate: string;
  privateKey: string;
  hostMap?: HostMap;
}

/** The data folder that a command works on. */
export function homeOf({ options, cwd, env }: Pick<Invocation, 'options' | 'cwd' | 'env'>): string {
  const given = options['home'];
  return typeof given === 'string' ? resolve(cwd, given) : defaultHome(env);
}

/** True when there is something to open: a data folder, or a database of its own. */
export function hasHome(invocation: Pick<Invocation, 'options' | 'cwd' | 'env'>): boolean {
  return Boolean(invocation.env['DATABASE_URL']) || existsSync(homeOf(invocation));
}

/** The newest whole snapshot of a tenant. Throws `not-found`. */
export async function latestSnapshot(store: Store, tenant: Tenant): Promise<{ id: string; snapshot: Snapshot }> {
  return withTenant(store, tenant.id, async (scope) => {
    const found = (await listSnapshots(scope)).find(({ state }) => state === 'complete');
    if (!found) throw new WardlineError('not-found', 'This tenant was not collected yet.', 'Run: wardline collect');
    return { id: found.id, snapshot: await loadSnapshot(scope, found.id) };
  });
}

/** Opens the store of the data folder, does the work and closes it. */
export async function withStore<T>(
  { options, cwd, env }: Pick<Invocation, 'options' | 'cwd' | 'env'>,
  act: (store: Store) => Promise<T>,
): Promise<T> {
  const store = await openStore({ home: homeOf({ options, cwd, env }), databaseUrl: env['DATABASE_URL'] });
  try {
    return await act(store);
  } finally {
    await store.close();
  }
}

/** The tenant of this id, domain or name; without one the only tenant there is. */
export async function chosenTenant(store: Store, named: unknown): Promise<Tenant> {
  const tenants = await withSystem(store, (scope) => listTenants(scope));
  if (typeof named !== 'string') {
    if (tenants.length === 1) return tenants[0]!;
    throw tenants.length === 0
      ? new WardlineError('not-found', 'There is no tenant yet.', 'Add one with: wardline tenant add ID --name NAME')
      : new WardlineError('usage', 'There are several tenants.', 'Choose one with --tenant; see: wardline tenant list');
  }
  const wanted = named.toLowerCase();
  const found = tenants.filter((tenant) =>
    [tenant.id, tenant.domain, tenant.name].some((name) => name?.toLowerCase() === wanted),
  );
  if (found.length === 1) return found[0]!;
  throw found.length === 0
    ? new WardlineError('not-found', 'There is no such tenant.', 'See: wardline tenant list')
    : new WardlineError('usage', 'Several tenants are called that.', 'Give the id; see: wardline tenant list');
}

/** The sealed sign-in of one of a tenant's registrations. Throws `not-found` where it was not connected. */
export async function signInOf(
  store: Store,
  env: Invocation['env'],
  tenant: Tenant,
  registration: Scope['registration'],
): Promise<SignIn> {
  const keyring = openKeyring(store.home, env);
  const secret = await withTenant(store, tenant.id, (scope) => openCredential(scope, keyring, registration));
  return JSON.parse(secret) as SignIn;
}

/**
 * Clients of a tenant with the sealed credential of one of its registrations. The caller closes them. `watch` is told of
 * each request.
 */
export async function clientsOf(
  store: Store,
  env: Invocation['env'],
  tenant: Tenant,
  registration: Scope['registration'],
  watch?: Trace,
): Promise<ConnectedClients> {
  const { clientId, certificate: pem, privateKey, hostMap } = await signInOf(store, env, tenant, registration);
  const certificate: Certificate = { pem, privateKey: createPrivateKey(privateKey) };
  const traced = traceOf(env);
  const clients = createClients({
    cloud: tenant.cloud,
    tenantId: tenant.id,
    signIn: { clientId, certificate },
    // Nothing is sent to it unless the organization chose it: its resources are not there otherwise.
    teams: true,
    ...(hostMap && { hostMap, proxy: false }),
    ...((traced || watch) && {
      trace: (request: TracedRequest) => {
        traced?.trace(request);
        watch?.(request);
      },
    }),
  });
  if (!traced) return clients;
  return {
    ...clients,
    close() {
      clients.close();
      traced.close();
    },
  };
}

/** Clients of the registration that reads what people store, where the tenant has one. */
export async function contentClients(
  store: Store,
  env: Invocation['env'],
  tenant: Tenant,
): Promise<ConnectedClients | undefined> {
  const held = await withTenant(store, tenant.id, (scope) => listCredentials(scope));
  return held.some(({ name }) => name === 'read-content') ? clientsOf(store, env, tenant, 'read-content') : undefined;
}

/**
 * Readers of everything that the tenant's APIs give; with the clients of the registrations for changes they also write,
 * and with those of the registration for content they read what the other may not.
 */
export async function readersOf(
  clients: ConnectedClients,
  organization: Organization,
  change?: ConnectedClients,
  content?: ConnectedClients,
  sharing?: { contain?: ConnectedClients; names: ShareNames },
): Promise<SectionReader[]> {
  const resources = resourcesFor(organization, sharing?.names);
  // When not even Graph lets the app in, nothing will work: say so at once.
  const held: HeldRoles = { graph: (await clients.token('graph')).roles };
  const others = [...new Set(resources.flatMap(({ scopes }) => scopes.map(({ api }) => api)))].filter(
    (api) => api !== 'graph',
  );
  await Promise.all(others.map(async (api) => (held[api] = await rolesIn(clients, api))));
  // Where its own sign-in fails, its sections are without permission and all else is read.
  const given = content && { clients: content, roles: { graph: (await rolesIn(content, 'graph')) ?? [] } };
  return bindResources(resources, clients, held, change, given, sharing?.contain);
}

/** Unknown when there is no token: the call itself will say why. */
async function rolesIn(clients: ConnectedClients, api: Api): Promise<readonly string[] | undefined> {
  try {
    return (await clients.token(api)).roles;
  } catch {
    return undefined;
  }
}

/** A file that tells where a tenant simulator is: `{ "hostMap": { "graph.microsoft.com": "127.0.0.1:8443" }, "ca": PEM }`. */
export function readHostMap(path: string, cwd: string): HostMap {
  try {
    const document: unknown = JSON.parse(readFileSync(resolve(cwd, path), 'utf8'));
    if (isPlainObject(document) && isPlainObject(document['hostMap']) && typeof document['ca'] === 'string') {
      const ca = document['ca'];
      return Object.entries(document['hostMap']).map(([host, address]) => {
        // A rehearsal must not be able to send tokens anywhere but to this machine.
        if (!/^(127\.0\.0\.1|localhost|\[::1\]):\d+$/.test(String(address))) throw new Error('not this machine');
        return { host, address: `https://${String(address)}`, ca };
      });
    }
  } catch {
    // Said below.
  }
  throw new WardlineError(
    'bad-input',
    `${path} does not tell where a simulator is.`,
    'Give a file with hostMap (Microsoft host to 127.0.0.1:PORT) and ca (PEM).',
  );
}

/** Asks for approval by the tenant's name, unless `--yes` was given. Throws `not-permitted`. */
export async function approve({ options, ask }: Invocation, tenant: Pick<Tenant, 'name'>, what: string): Promise<void> {
  if (options['yes']) return;
  const hint = 'Look with --what-if, then approve with --yes.';
  if (!ask) throw new WardlineError('not-permitted', `${what} needs approval, and nobody is here to ask.`, hint);
  const answer = await ask(`${what}. To approve, type the name of the tenant (${tenant.name}): `);
  if (answer.trim() !== tenant.name)
    throw new WardlineError('not-permitted', 'That is not the name of the tenant: nothing was done.', hint);
}
