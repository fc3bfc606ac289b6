import type { Cloud } from '../core/snapshot.ts';

/** The APIs that the simulator speaks. `compliance` is the first host, `compliance-region` the one it redirects to. */
export type Api =
  | 'login'
  | 'graph'
  | 'exchange'
  | 'compliance'
  | 'compliance-region'
  | 'sharepoint-admin'
  | 'sharepoint'
  | 'teams'
  | 'azure'
  | 'activity'
  | 'dns';

/** What a host name says: which API, for tenants of which clouds, and whose SharePoint or which region. */
export interface Host {
  name: string;
  api: Api;
  /** GCC shares most hosts of the commercial cloud, DoD some of GCC High. */
  clouds: readonly Cloud[];
  /** `contoso` of contoso.sharepoint.com and contoso-admin.sharepoint.com. */
  prefix?: string;
  /** `nam13b` of nam13b.ps.compliance.protection.outlook.com. */
  region?: string;
}

interface CloudHosts {
  login: readonly string[];
  graph: string;
  exchange: string;
  compliance: string;
  activity?: string;
  azure: string;
  sharepoint: string;
  /** Known for the commercial cloud only. */
  teams?: string;
}

/** Host names by cloud (m365-api §1, and assumption national-hosts). GCC shares all of the commercial cloud's but the activity API. */
export const cloudHosts: Record<Cloud, CloudHosts> = {
  commercial: {
    login: ['login.microsoftonline.com'],
    graph: 'graph.microsoft.com',
    exchange: 'outlook.office365.com',
    compliance: 'ps.compliance.protection.outlook.com',
    activity: 'manage.office.com',
    azure: 'management.azure.com',
    sharepoint: 'sharepoint.com',
    teams: 'api.interfaces.records.teams.microsoft.com',
  },
  gcc: {
    login: ['login.microsoftonline.com'],
    graph: 'graph.microsoft.com',
    exchange: 'outlook.office365.com',
    compliance: 'ps.compliance.protection.outlook.com',
    activity: 'manage-gcc.office.com',
    azure: 'management.azure.com',
    sharepoint: 'sharepoint.com',
    teams: 'api.interfaces.records.teams.microsoft.com',
  },
  gcchigh: {
    login: ['login.microsoftonline.us'],
    graph: 'graph.microsoft.us',
    exchange: 'outlook.office365.us',
    compliance: 'ps.compliance.protection.office365.us',
    activity: 'manage.office365.us',
    azure: 'management.usgovcloudapi.net',
    sharepoint: 'sharepoint.us',
  },
  dod: {
    login: ['login.microsoftonline.us'],
    graph: 'dod-graph.microsoft.us',
    exchange: 'outlook-dod.office365.us',
    compliance: 'ps.compliance.protection.office365.us',
    activity: 'manage.protection.apps.mil',
    azure: 'management.usgovcloudapi.net',
    sharepoint: 'sharepoint-mil.us',
  },
  china: {
    login: ['login.chinacloudapi.cn', 'login.partner.microsoftonline.cn'],
    graph: 'microsoftgraph.chinacloudapi.cn',
    exchange: 'partner.outlook.cn',
    compliance: 'ps.compliance.protection.partner.outlook.cn',
    azure: 'management.chinacloudapi.cn',
    sharepoint: 'sharepoint.cn',
  },
};

const publicDns = 'cloudflare-dns.com';

const fixed = new Map<string, Host & { clouds: Cloud[] }>();
const suffixes = new Map<string, { kind: 'sharepoint' | 'compliance'; clouds: Cloud[] }>();
for (const [cloud, hosts] of Object.entries(cloudHosts) as [Cloud, CloudHosts][]) {
  const add = (name: string | undefined, api: Api): void => {
    if (name === undefined) return;
    const known = fixed.get(name);
    if (known) known.clouds.push(cloud);
    else fixed.set(name, { name, api, clouds: [cloud] });
  };
  for (const login of hosts.login) add(login, 'login');
  for (const api of ['graph', 'exchange', 'compliance', 'activity', 'azure', 'teams'] as const) add(hosts[api], api);
  for (const kind of ['sharepoint', 'compliance'] as const) {
    const suffix = `.${hosts[kind]}`;
    suffixes.set(suffix, { kind, clouds: [...(suffixes.get(suffix)?.clouds ?? []), cloud] });
  }
}

// Not Microsoft's: the public DNS over HTTPS, for the names of the tenants here.
fixed.set(publicDns, { name: publicDns, api: 'dns', clouds: Object.keys(cloudHosts) as Cloud[] });

/** Which API a Host header asks for; `undefined` for a host that Microsoft does not have. */
export function hostOf(header: string): Host | undefined {
  const name = header.toLowerCase().replace(/:\d+$/, '');
  const known = fixed.get(name);
  if (known) return known;
  for (const [suffix, { kind, clouds }] of suffixes) {
    if (!name.endsWith(suffix)) continue;
    const label = name.slice(0, -suffix.length);
    if (!/^[a-z0-9][a-z0-9-]*$/.test(label)) return undefined;
    if (kind === 'compliance') return { name, api: 'compliance-region', clouds, region: label };
    if (label.endsWith('-admin')) return { name, api: 'sharepoint-admin', clouds, prefix: label.slice(0, -6) };
    return { name, api: 'sharepoint', clouds, prefix: label.replace(/-my$/, '') };
  }
  return undefined;
}

/** All host names as patterns (`*.sharepoint.com`): for the certificate and for the map that clients are given. */
export const hostPatterns: readonly string[] = [...fixed.keys(), ...[...suffixes.keys()].map((suffix) => `*${suffix}`)];
