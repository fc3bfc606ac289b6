import type { ExportKey } from './key.ts';

export const exchangeKeys: ExportKey[] = [
  { section: 'remoteDomains', key: 'remote_domains', command: 'Get-RemoteDomain' },
  { section: 'acceptedDomains', key: 'accepted_domains', command: 'Get-AcceptedDomain' },
  { section: 'organizationConfig', key: 'org_config', command: 'Get-OrganizationConfig' },
  { section: 'transportConfig', key: 'transport_config', command: 'Get-TransportConfig' },
  { section: 'transportRules', key: 'transport_rule', command: 'Get-TransportRule' },
  { section: 'inboundConnectors', key: 'inbound_connectors', command: 'Get-InboundConnector' },
  { section: 'outboundConnectors', key: 'outbound_connectors', command: 'Get-OutboundConnector' },
  { section: 'sharingPolicies', key: 'sharing_policy', command: 'Get-SharingPolicy' },
  { section: 'dkimSigningConfigs', key: 'dkim_config', command: 'Get-DkimSigningConfig' },
  { section: 'spfRecords', key: 'spf_records', command: 'Get-ScubaSpfRecord' },
  { section: 'dkimRecords', key: 'dkim_records', command: 'Get-ScubaDkimRecord' },
  { section: 'dmarcRecords', key: 'dmarc_records', command: 'Get-ScubaDmarcRecord' },
];
