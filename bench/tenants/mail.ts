import type { SectionName } from '../../src/core/snapshot.ts';
import type { Dice } from './dice.ts';

export const domains = ['larkmeadow.example.com', 'larkmeadow.onmicrosoft.example', 'clinic.example.org'];

/** Exchange: domains, connectors, rules, DNS answers. */
export function mailSections(dice: Dice) {
  const on = (probability = 0.8) => dice.chance(probability);
  return {
    remoteDomains: [{ identity: 'Default', domainName: '*', autoForwardEnabled: !on() }],
    acceptedDomains: domains.map((domainName, index) => ({
      identity: domainName,
      domainName,
      domainType: 'Authoritative',
      default: index === 0,
      initialDomain: index === 1,
    })),
    organizationConfig: {
      name: 'larkmeadow',
      auditDisabled: !on(0.9),
      oAuth2ClientProfileEnabled: on(0.9),
      customerLockboxEnabled: on(0.4),
      rejectDirectSend: on(0.4),
      inPlaceHolds: [],
      activityBasedAuthenticationTimeoutEnabled: true,
      activityBasedAuthenticationTimeoutInterval: '06:00:00',
    },
    transportConfig: {
      name: 'Transport Settings',
      smtpClientAuthenticationDisabled: on(),
      allowLegacyTLSClients: false,
    },
    transportRules: Array.from({ length: 12 }, (_, index) => ({
      guid: dice.guid(),
      identity: `Rule ${index}`,
      name: `Rule ${index}`,
      priority: index,
      state: dice.pick(['Enabled', 'Disabled']),
      mode: 'Enforce',
      conditions: ['FromScopePredicate'],
      exceptions: [],
      fromScope: 'NotInOrganization',
      sentToScope: null,
      prependSubject: index === 0 ? '[External]' : null,
      applyHtmlDisclaimerText: null,
      applyRightsProtectionTemplate: index === 3 ? 'Encrypt' : null,
      subjectOrBodyContainsWords: ['encrypt'],
      stopRuleProcessing: false,
    })),
    casMailboxPlans: [
      {
        identity: 'ExchangeOnlineEnterprise',
        name: 'ExchangeOnlineEnterprise',
        displayName: 'ExchangeOnlineEnterprise',
        imapEnabled: !on(),
        popEnabled: !on(),
      },
    ],
    inboundConnectors: [
      {
        guid: dice.guid(),
        identity: 'Lab',
        name: 'Lab',
        enabled: true,
        connectorType: 'Partner',
        senderDomains: ['smtp:lab.example.com;1'],
        requireTls: on(),
        restrictDomainsToCertificate: on(),
        tlsSenderCertificateName: 'lab.example.com',
        treatMessagesAsInternal: false,
      },
    ],
    outboundConnectors: [
      {
        guid: dice.guid(),
        identity: 'Lab',
        name: 'Lab',
        enabled: true,
        connectorType: 'Partner',
        recipientDomains: ['lab.example.com'],
        smartHosts: [],
        useMXRecord: true,
        tlsSettings: 'DomainValidation',
        tlsDomain: 'lab.example.com',
        isTransportRuleScoped: false,
        testMode: false,
      },
    ],
    sharingPolicies: [
      {
        guid: dice.guid(),
        identity: 'Default Sharing Policy',
        name: 'Default Sharing Policy',
        enabled: true,
        default: true,
        domains: on() ? [] : ['Anonymous:CalendarSharingFreeBusyReviewer', '*:CalendarSharingFreeBusySimple'],
      },
    ],
    outboundSpamPolicies: [
      {
        guid: dice.guid(),
        identity: 'Default',
        name: 'Default',
        isDefault: true,
        autoForwardingMode: dice.pick(['Off', 'Automatic', 'On']),
      },
    ],
    dkimSigningConfigs: domains.map((domain) => ({
      identity: domain,
      domain,
      enabled: on(),
      status: 'Valid',
      selector1CNAME: `selector1-${domain}`,
      selector2CNAME: `selector2-${domain}`,
    })),
    spfRecords: domains.map((domain) => ({
      domain,
      compliant: true,
      rdata: [on() ? 'v=spf1 include:spf.protection.outlook.com -all' : 'v=spf1 ~all'],
      log: [],
    })),
    dkimRecords: domains.map((domain) => ({ domain, rdata: ['v=DKIM1; k=rsa; p=MIIB'], log: [] })),
    dmarcRecords: domains.map((domain) => ({
      domain,
      rdata: [
        `v=DMARC1; p=${dice.pick(['reject', 'quarantine', 'none'])}; pct=100; rua=mailto:dmarc@larkmeadow.example.com`,
      ],
      log: [],
    })),
    irmConfiguration: {
      azureRMSLicensingEnabled: true,
      internalLicensingEnabled: true,
      simplifiedClientAccessEnabled: true,
      licensingLocation: ['https://rms.example.com/_wmcs/licensing'],
    },
    irmTest: { results: 'OVERALL RESULT: PASS' },
    smimeConfig: { smimeCertificateIssuingCA: null, smimeCertificatesExpiryDate: null },
    owaMailboxPolicies: [
      {
        guid: dice.guid(),
        identity: 'OwaMailboxPolicy-Default',
        name: 'OwaMailboxPolicy-Default',
        isDefault: true,
        additionalStorageProvidersAvailable: !on(),
        conditionalAccessPolicy: 'ReadOnly',
      },
    ],
    externalInOutlook: { identity: 'larkmeadow', enabled: on(), allowList: [] },
  } satisfies Partial<Record<SectionName, unknown>>;
}
