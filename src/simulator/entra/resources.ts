import { type Host, cloudHosts } from '../hosts.ts';
import type { Tenant } from '../tenant.ts';
import { type ResourceApp, resourceApps } from './app-roles.ts';

/** What a token can be asked for. */
export interface Audience {
  /** The `aud` claim. */
  audience: string;
  /** The service whose permissions it carries. */
  resource: ResourceApp;
}

/** The audience behind a scope's resource (`https://graph.microsoft.com`), or nothing when the tenant has no such service. */
export function audienceOfScope(tenant: Tenant, resource: string): Audience | undefined {
  const wanted = resource.replace(/\/$/, '').toLowerCase();
  return audiences(tenant).find(({ audience }) => audience.toLowerCase() === wanted);
}

/** The audience that a host demands of the tokens it is given. */
export function audienceOfHost(host: Host): string {
  if (host.api === 'teams') return resourceApps.teams.appId;
  if (host.api === 'compliance' || host.api === 'compliance-region')
    return `https://${cloudHosts[host.clouds[0]!].compliance}`;
  return `https://${host.name}`;
}

/** A tenant's own cloud decides the names: a commercial tenant gets no token for graph.microsoft.us. */
function audiences(tenant: Tenant): Audience[] {
  const hosts = cloudHosts[tenant.cloud];
  // Each host of SharePoint wants a token of its own: assumption spo-audiences.
  const site = (label: string): Audience => ({
    audience: `https://${label}.${hosts.sharepoint}`,
    resource: 'sharepoint',
  });
  return [
    { audience: `https://${hosts.graph}`, resource: 'graph' },
    { audience: `https://${hosts.exchange}`, resource: 'exchange' },
    // One grant (Exchange.ManageAsApp) serves both hosts: assumption compliance-grant.
    { audience: `https://${hosts.compliance}`, resource: 'exchange' },
    ...(hosts.activity ? [{ audience: `https://${hosts.activity}`, resource: 'activity' as const }] : []),
    { audience: `https://${hosts.azure}`, resource: 'azure' },
    { audience: resourceApps.teams.appId, resource: 'teams' },
    site(`${tenant.prefix}-admin`),
    site(tenant.prefix),
    site(`${tenant.prefix}-my`),
  ];
}
