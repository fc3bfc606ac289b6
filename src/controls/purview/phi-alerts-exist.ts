import type { Change } from '../../core/change.ts';
import { defineControl } from '../../core/control.ts';
import { fail, partial, pass } from '../../core/verdict.ts';
import { quoted } from '../../core/powershell.ts';
import { type Alert, alertName, identityOf } from './alerts.ts';

interface AlertClass {
  name: string;
  /** Audited operations that an alert of this class names. */
  operations: readonly string[];
  /** Microsoft's default alert policies and threat kinds of this class. */
  names?: RegExp;
  threats?: readonly string[];
  /** The alert that is created where none exists. */
  create: { name: string; operation: string; category: string; threshold?: number };
}

const classes: readonly AlertClass[] = [
  {
    name: 'mass download of files',
    operations: [
      'FileDownloaded',
      'FileSyncDownloadedFull',
      'FileSyncDownloadedPartial',
      'MassFileDownload',
      'FileDownload',
    ],
    names: /(mass|unusual (volume|amount)).*download/,
    create: {
      name: 'Mass download of files',
      operation: 'FileDownloaded',
      category: 'DataLossPrevention',
      threshold: 100,
    },
  },
  {
    name: 'sharing outside the organization',
    operations: [
      'ExternalFileSharing',
      'AnonymousLinkCreated',
      'SharingInvitationCreated',
      'SharingSet',
      'SecureLinkCreated',
      'AddedToSecureLink',
    ],
    create: { name: 'Anyone link created', operation: 'AnonymousLinkCreated', category: 'DataLossPrevention' },
  },
  {
    name: 'forwarding or inbox rule',
    operations: ['MailRedirect', 'New-InboxRule', 'Set-InboxRule', 'UpdateInboxRules'],
    create: { name: 'Forwarding or redirect rule created', operation: 'MailRedirect', category: 'ThreatManagement' },
  },
  {
    name: 'Exchange admin role given',
    operations: ['GrantAdminPermission', 'Add-RoleGroupMember', 'New-ManagementRoleAssignment'],
    create: {
      name: 'Exchange admin permission given',
      operation: 'GrantAdminPermission',
      category: 'AccessGovernance',
    },
  },
  {
    name: 'Entra role given',
    operations: ['Add member to role.', 'Add member to role', 'AddMemberToRole', 'Add eligible member to role.'],
    create: { name: 'Entra role given', operation: 'Add member to role.', category: 'AccessGovernance' },
  },
  {
    name: 'malware',
    operations: ['FileMalwareDetected'],
    names: /malware|malicious file/,
    threats: ['malware'],
    create: { name: 'Malware found in a file', operation: 'FileMalwareDetected', category: 'ThreatManagement' },
  },
  {
    name: 'mass deletion of files',
    operations: [
      'FileDeleted',
      'MassFileDelete',
      'FileRecycled',
      'FileDeletedFirstStageRecycleBin',
      'FileVersionsAllDeleted',
    ],
    names: /(mass|unusual (volume|amount)).*delet/,
    create: { name: 'Mass deletion of files', operation: 'FileDeleted', category: 'DataGovernance', threshold: 100 },
  },
];

/** Microsoft's names of alerts are far shorter. */
const longestName = 500;

function isOf({ operations, names, threats }: AlertClass, alert: Alert): boolean {
  const wanted = new Set(operations.map((operation) => operation.toLowerCase()));
  return (
    (alert.operation ?? []).some((operation) => wanted.has(operation.toLowerCase())) ||
    (threats ?? []).includes((alert.threatType ?? '').toLowerCase()) ||
    (names?.test(alertName(alert.name).slice(0, longestName)) ?? false)
  );
}

function judged(alerts: readonly Alert[]) {
  return classes.map((kind) => {
    const found = alerts.filter((alert) => isOf(kind, alert));
    return { kind, found, on: found.filter((alert) => alert.disabled === false) };
  });
}

