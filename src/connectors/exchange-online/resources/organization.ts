import { cmdletResource } from './cmdlet-resource.ts';

const host = 'exchange';

/** Settings of the whole organization, and policies that people get by name. */
export const organizationResources = [
  cmdletResource({ section: 'organizationConfig', host, noun: 'OrganizationConfig', write: { single: true } }),
  cmdletResource({ section: 'transportConfig', host, noun: 'TransportConfig', write: { single: true } }),
  cmdletResource({ section: 'irmConfiguration', host, noun: 'IRMConfiguration', write: { single: true } }),
  cmdletResource({ section: 'externalInOutlook', host, noun: 'ExternalInOutlook', write: { single: true } }),
  cmdletResource({ section: 'smimeConfig', host, noun: 'SmimeConfig' }),
  // Only Exchange Online knows it: Security & Compliance always answers that the audit log is off (m365-api.md §4).
  cmdletResource({ section: 'auditLogConfig', host, noun: 'AdminAuditLogConfig', write: { single: true } }),
  cmdletResource({ section: 'sharingPolicies', host, noun: 'SharingPolicy', write: {} }),
  cmdletResource({ section: 'owaMailboxPolicies', host, noun: 'OwaMailboxPolicy', write: {} }),
  cmdletResource({ section: 'casMailboxPlans', host, noun: 'CASMailboxPlan', write: {} }),
];
