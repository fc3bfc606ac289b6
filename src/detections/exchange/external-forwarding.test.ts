import { exchangeAdminRecord, mailboxRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { externalForwarding } from './external-forwarding.ts';

const nina = 'nina@clinic.example.com';
const rule = (parameters: Record<string, string>, fields = {}) =>
  exchangeAdminRecord('New-InboxRule', parameters, { user: nina }, fields);
const mailbox = (parameters: Record<string, string>, fields = {}) =>
  exchangeAdminRecord('Set-Mailbox', { Identity: 'nina', ...parameters }, {}, fields);
const outlook = (recipient: string) =>
  mailboxRecord(
    'UpdateInboxRules',
    {},
    {
      OperationProperties: [
        { Name: 'RuleOperation', Value: 'AddMailboxRule' },
        { Name: 'RuleName', Value: 'x' },
        { Name: 'RuleActions', Value: JSON.stringify([{ ActionType: 'Forward', Recipients: [recipient] }]) },
      ],
    },
  );

testDetection(externalForwarding, {
  alerts: {
    'an inbox rule forwards to a private mailbox': {
      records: [rule({ Name: '.', ForwardTo: 'n-ina.home@gmail.com' })],
      severity: 'critical',
      actor: nina,
      group: nina,
      why: /^An inbox rule of nina@clinic\.example\.com forwards mail to gmail\.com$/,
    },
    'it redirects to one of two, and only one is outside': {
      records: [rule({ RedirectTo: 'omar@clinic.example.com;x@attacker.example.net' })],
      severity: 'high',
    },
    'the address stands in the form of Exchange': [
      rule({ ForwardAsAttachmentTo: '"X" [SMTP:X@Attacker.Example.Net]' }),
    ],
    'a domain that only looks like the own one': [rule({ ForwardTo: 'a@notclinic.example.com' })],
    'the own domain is in front of another one': [rule({ ForwardTo: 'a@clinic.example.com.example.net' })],
    'an administrator sets it on the mailbox': {
      records: [mailbox({ ForwardingSmtpAddress: 'smtp:x@attacker.example.net', DeliverToMailboxAndForward: 'True' })],
      actor: 'admin@clinic.example.com',
      group: 'nina',
    },
    'parameters as an object': [mailbox({}, { Parameters: { ForwardingSmtpAddress: 'smtp:x@attacker.example.net' } })],
    'a mail flow rule copies to outside': [
      exchangeAdminRecord('New-TransportRule', { Name: 'Journal', BlindCopyTo: 'x@attacker.example.net' }),
    ],
    'Outlook on the desktop': [outlook('x@attacker.example.net')],
    'set twice within the hour is one alert': {
      records: [
        mailbox({ ForwardingSmtpAddress: 'a@attacker.example.net' }),
        mailbox({ ForwardingSmtpAddress: 'b@attacker.example.net' }),
      ],
      count: 2,
    },
  },
  silent: {
    'to a colleague': [rule({ ForwardTo: 'omar@clinic.example.com' })],
    'to a subdomain of the own domain': [rule({ ForwardTo: 'omar@mail.clinic.example.com' })],
    'forwarding is cleared': [mailbox({ ForwardingSmtpAddress: '' }), mailbox({ ForwardingSmtpAddress: '$null' })],
    'delete and mark as read without forwarding': [rule({ DeleteMessage: 'True', MarkAsRead: 'True' })],
    'another setting of the mailbox': [
      mailbox({ AuditEnabled: 'True', EmailAddresses: 'smtp:nina@clinic.example.net' }),
    ],
    'it failed': [mailbox({ ForwardingSmtpAddress: 'x@attacker.example.net' }, { ResultStatus: 'False' })],
    'Microsoft maintains a mailbox': [
      exchangeAdminRecord(
        'Set-Mailbox',
        { Identity: 'x', ForwardingSmtpAddress: 'x@service.example.net' },
        { user: 'NT AUTHORITY\\SYSTEM (Microsoft.Exchange.ServiceHost)' },
        { UserType: 3, ExternalAccess: true },
      ),
    ],
    'to a declared partner': {
      records: [rule({ ForwardTo: 'intake@partner.example.net' })],
      organization: { partners: [{ domain: 'partner.example.net', tls: true }] },
    },
    'allowed with a reason until later': {
      records: [rule({ ForwardTo: 'x@move.example.net' })],
      organization: {
        watch: {
          allow: [
            {
              detection: 'exchange.external-forwarding',
              domain: 'move.example.net',
              reason: 'migration',
              until: '2026-03-31',
            },
          ],
        },
      },
    },
    'to a contact without an address': [rule({ ForwardTo: '/o=ExchangeLabs/ou=Exchange/cn=Recipients/cn=omar' })],
  },
});