export const phiAlertsExist = defineControl({
  id: 'purview.phi-alerts-exist',
  title: 'Alerts exist for the ways in which patient data leaves',
  finding: 'There is no alert for some of the ways in which patient data leaves',
  severity: 'medium',
  rationale:
    'HIPAA asks for regular review of activity and for a response to incidents; nobody reads logs all day. An alert for each way in which patient data leaves or is destroyed turns the log into a call within minutes.',
  citations: ['164.308(a)(1)(ii)(D)', '164.308(a)(6)(ii)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'none',
  references: [
    { source: 'CIPP', id: 'SharePointMassDeletionAlert' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/defender-xdr/alert-policies' },
  ],
  aliases: ['PV-18'],
  reads: ['protectionAlerts.name', 'protectionAlerts.disabled', 'protectionAlerts.operation'],
  evaluate({ protectionAlerts }) {
    const all = judged(protectionAlerts);
    const lacking = all.filter(({ on }) => on.length === 0);
    const evidence = ({ kind, found, on }: (typeof all)[number]) => ({
      id: on[0] ? identityOf(on[0]) : `alert: ${kind.name}`,
      name: kind.name,
      expected: 'an enabled alert policy',
      actual:
        on.length > 0
          ? on.map((alert) => alert.name).join('; ')
          : found.length > 0
            ? `turned off: ${found.map((alert) => alert.name).join('; ')}`
            : 'none',
      readFrom: 'protectionAlerts.operation' as const,
    });
    if (lacking.length === 0)
      return pass(`An alert is on for each of ${all.length} kinds of activity.`, all.map(evidence));
    const names = lacking.map(({ kind }) => kind.name).join(', ');
    return (lacking.length < all.length ? partial : fail)(
      `No alert is on for ${lacking.length} of ${all.length} kinds of activity: ${names}.`,
      lacking.map(evidence),
      { wouldPassIf: `An alert is on for ${names}.` },
    );
  },
  remediation: {
    fix: 'Create an alert for each way in which patient data leaves',
    steps: [
      'Open the Microsoft Defender portal, Email & collaboration, Policies & rules, Alert policy.',
      'Turn on the alerts named here that exist already.',
      'For the others choose New Alert Policy, the activity named here, and a threshold for masses of files.',
      'Choose recipients who read their mail, not only the default Global Administrators.',
    ],
    script: [
      "New-ProtectionAlert -Name 'Entra role given' -Category AccessGovernance -Operation 'Add member to role.' -ThreatType Activity -NotifyUser TenantAdmins -AggregationType None",
    ],
  },
  changes({ protectionAlerts }) {
    return judged(protectionAlerts)
      .filter(({ on }) => on.length === 0)
      .map(({ kind, found: [existing] }) => (existing ? turnOn(existing) : create(kind)));
  },
  knownGaps: [
    'Alerts of other products (Defender for Cloud Apps, Sentinel, a log collector) are not read; where they exist this is stricter than needed.',
    'Filters that narrow an alert to some users or sites are not judged.',
  ],
  assumed: [
    'Which audited operations belong to which kind of activity, and that alert policies can name them; the grouping was held against one exported tenant only.',
    'That thresholds in alert policies need an E5 license or its add-on.',
  ],
});

function turnOn(alert: Alert): Change {
  return {
    section: 'protectionAlerts',
    operation: 'set',
    match: alert.identity ? { identity: alert.identity } : { name: alert.name },
    values: { disabled: false },
    call: `Set-ProtectionAlert -Identity ${quoted(alert.name)} -Disabled $false`,
    summary: `Turn on the alert "${alert.name}"`,
    notice: 'Whoever gets alert notices: there may be more of them.',
    undo: 'restore',
  };
}

function create({ create: { name, operation, category, threshold } }: AlertClass): Change {
  const aggregation = threshold
    ? `-AggregationType SimpleAggregation -Threshold ${threshold} -TimeWindow 60`
    : '-AggregationType None';
  return {
    section: 'protectionAlerts',
    operation: 'create',
    match: { name },
    values: {
      name,
      category,
      operation: [operation],
      threatType: 'Activity',
      disabled: false,
      notificationEnabled: true,
      notifyUser: ['TenantAdmins'],
    },
    call: `New-ProtectionAlert -Name ${quoted(name)} -Category ${category} -Operation ${quoted(operation)} -ThreatType Activity -NotifyUser TenantAdmins ${aggregation}`,
    summary: `Create the alert "${name}"`,
    notice: 'Global Administrators get a notice when it fires; choose other recipients in the alert policy.',
    undo: 'restore',
  };
}
