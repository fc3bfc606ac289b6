import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { mailboxAuditingComplete } from './mailbox-auditing-complete.ts';

const mailbox = (name: string, auditEnabled: boolean | null, auditLogAgeLimit: string | null = '90.00:00:00') => ({
  guid: `guid-${name}`,
  name,
  primarySmtpAddress: `${name}@larkmeadow.example.com`,
  auditEnabled,
  auditLogAgeLimit,
});
const bypass = (name: string, auditBypassEnabled: boolean) => ({
  guid: `bypass-${name}`,
  identity: name,
  name,
  auditBypassEnabled,
});
const clinic = (mailboxes: object[], mailboxAuditBypass: object[], declared: string[] = [], parameters: object = {}) =>
  tenant(
    { mailboxes, mailboxAuditBypass },
    {
      organization: {
        exclusions: { 'exchange.mailbox-auditing-complete': { mailboxes: declared, reason: 'Archive reader' } },
      },
      parameters: { ...parameters },
    },
  );

testControl(mailboxAuditingComplete, {
  pass: {
    'on, exactly 90 days, no bypass': clinic([mailbox('ruth', true)], [bypass('ruth', false)]),
    'no age set means Exchange’s own 90 days': clinic([mailbox('ruth', true, null)], []),
    'a declared service account may bypass': clinic([mailbox('ruth', true)], [bypass('archive', true)], ['Archive']),
  },
  fail: {
    'S3-51: one bypassed account': [
      clinic([mailbox('ruth', true)], [bypass('ruth', false), bypass('archive', true)]),
      { resources: ['archive'], why: /1 account bypasses/, wouldPassIf: /declare/ },
    ],
    'one mailbox is off': [
      clinic([mailbox('ruth', true), mailbox('omar', false)], []),
      { resources: ['omar@larkmeadow.example.com'], why: /1 of 2 mailboxes/ },
    ],
    'kept for 89 days': [
      clinic([mailbox('ruth', true, '89.00:00:00')], []),
      { resources: ['ruth@larkmeadow.example.com'] },
    ],
    'a baseline asks for a year': clinic([mailbox('ruth', true)], [], [], { minimumDays: 365 }),
    'not said to be on': clinic([mailbox('ruth', null)], []),
  },
});
