import { listSection } from '../section.ts';
import { flag, number, text, texts } from '../shape.ts';

export const purviewAuditSections = {
  auditLogConfig: listSection({
    title: 'audit log settings',
    call: 'Get-AdminAuditLogConfig',
    service: 'purview',
    fields: { identity: text, unifiedAuditLogIngestionEnabled: flag },
  }),
  auditRetentionPolicies: listSection({
    title: 'audit log retention policies',
    call: 'Get-UnifiedAuditLogRetentionPolicy',
    service: 'purview',
    fields: {
      identity: text,
      name: text,
      enabled: flag,
      priority: number,
      retentionDuration: text,
      recordTypes: texts,
      operations: texts,
      userIds: texts,
    },
  }),
  protectionAlerts: listSection({
    title: 'alert policies',
    call: 'Get-ProtectionAlert',
    service: 'purview',
    fields: {
      identity: text,
      name: text,
      disabled: flag,
      category: text,
      operation: texts,
      threatType: text,
      severity: text,
      notificationEnabled: flag,
      notifyUser: texts,
    },
  }),
};
