import { cloudHosts } from '../connectors/entra-token/clouds.ts';
import { createTransport } from '../connectors/http/transport.ts';
import type { Scope } from '../connectors/resource.ts';
import { clockAhead, millis, now } from '../core/clock.ts';
import { WardlineError } from '../core/errors.ts';
import type { Store } from '../store/open.ts';
import type { Tenant } from '../store/tenants.ts';
import type { Invocation } from './command.ts';
import { signInOf } from './live.ts';

/** A Date header has whole seconds: a smaller difference, in ms, is none. */
const unnoticed = 2_000;

/**
 * The clock that a tenant lives by, ISO 8601 UTC: this machine's for a real one. A tenant in the simulator lives by the
 * simulator's, which can be moved on, so that stages, journal and approvals of such a tenant agree with its logs.
 * The sealed sign-in tells which; a simulator that does not answer leaves the machine's clock.
 */
export async function clockOf(
  store: Store,
  env: Invocation['env'],
  tenant: Tenant,
  registration: Scope['registration'] = 'read-settings',
): Promise<() => string> {
  const signIn = await signInOf(store, env, tenant, registration).catch((error: unknown) => {
    if (error instanceof WardlineError) return undefined;
    throw error;
  });
  if (!signIn?.hostMap) return now;
  const host = cloudHosts[tenant.cloud].login;
  const transport = createTransport({ hostMap: signIn.hostMap, patience: { tries: 1 } });
  try {
    const { headers } = await transport.send({
      service: 'login',
      call: 'GET openid-configuration',
      method: 'GET',
      url: `https://${host}/${tenant.id}/v2.0/.well-known/openid-configuration`,
      hosts: { hosts: [host] },
      limits: [],
    });
    // The part of the second that the header leaves away is added: the clock must not run behind the simulator's.
    const ahead = millis(headers['date'] ?? '') + 999 - millis(now());
    return Math.abs(ahead) > unnoticed ? clockAhead(ahead) : now;
  } catch {
    return now;
  } finally {
    transport.close();
  }
}
