import type { Cloud } from '../../core/snapshot.ts';
import type { HostRule } from '../http/hosts.ts';

/**
 * Host names of one cloud. A missing one: the cloud does not offer the service, or nobody knows its address.
 * Graph hosts are from Microsoft's deployment page, Exchange and compliance hosts as ScubaGear uses them, activity
 * hosts from Microsoft's documentation; what is marked [M] is from memory.
 */
export interface CloudHosts {
  login: string;
  graph: string;
  exchange: string;
  compliance: string;
  /** What follows the tenant's own label: `.sharepoint.com`. */
  sharepoint: string;
  /** Where else downloads of files may lead to: [M] the media services of the commercial cloud. */
  downloads?: readonly string[];
  teams?: string;
  azure: string;
  managementActivity?: string;
  /** What its tokens are asked for, where that is not its host. */
  managementActivityResource?: string;
}

const commercial: CloudHosts = {
  login: 'login.microsoftonline.com',
  graph: 'graph.microsoft.com',
  exchange: 'outlook.office365.com',
  compliance: 'ps.compliance.protection.outlook.com',
  sharepoint: '.sharepoint.com',
  downloads: ['.svc.ms'],
  teams: 'api.interfaces.records.teams.microsoft.com',
  azure: 'management.azure.com',
  managementActivity: 'manage.office.com',
};

const gcchigh: CloudHosts = {
  login: 'login.microsoftonline.us',
  graph: 'graph.microsoft.us',
  exchange: 'outlook.office365.us',
  compliance: 'ps.compliance.protection.office365.us',
  sharepoint: '.sharepoint.us',
  // [M] As a public analysis of ScubaGear lists it.
  teams: 'api.interfaces.records.gov.teams.microsoft.us',
  // [M]
  azure: 'management.usgovcloudapi.net',
  managementActivity: 'manage.office365.us',
};

export const cloudHosts: Readonly<Record<Cloud, CloudHosts>> = {
  commercial,
  // [M] that GCC's tokens are asked for under the commercial name, as ScubaGear does for its neighbour.
  gcc: {
    ...commercial,
    managementActivity: 'manage-gcc.office.com',
    managementActivityResource: 'https://manage.office.com',
  },
  gcchigh,
  dod: {
    ...gcchigh,
    graph: 'dod-graph.microsoft.us',
    exchange: 'outlook-dod.office365.us',
    // As ScubaGear has it; Microsoft's PowerShell page names compliance.dod.microsoft.com.
    compliance: 'ps.compliance.protection.office365.us',
    sharepoint: '.sharepoint-mil.us',
    managementActivity: 'manage.protection.apps.mil',
  },
  china: {
    // Newer pages of that cloud say login.partner.microsoftonline.cn.
    login: 'login.chinacloudapi.cn',
    graph: 'microsoftgraph.chinacloudapi.cn',
    // [M]
    exchange: 'partner.outlook.cn',
    compliance: 'ps.compliance.protection.partner.outlook.cn',
    // [M]
    sharepoint: '.sharepoint.cn',
    // [M]
    azure: 'management.chinacloudapi.cn',
  },
};

/** The Teams configuration service has no address as its resource, but an application ID. */
const teamsResource = '48ac35b8-9aa8-4d74-927d-1f4a14a0b239';

/** What a token for the host is asked for, and the hosts that may get it. */
export interface Audience {
  resource: string;
  hosts: HostRule;
}

/** Audience of an API with one host; regional hosts of Exchange and compliance lie one label below. */
export function audienceOf(api: 'graph' | 'exchange' | 'compliance' | 'teams' | 'azure', host: string): Audience {
  const regional = api === 'exchange' || api === 'compliance';
  return {
    resource: api === 'teams' ? teamsResource : `https://${host}`,
    hosts: regional ? { hosts: [host], suffixes: [`.${host}`] } : { hosts: [host] },
  };
}
