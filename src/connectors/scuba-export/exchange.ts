import type { ExportKey } from './key.ts';

export const exchangeKeys: ExportKey[] = [
  { section: 'remoteDomains', key: 'remote_domains', command: 'Get-RemoteDomain' },
  { section: 'acceptedDomains', key: 'accepted_domains', command: 'Get-AcceptedDomain' },
  { section: 'organizationConfig', key: 'org_config', command: 'Get-OrganizationConfig' },
];
