import type { ExportKey } from './key.ts';

/** The key of audit retention policies is written by versions later than 1.8. */
export const purviewAuditKeys: ExportKey[] = [
  { section: 'auditLogConfig', key: 'admin_audit_log_config', command: 'Get-AdminAuditLogConfig' },
  {
    section: 'auditRetentionPolicies',
    key: 'unified_audit_log_retention_policies',
    command: 'Get-UnifiedAuditLogRetentionPolicy',
  },
  { section: 'protectionAlerts', key: 'protection_alerts', command: 'Get-ProtectionAlert' },
];
