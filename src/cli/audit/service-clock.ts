import { cloudHosts } from '../../connectors/entra-token/clouds.ts';
import { type TransportOptions, createTransport } from '../../connectors/http/transport.ts';
import { clockAhead, millis, now } from '../../core/clock.ts';
import type { Tenant } from '../../store/tenants.ts';

/** A Date header has whole seconds, and the answer takes a moment: a smaller difference, in ms, is none. */
const unnoticed = 5_000;

/**
 * The clock of the service, ISO 8601 UTC. Windows of the audit log are cut by it: with a clock of this machine that runs
 * ahead, the time between would be taken as asked for and be missed. When Microsoft does not answer, this machine's.
 */
export async function serviceClock(
  { id, cloud }: Pick<Tenant, 'id' | 'cloud'>,
  options: Pick<TransportOptions, 'hostMap' | 'proxy'>,
): Promise<{ now: () => string; ahead: number }> {
  const host = cloudHosts[cloud].login;
  const transport = createTransport({ ...options, patience: { tries: 2 } });
  try {
    const { headers } = await transport.send({
      service: 'login',
      call: 'GET openid-configuration',
      method: 'GET',
      url: `https://${host}/${id}/v2.0/.well-known/openid-configuration`,
      hosts: { hosts: [host] },
      limits: [],
    });
    const ahead = millis(headers['date'] ?? '') + 999 - millis(now());
    return Math.abs(ahead) > unnoticed ? { now: clockAhead(ahead), ahead } : { now, ahead: 0 };
  } catch {
    return { now, ahead: 0 };
  } finally {
    transport.close();
  }
}
