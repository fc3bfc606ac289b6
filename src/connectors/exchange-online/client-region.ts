import { type CallSettings, callJson } from '../http/call.ts';
import { ConnectorError } from '../http/errors.ts';
import { limitsOf } from '../http/limits.ts';

export interface RegionSettings extends CallSettings {
  /** The front door: `ps.compliance.protection.outlook.com`. */
  host: string;
  tenantId: string;
}

const call = 'GET EXOModuleFile';

/**
 * The regional host that holds the tenant. The front door names it by a redirect, which is not followed: its first
 * label before the front door's own name makes the host, and the token goes nowhere else. Without a redirect it is the
 * front door. Throws `redirected` when the redirect leads out of Microsoft's domain, to a sign-in page for one.
 */
export async function findRegion(settings: RegionSettings): Promise<string> {
  const { service, host, tenantId } = settings;
  const answer = await callJson(settings, {
    method: 'GET',
    url: `https://${host}/AdminApi/v1.0/${tenantId}/EXOModuleFile`,
    call,
    limits: limitsOf(service, { id: tenantId }, 'GET', '/EXOModuleFile'),
    headers: { 'x-anchormailbox': `APP:SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}@${tenantId}` },
    accept: [301, 302, 303, 307, 308],
  });
  if (answer.status < 300) return host;
  const to = answer.headers['location'];
  const target = to && URL.canParse(to, `https://${host}`) ? new URL(to, `https://${host}`).hostname : '';
  if (target === host) return host;
  const [label = ''] = target.split('.', 1);
  const domain = host.split('.').slice(-2).join('.');
  if (!target.endsWith(`.${domain}`) || !/^[a-z0-9-]+$/.test(label))
    throw new ConnectorError('redirected', { service, call, status: answer.status, requestId: answer.requestId });
  return `${label}.${host}`;
}
