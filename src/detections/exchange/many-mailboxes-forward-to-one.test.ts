import { exchangeAdminRecord, many } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { manyMailboxesForwardToOne } from './many-mailboxes-forward-to-one.ts';

const person = (index: number) => `person${index}@clinic.example.com`;
const rule = (index: number, to: string, at = index * 60) =>
  exchangeAdminRecord('New-InboxRule', { Name: 'x', ForwardTo: to }, { user: person(index), at });

testDetection(manyMailboxesForwardToOne, {
  alerts: {
    'S3-50: three people within a day': {
      records: many(3, (index) => rule(index, 'drop@example.net')),
      severity: 'critical',
      group: 'drop@example.net',
      why: /^3 mailboxes forward mail to drop@example\.net$/,
    },
    'rules and mailbox settings by an admin count together': [
      rule(1, 'smtp:Drop@Example.Net'),
      exchangeAdminRecord(
        'Set-Mailbox',
        { Identity: 'omar', ForwardingSmtpAddress: 'smtp:drop@example.net' },
        { at: 90 },
      ),
      exchangeAdminRecord(
        'set-mailbox',
        { Identity: 'ruth', ForwardingSmtpAddress: 'SMTP:drop@example.net' },
        { at: 95 },
      ),
    ],
  },
  silent: {
    'two people': many(2, (index) => rule(index, 'drop@example.net')),
    'one person, three times': many(3, (index) => rule(0, 'drop@example.net', index)),
    'three people to a colleague': many(3, (index) => rule(index, 'omar@clinic.example.com')),
    'over more than a week': many(3, (index) => rule(index, 'drop@example.net', index * 5 * 1440)),
    'to a partner': {
      records: many(3, (index) => rule(index, 'copies@billing.example.net')),
      organization: { approvedDomains: ['billing.example.net'] },
    },
    'forwarding is cleared in three mailboxes': many(3, (index) =>
      exchangeAdminRecord('Set-Mailbox', { Identity: person(index), ForwardingSmtpAddress: '' }),
    ),
  },
});
