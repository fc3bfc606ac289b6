import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { auditLogOn } from './audit-log-on.ts';

const both = (outcome: 'pass' | 'fail') => ({ 'MS.SECURITYSUITE.5.1v1': outcome, 'MS.DEFENDER.6.1v1': outcome });

testControl(auditLogOn, {
  pass: {
    'S0-76: on': [
      tenant({ auditLogConfig: [{ identity: 'Admin Audit Log Settings', unifiedAuditLogIngestionEnabled: true }] }),
      { policies: both('pass'), resources: ['Admin Audit Log Settings'] },
    ],
    'S3-51: one object in place of a list, text for a boolean': tenant({
      auditLogConfig: { Identity: 'Admin Audit Log Settings', UnifiedAuditLogIngestionEnabled: 'True' },
    }),
  },
  fail: {
    'S0-76: off': [
      tenant({ auditLogConfig: [{ identity: 'Admin Audit Log Settings', unifiedAuditLogIngestionEnabled: false }] }),
      { policies: both('fail'), resources: ['Admin Audit Log Settings'], wouldPassIf: /true/ },
    ],
    'not set': tenant({ auditLogConfig: [{ unifiedAuditLogIngestionEnabled: null }] }),
    'no settings were returned': [tenant({ auditLogConfig: [] }), { policies: both('fail') }],
  },
  unknown: {
    'S0-76: the setting is not in the source; unknown is not on': tenant({
      auditLogConfig: [{ identity: 'Admin Audit Log Settings', adminAuditLogEnabled: true }],
    }),
  },
});
