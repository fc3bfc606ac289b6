import type { Settings } from './people.ts';

type Alert = [
  name: string,
  operation: string | null,
  threatType: string,
  category: string,
  severity: string,
  notify?: false,
];
/** The alert policies that come with Exchange Online and Defender for Office 365 Plan 1. */
const alerts: Alert[] = [
  ['Creation of forwarding/redirect rule', 'MailRedirect', 'Activity', 'ThreatManagement', 'Informational'],
  [
    'eDiscovery search started or exported',
    'eDiscoverySearchStartedOrExported',
    'Activity',
    'ThreatManagement',
    'Informational',
  ],
  ['Elevation of Exchange admin privilege', 'GrantAdminPermission', 'Activity', 'AccessGovernance', 'Low'],
  ['Email messages removed after delivery', null, 'Malicious', 'ThreatManagement', 'Informational', false],
  ['Email reported by user as malware or phish', 'UserSubmission', 'Activity', 'ThreatManagement', 'Low'],
  ['Email sending limit exceeded', 'EmailSendingLimitExceeded', 'Activity', 'ThreatManagement', 'Medium'],
  ['Form blocked due to potential phishing attempt', 'AutoBlockedForm', 'Activity', 'ThreatManagement', 'High'],
  ['Form flagged and confirmed as phishing', 'OSTTakenDownForm', 'Activity', 'ThreatManagement', 'High'],
  ['Messages have been delayed', null, 'MailFlow', 'MailFlow', 'High'],
  ['Suspicious connector activity', 'ConnectorAbuse', 'Activity', 'ThreatManagement', 'High'],
  ['Suspicious Email Forwarding Activity', 'SuspiciousForwarding', 'Activity', 'ThreatManagement', 'High'],
  ['Suspicious email sending patterns detected', 'CompromisedWarningAccount', 'Activity', 'ThreatManagement', 'Medium'],
  ['Tenant restricted from sending email', 'CompromisedTenantAccount', 'Activity', 'ThreatManagement', 'High'],
  [
    'Tenant restricted from sending unprovisioned email',
    'CompromisedUnprovisionedTenantAccount',
    'Activity',
    'ThreatManagement',
    'High',
  ],
  [
    'User requested to release a quarantined message',
    'QuarantineRequestReleaseMessage',
    'Activity',
    'ThreatManagement',
    'Informational',
  ],
  ['User restricted from sending email', 'CompromisedAccount', 'Activity', 'ThreatManagement', 'High'],
  [
    'User restricted from sharing forms and collecting responses',
    'UserRestrictedByDistributingForms',
    'Activity',
    'ThreatManagement',
    'High',
  ],
];

/** No label, no policy of any kind; the audit log is on. */
export const purview: Settings = {
  dlpLicense: { licensed: true },
  dlpPolicies: [],
  dlpRules: [],
  labels: [],
  labelPolicies: [],
  autoLabelPolicies: [],
  autoLabelRules: [],
  retentionPolicies: [],
  retentionRules: [],
  retentionLabels: [],
  auditLogConfig: [{ identity: 'Admin Audit Log Settings', unifiedAuditLogIngestionEnabled: true }],
  auditRetentionPolicies: [],
  protectionAlerts: alerts.map(([name, operation, threatType, category, severity, notify]) => ({
    identity: name,
    name,
    disabled: false,
    category,
    operation: operation === null ? null : [operation],
    threatType,
    severity,
    notificationEnabled: notify ?? true,
    notifyUser: ['TenantAdmins'],
  })),
};
