import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Route, Stream } from '../../core/delivery.ts';
import { WardlineError } from '../../core/errors.ts';
import type { Organization } from '../../core/organization.ts';
import { openCredential } from '../../store/credentials.ts';
import { openKeyring } from '../../store/master-key.ts';
import type { Store } from '../../store/open.ts';
import { withTenant } from '../../store/scope.ts';
import type { Tenant } from '../../store/tenants.ts';
import { loadOrganization } from '../assessment.ts';
import type { Invocation } from '../command.ts';

export interface DeliverySettings {
  organization: Organization;
  routes: readonly Route[];
  streams: readonly Stream[];
  /** The folder that files named in wardline.yaml are relative to. */
  folder: string;
}

/** Routes and streams of wardline.yaml. Throws `bad-organization-file` where a route and a stream have one name. */
export function deliverySettings({ options, cwd }: Invocation): DeliverySettings {
  const { organization, file } = loadOrganization(options['organization'], cwd);
  const routes = organization.notify?.routes ?? [];
  const streams = organization.streams ?? [];
  const names = new Set(routes.map(({ name }) => name));
  const twice = streams.find(({ name }) => names.has(name));
  if (twice)
    throw new WardlineError(
      'bad-organization-file',
      `A route and a stream are both named ${twice.name}.`,
      'Give each a name of its own: their secrets are kept by name.',
    );
  return { organization, routes, streams, folder: dirname(resolve(cwd, file ?? 'wardline.yaml')) };
}

/** The one of this name; all of them without a name. Throws `not-found`. */
export function chosen<T extends { name: string }>(
  kind: 'route' | 'stream',
  list: readonly T[],
  name: string | undefined,
): readonly T[] {
  const key = kind === 'route' ? 'notify' : 'streams';
  if (list.length === 0)
    throw new WardlineError(
      'not-found',
      `There is no ${kind} yet.`,
      `Write one under ${key}: in wardline.yaml; docs/notify-and-siem.md has an example of each.`,
    );
  if (name === undefined) return list;
  const found = list.filter((entry) => entry.name === name);
  if (found.length > 0) return found;
  throw new WardlineError('not-found', `There is no ${kind} of this name.`, `See: wardline ${kind}s list`);
}

/** What the secret of a route or stream is; undefined where it has none. */
export function secretWanted(target: Route | Stream): string | undefined {
  switch (target.kind) {
    case 'email':
      return target.user === undefined ? undefined : 'the password of the mail account';
    case 'webhook':
    case 'ocsf-webhook':
      return 'the secret that signs each call (16 characters and more)';
    case 'teams':
    case 'slack':
      return 'the address of the webhook, which begins with https://';
    case 'splunk':
      return 'the token of the HTTP Event Collector';
    case 'ocsf-s3':
      return 'access key id and secret access key, with a colon between them';
    default:
      return undefined;
  }
}

/** Name under which the secret is sealed. */
export function secretName(name: string): string {
  return `delivery-${name}`;
}

/** The sealed secret; empty where none is wanted. Throws `not-found` with the next step. */
export async function secretOf(
  store: Store,
  env: Invocation['env'],
  tenant: Tenant,
  target: Route | Stream,
): Promise<string> {
  const wanted = secretWanted(target);
  if (wanted === undefined) return '';
  const keyring = openKeyring(store.home, env);
  try {
    return await withTenant(store, tenant.id, (scope) => openCredential(scope, keyring, secretName(target.name)));
  } catch (error) {
    if (!(error instanceof WardlineError) || error.code !== 'not-found') throw error;
    throw new WardlineError(
      'not-found',
      `${target.name} has no secret yet: ${wanted}.`,
      `Give it on standard input: wardline routes set-secret ${target.name} < file`,
    );
  }
}

/** The PEM certificates that a route or stream trusts beside the usual ones. Throws `bad-input`. */
export function trustedIn(folder: string, ca: string | undefined): { ca?: string } {
  if (ca === undefined) return {};
  let text: string;
  try {
    text = readFileSync(resolve(folder, ca), 'utf8');
  } catch (error) {
    throw new WardlineError(
      'bad-input',
      `${ca} cannot be read (${(error as NodeJS.ErrnoException).code}).`,
      'It holds the certificate of the authority that signed the receiver, in PEM.',
    );
  }
  if (text.includes('-----BEGIN CERTIFICATE-----')) return { ca: text };
  throw new WardlineError(
    'bad-input',
    `${ca} holds no certificate in PEM.`,
    'It begins with -----BEGIN CERTIFICATE-----.',
  );
}
