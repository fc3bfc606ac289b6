import { exchangeAdminRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { mailboxAuditOff } from './mailbox-audit-off.ts';

const mailbox = (parameters: Record<string, string>, fields = {}) =>
  exchangeAdminRecord('Set-Mailbox', { Identity: 'nina', ...parameters }, {}, fields);

testDetection(mailboxAuditOff, {
  alerts: {
    'S0-76: auditing of a mailbox is switched off': {
      records: [mailbox({ AuditEnabled: 'False' })],
      severity: 'high',
      actor: 'admin@clinic.example.com',
      group: 'nina',
      why: /^Auditing of the mailbox of nina was switched off$/,
    },
    'parameters as an object, another order': [
      mailbox({}, { Parameters: { AuditEnabled: '$false', Identity: 'nina' } }),
    ],
    'an account is left out': {
      records: [
        exchangeAdminRecord('Set-MailboxAuditBypassAssociation', { Identity: 'svc', AuditBypassEnabled: 'True' }),
      ],
      severity: 'critical',
    },
    'the whole organization, in small letters': {
      records: [exchangeAdminRecord('set-organizationconfig', { AuditDisabled: 'true' })],
      severity: 'critical',
    },
    'reads are no longer recorded': [mailbox({ AuditOwner: '@{Remove=MailItemsAccessed}' })],
    'records are kept for a week': [mailbox({ AuditLogAgeLimit: '7.00:00:00' })],
  },
  silent: {
    'auditing is switched on': [
      mailbox({ AuditEnabled: 'True' }),
      exchangeAdminRecord('Set-OrganizationConfig', { AuditDisabled: 'False' }),
    ],
    'the bypass is taken away': [
      exchangeAdminRecord('Set-MailboxAuditBypassAssociation', { Identity: 'svc', AuditBypassEnabled: 'False' }),
    ],
    'records are kept for a year': [mailbox({ AuditLogAgeLimit: '365.00:00:00' })],
    'more is recorded': [mailbox({ AuditOwner: '@{Add=MailItemsAccessed}' })],
    'other settings': [mailbox({ DisplayName: 'Nina Weber' })],
    'Microsoft itself': [
      exchangeAdminRecord(
        'Set-Mailbox',
        { Identity: 'nina', AuditEnabled: 'False' },
        { user: 'NT AUTHORITY\\SYSTEM (w3wp)' },
        { ExternalAccess: true },
      ),
    ],
  },
});
