import { defineCmdlet, invalid, protectionWriters } from '../../cmdlet.ts';
import { defineNoun } from '../../noun.ts';
import { shapeOf } from '../../shape.ts';
import { oneOf } from '../wrapped.ts';
import { plainText } from '../../../../core/shape.ts';

/** Domains, connectors and the signatures of mail. */
export const mailFlow = [
  ...defineNoun({
    noun: 'AcceptedDomain',
    host: 'exchange',
    state: 'acceptedDomains',
    verbs: ['Get', 'Set'],
    keys: ['DomainName'],
    properties: { DomainType: 'text', MatchSubDomains: 'flag', SendingFromDomainDisabled: 'flag' },
    changed: (_, { after }) => oneOf(after['DomainType'], ['Authoritative', 'InternalRelay'], 'DomainType'),
  }),
  ...defineNoun({
    noun: 'InboundConnector',
    host: 'exchange',
    state: 'inboundConnectors',
    verbs: ['Get', 'Set', 'New', 'Remove'],
    properties: {
      CloudServicesMailEnabled: 'flag',
      Comment: 'text',
      ConnectorType: 'text',
      EFSkipIPs: 'texts',
      EFSkipLastIP: 'flag',
      Enabled: 'flag',
      RequireTls: 'flag',
      RestrictDomainsToCertificate: 'flag',
      RestrictDomainsToIPAddresses: 'flag',
      SenderDomains: 'texts',
      SenderIPAddresses: 'texts',
      TlsSenderCertificateName: 'text',
      TreatMessagesAsInternal: 'flag',
    },
    newRequired: ['Name', 'SenderDomains'],
    shape: shapeOf({
      unset: 'TlsSenderCertificateName',
      none: 'AssociatedAcceptedDomains ClientHostNames EFSkipIPs EFUsers ScanAndDropRecipients TrustedOrganizations',
      off: 'EFSkipLastIP EFTestMode',
      blank: 'AdminDisplayName Comment',
    }),
    defaults: () => ({
      Enabled: true,
      ConnectorType: 'Partner',
      SenderIPAddresses: [],
      RequireTls: false,
      RestrictDomainsToCertificate: false,
      RestrictDomainsToIPAddresses: false,
      TreatMessagesAsInternal: false,
      CloudServicesMailEnabled: false,
    }),
    changed: (_, { after }) => oneOf(after['ConnectorType'], ['Partner', 'OnPremises'], 'ConnectorType'),
  }),
  ...defineNoun({
    noun: 'OutboundConnector',
    host: 'exchange',
    state: 'outboundConnectors',
    verbs: ['Get', 'Set', 'New', 'Remove'],
    getOnly: { IncludeTestModeConnectors: 'flag' },
    properties: {
      AllAcceptedDomains: 'flag',
      CloudServicesMailEnabled: 'flag',
      Comment: 'text',
      ConnectorType: 'text',
      Enabled: 'flag',
      IsTransportRuleScoped: 'flag',
      RecipientDomains: 'texts',
      RouteAllMessagesViaOnPremises: 'flag',
      SmartHosts: 'texts',
      TestMode: 'flag',
      TlsDomain: 'text',
      TlsSettings: 'text',
      UseMXRecord: 'flag',
    },
    shape: shapeOf({ unset: 'TlsDomain TlsSettings', off: 'AllAcceptedDomains', blank: 'Comment' }),
    defaults: () => ({
      Enabled: true,
      ConnectorType: 'Partner',
      RecipientDomains: [],
      SmartHosts: [],
      UseMXRecord: true,
      IsTransportRuleScoped: false,
      TestMode: false,
      CloudServicesMailEnabled: false,
    }),
    changed(_, { after, parameters }) {
      oneOf(after['ConnectorType'], ['Partner', 'OnPremises'], 'ConnectorType');
      const tls = ['EncryptionOnly', 'CertificateValidation', 'DomainValidation'];
      if (after['TlsSettings'] !== '') oneOf(after['TlsSettings'], tls, 'TlsAuthLevel');
      if (parameters['UseMXRecord'] === true && (parameters['SmartHosts'] as unknown[] | undefined)?.length)
        throw invalid('You can use either an MX record or smart hosts, but not both.');
    },
    listed: (connector, { IncludeTestModeConnectors }) =>
      connector['TestMode'] !== true || plainText(IncludeTestModeConnectors) === 'true',
  }),
  ...defineNoun({
    noun: 'DkimSigningConfig',
    host: 'exchange',
    state: 'dkimSigningConfigs',
    verbs: ['Get', 'Set'],
    writers: protectionWriters,
    keys: ['Domain'],
    properties: { BodyCanonicalization: 'text', Enabled: 'flag', HeaderCanonicalization: 'text' },
    setOnly: { PublishTxtRecords: 'switch' },
    changed({ state }, { after, parameters }) {
      if (parameters['Enabled'] === undefined) return;
      const domain = plainText(after['Domain']);
      const published = ['CNAME', 'TXT'].some((type) =>
        state.get('dnsRecords', `selector1._domainkey.${domain} ${type}`),
      );
      const ownDomain = /\.onmicrosoft\.(com|us)$/i.test(domain);
      if (plainText(parameters['Enabled']) === 'true' && after['Status'] === 'CnameMissing' && !published && !ownDomain)
        throw invalid(cnameMissing(domain, after));
      if (plainText(parameters['Enabled']) === 'true') after['Status'] = 'Valid';
    },
  }),
  defineCmdlet({
    name: 'New-DkimSigningConfig',
    host: 'exchange',
    roles: protectionWriters,
    parameters: {
      BodyCanonicalization: 'text',
      DomainName: 'text',
      Enabled: 'flag',
      HeaderCanonicalization: 'text',
      KeySize: 'number',
    },
    required: ['DomainName', 'Enabled'],
    run({ state, tenant, warn }, { DomainName, Enabled }) {
      const domain = plainText(DomainName).toLowerCase();
      if (state.list('dkimSigningConfigs').some((entry) => plainText(entry['Domain']).toLowerCase() === domain))
        throw invalid(`A DKIM signing configuration for ${domain} already exists.`);
      if (!state.list('acceptedDomains').some((entry) => plainText(entry['DomainName']).toLowerCase() === domain))
        throw invalid(`The domain ${domain} is not an accepted domain of the organization.`);
      const selector = (number: number): string =>
        `selector${number}-${domain.replaceAll('.', '-')}._domainkey.${tenant.domain}`;
      const published = state.get('dnsRecords', `selector1._domainkey.${domain} CNAME`) !== undefined;
      const config = {
        Identity: domain,
        Name: domain,
        Guid: state.newId(),
        Domain: domain,
        Enabled: published && plainText(Enabled) === 'true',
        Status: published ? 'Valid' : 'CnameMissing',
        Selector1CNAME: selector(1),
        Selector2CNAME: selector(2),
      };
      if (!published && plainText(Enabled) === 'true') warn(cnameMissing(domain, config));
      state.put('dkimSigningConfigs', domain, config);
      return [config];
    },
  }),
];

function cnameMissing(domain: string, config: Readonly<Record<string, unknown>>): string {
  return `CNAME record does not exist for this config. Please publish the following two CNAME records first. Domain Name : ${domain}, ${plainText(config['Selector1CNAME'])}, ${plainText(config['Selector2CNAME'])}`;
}
