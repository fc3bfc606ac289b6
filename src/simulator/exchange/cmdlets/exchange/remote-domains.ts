import { defineNoun } from '../../noun.ts';

export const remoteDomains = defineNoun({
  noun: 'RemoteDomain',
  host: 'exchange',
  state: 'remoteDomains',
  verbs: ['Get', 'Set', 'New', 'Remove'],
  keys: ['DomainName'],
  properties: {
    AutoForwardEnabled: 'flag',
    AutoReplyEnabled: 'flag',
    AllowedOOFType: 'text',
    DeliveryReportEnabled: 'flag',
    NDREnabled: 'flag',
    TrustedMailInboundEnabled: 'flag',
    TrustedMailOutboundEnabled: 'flag',
  },
  newOnly: { DomainName: 'text' },
  newRequired: ['Name', 'DomainName'],
  defaults: () => ({ AutoForwardEnabled: true, AutoReplyEnabled: true, AllowedOOFType: 'External' }),
});
