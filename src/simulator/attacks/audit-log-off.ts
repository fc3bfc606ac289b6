import { cmdlet, complianceCmdlet } from '../records/mail.ts';
import { second } from '../records/pen.ts';
import { type Attack, attacker } from './attack.ts';

export const auditLogOff: Attack = {
  name: 'audit-log-off',
  title: 'The audit log of the whole tenant is switched off',
  expected: {
    alerts: ['purview.unified-audit-off'],
    atMost: 1,
    never: ['exchange.mailbox-audit-off', 'organization.feed-silent'],
  },
  script: ({ admin, start, pen }) => [
    cmdlet(
      pen,
      start,
      'Set-AdminAuditLogConfig',
      { user: admin.user, id: admin.id, ip: attacker.ip },
      {
        UnifiedAuditLogIngestionEnabled: 'False',
      },
    ),
    // The record of it must reach the feed first: it is the last one.
    {
      at: start + second,
      effect: { collection: 'auditLogConfig', id: '', values: { UnifiedAuditLogIngestionEnabled: false } },
    },
  ],
};

export const mailboxAuditBypass: Attack = {
  name: 'mailbox-audit-bypass',
  title: 'What one account does in mailboxes is no longer recorded',
  expected: { alerts: ['exchange.mailbox-audit-off'], atMost: 1, never: ['purview.unified-audit-off'] },
  script: ({ admin, victim, start, pen, mailboxOf }) => [
    cmdlet(
      pen,
      start,
      'Set-MailboxAuditBypassAssociation',
      { user: admin.user, id: admin.id, ip: attacker.ip },
      {
        Identity: victim.user,
        AuditBypassEnabled: 'True',
      },
    ),
    {
      at: start,
      effect: { collection: 'mailboxAuditBypass', id: mailboxOf(victim.user), values: { AuditBypassEnabled: true } },
    },
  ],
};

export const retentionShortened: Attack = {
  name: 'retention-shortened',
  title: 'The retention policy of the audit log is cut to seven days',
  expected: {
    alerts: ['purview.audit-retention-shortened'],
    atMost: 1,
    never: ['purview.hold-or-retention-removed', 'purview.unified-audit-off'],
  },
  script: ({ admin, start, pen }) => [
    complianceCmdlet(
      pen,
      start,
      'Set-UnifiedAuditLogRetentionPolicy',
      { user: admin.user, id: admin.id, ip: attacker.ip },
      {
        Identity: 'Keep six years',
        RetentionDuration: 'SevenDays',
      },
    ),
    {
      at: start,
      effect: {
        collection: 'auditRetentionPolicies',
        id: 'Keep six years',
        values: {
          Identity: 'Keep six years',
          Name: 'Keep six years',
          Priority: 1,
          RetentionDuration: 'SevenDays',
          Enabled: true,
        },
      },
    },
  ],
};
