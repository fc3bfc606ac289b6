import { defineControl } from '../../core/control.ts';
import { fail, pass } from '../../core/verdict.ts';

export const auditLogOn = defineControl({
  id: 'purview.audit-log-on',
  title: 'The audit log records what people and admins do',
  finding: 'The audit log is off',
  severity: 'critical',
  rationale:
    'HIPAA requires a record of activity in systems that hold ePHI. Without the audit log nobody can say who opened a chart, and a breach cannot be narrowed down: every record counts as exposed. Events from the time when it was off never come back.',
  citations: ['164.312(b)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'none',
  references: [
    { source: 'SCuBA', id: 'MS.SECURITYSUITE.5.1v1', level: 'shall' },
    { source: 'SCuBA', id: 'MS.DEFENDER.6.1v1', level: 'shall' },
    { source: 'Maester', id: 'MT.1172' },
    { source: 'CIS', id: 'CIS.M365.3.1.1' },
    { source: 'Prowler', id: 'purview_audit_log_search_enabled' },
    { source: 'CIPP', id: 'AuditLog' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/purview/audit-log-enable-disable' },
  ],
  aliases: ['PV-15'],
  reads: ['auditLogConfig.unifiedAuditLogIngestionEnabled'],
  evaluate({ auditLogConfig }) {
    const evidence = (config: Partial<(typeof auditLogConfig)[number]>) => ({
      id: config.identity ?? 'Admin Audit Log Settings',
      name: config.identity ?? 'Admin Audit Log Settings',
      expected: 'UnifiedAuditLogIngestionEnabled true',
      actual: `UnifiedAuditLogIngestionEnabled ${config.unifiedAuditLogIngestionEnabled ?? 'not set'}`,
      readFrom: 'auditLogConfig.unifiedAuditLogIngestionEnabled' as const,
    });
    const on = auditLogConfig.filter((config) => config.unifiedAuditLogIngestionEnabled === true);
    if (on.length > 0) return pass('Auditing is on for the tenant.', on.map(evidence));
    return fail('Auditing is off for the tenant.', (auditLogConfig.length > 0 ? auditLogConfig : [{}]).map(evidence), {
      wouldPassIf: 'UnifiedAuditLogIngestionEnabled is true.',
    });
  },
  remediation: {
    fix: 'Turn on the audit log',
    steps: [
      'Open the Microsoft Purview portal, Audit.',
      'Choose Start recording user and admin activity; it may take some hours to begin.',
      'If the banner does not appear, run the command below in Exchange Online PowerShell.',
    ],
    script: ['Set-AdminAuditLogConfig -UnifiedAuditLogIngestionEnabled $true'],
  },
  changes({ auditLogConfig }) {
    const [config] = auditLogConfig;
    if (!config || auditLogConfig.some((entry) => entry.unifiedAuditLogIngestionEnabled === true)) return [];
    return [
      {
        section: 'auditLogConfig',
        operation: 'set',
        match: config.identity ? { identity: config.identity } : {},
        values: { unifiedAuditLogIngestionEnabled: true },
        call: 'Set-AdminAuditLogConfig -UnifiedAuditLogIngestionEnabled $true',
        summary: 'Turn on the audit log',
        notice: 'Nobody. Recording starts within hours and covers nothing from before.',
        undo: 'restore',
      },
    ];
  },
  knownGaps: [
    'On does not show that events arrive: single mailboxes can bypass auditing, and what is recorded depends on the license.',
    'Security & Compliance PowerShell always answers False for this setting; it must be read from Exchange Online.',
  ],
});
