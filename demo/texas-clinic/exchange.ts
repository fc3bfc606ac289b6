import { type Settings, guid, mailboxOf, members, people, tenant } from './people.ts';

const domains = [tenant.domain, tenant.initialDomain] as const;
const selector = (number: 1 | 2, domain: string) =>
  `selector${number}-${domain.replaceAll('.', '-')}._domainkey.${tenant.initialDomain}`;
const query = (name: string, answers: string[]) => [
  {
    query_name: name,
    query_method: 'traditional',
    query_result: answers.length > 0 ? `Query returned ${answers.length} txt records` : 'Query returned NXDomain',
    query_answers: answers,
  },
];
const spf = ['v=spf1 include:spf.protection.outlook.com -all'];
const key = ['v=DKIM1; k=rsa; p=bm90IGEga2V5LCBvbmx5IGEgZGVtbw==;'];

export const mailDomains: Settings = {
  remoteDomains: [{ identity: 'Default', domainName: '*', autoForwardEnabled: true }],
  acceptedDomains: domains.map((domainName) => ({
    identity: domainName,
    domainName,
    domainType: 'Authoritative',
    default: domainName === tenant.domain,
    initialDomain: domainName === tenant.initialDomain,
    isCoexistenceDomain: false,
    matchSubDomains: false,
    smtpDaneStatus: 'Disabled',
  })),
  dkimSigningConfigs: domains.map((domain) => ({
    identity: domain,
    domain,
    enabled: domain === tenant.initialDomain,
    status: domain === tenant.initialDomain ? 'Valid' : 'CnameMissing',
    selector1CNAME: selector(1, domain),
    selector2CNAME: selector(2, domain),
  })),
  spfRecords: domains.map((domain) => ({
    domain,
    rdata: spf,
    log: query(domain, spf),
    compliant: true,
    message: 'SPF record found.',
  })),
  dkimRecords: domains.map((domain) => {
    const answers = domain === tenant.initialDomain ? key : [];
    return { domain, rdata: answers, log: query(`selector1._domainkey.${domain}`, answers) };
  }),
  dmarcRecords: domains.map((domain) => ({ domain, rdata: [], log: query(`_dmarc.${domain}`, []) })),
};

export const mailFlow: Settings = {
  organizationConfig: {
    name: tenant.initialDomain,
    auditDisabled: false,
    oAuth2ClientProfileEnabled: true,
    customerLockboxEnabled: false,
    rejectDirectSend: false,
    inPlaceHolds: [],
    activityBasedAuthenticationTimeoutEnabled: true,
    activityBasedAuthenticationTimeoutInterval: '06:00:00',
  },
  transportConfig: {
    name: 'Transport Settings',
    smtpClientAuthenticationDisabled: true,
    allowLegacyTLSClients: null,
  },
  transportRules: [],
  inboundConnectors: [],
  outboundConnectors: [],
  sharingPolicies: [
    {
      guid: guid('domain', 1),
      identity: 'Default Sharing Policy',
      name: 'Default Sharing Policy',
      enabled: true,
      default: true,
      domains: ['*:CalendarSharingFreeBusySimple', 'Anonymous:CalendarSharingFreeBusyReviewer'],
    },
  ],
  outboundSpamPolicies: [
    {
      guid: guid('domain', 2),
      identity: 'Default',
      name: 'Default',
      isDefault: true,
      autoForwardingMode: 'Automatic',
    },
  ],
  irmConfiguration: {
    azureRMSLicensingEnabled: true,
    internalLicensingEnabled: true,
    simplifiedClientAccessEnabled: false,
    licensingLocation: [`https://${tenant.id}.rms.na.aadrm.com/_wmcs/licensing`],
  },
  irmTest: { results: 'Acquiring RMS Templates ... PASS. OVERALL RESULT: PASS' },
  smimeConfig: { smimeCertificateIssuingCA: null, smimeCertificatesExpiryDate: null },
  externalInOutlook: { identity: 'Default', enabled: false, allowList: [] },
};

export const mailboxes: Settings = {
  mailboxes: people.flatMap((person, index) =>
    person.userType === 'Guest'
      ? []
      : [
          {
            ...mailboxOf(person, index),
            alias: person.address.replace(/@.*/, ''),
            userPrincipalName: person.address,
            recipientTypeDetails: 'UserMailbox',
            accountDisabled: false,
            hiddenFromAddressListsEnabled: false,
            whenCreated: person.createdAt,
            forwardingAddress: null,
            forwardingSmtpAddress: null,
            deliverToMailboxAndForward: false,
            auditEnabled: true,
            auditLogAgeLimit: '90.00:00:00',
            litigationHoldEnabled: false,
            inPlaceHolds: [],
            retainDeletedItemsFor: '14.00:00:00',
            singleItemRecoveryEnabled: true,
            archiveStatus: 'None',
            retentionPolicy: 'Default MRM Policy',
          },
        ],
  ),
  casMailboxes: people.flatMap((person, index) =>
    person.userType === 'Guest'
      ? []
      : [
          {
            ...mailboxOf(person, index),
            imapEnabled: true,
            popEnabled: true,
            smtpClientAuthenticationDisabled: null,
            activeSyncEnabled: true,
            ewsEnabled: true,
            owaEnabled: true,
            mapiEnabled: true,
          },
        ],
  ),
  casMailboxPlans: [
    {
      identity: 'ExchangeOnline',
      name: 'ExchangeOnline',
      displayName: 'ExchangeOnline',
      imapEnabled: true,
      popEnabled: true,
    },
  ],
  inboxRules: [],
  mailboxAuditBypass: members.map(({ id, name }) => ({ guid: id, identity: name, name, auditBypassEnabled: false })),
  owaMailboxPolicies: [
    {
      guid: guid('domain', 3),
      identity: 'OwaMailboxPolicy-Default',
      name: 'OwaMailboxPolicy-Default',
      isDefault: true,
      additionalStorageProvidersAvailable: true,
      conditionalAccessPolicy: 'Off',
    },
  ],
};
