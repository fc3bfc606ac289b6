import { exchangeAdminRecord, mailboxRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { suspiciousInboxRule } from './suspicious-inbox-rule.ts';

const nina = 'nina@clinic.example.com';
const rule = (parameters: Record<string, string>, fields = {}, cmdlet = 'New-InboxRule') =>
  exchangeAdminRecord(cmdlet, parameters, { user: nina }, fields);
const outlook = (properties: Record<string, string>) =>
  mailboxRecord(
    'UpdateInboxRules',
    {},
    { OperationProperties: Object.entries(properties).map(([Name, Value]) => ({ Name, Value })) },
  );

testDetection(suspiciousInboxRule, {
  alerts: {
    'S3-50: invoices are deleted': {
      records: [rule({ Name: 'clean', SubjectOrBodyContainsWords: 'invoice;payment', DeleteMessage: 'True' })],
      severity: 'high',
      actor: nina,
      group: nina,
      why: /^An inbox rule of nina@clinic\.example\.com hides mail about money, passwords or security$/,
    },
    'the cmdlet in small letters, parameters as an object': [
      rule(
        {},
        { Parameters: { Name: 'x1', SubjectContainsWords: 'Password', MoveToFolder: 'Junk Email' } },
        'new-inboxrule',
      ),
    ],
    'parameters as a command line': [
      rule({}, { Parameters: '-Name "clean" -BodyContainsWords ("wire transfer","bank") -DeleteMessage $true' }),
    ],
    'a name of one dot': {
      records: [rule({ Name: '.', MoveToFolder: 'Archive', From: 'boss@clinic.example.com' })],
      why: /overlooked/,
    },
    'the RSS folder': {
      records: [rule({ Name: 'feeds', MoveToFolder: 'RSS Subscriptions', MarkAsRead: 'True' })],
      why: /nobody reads/,
    },
    'the folder of old conversations': [
      rule({ Identity: 'nina\\9', MoveToFolder: ':\\Conversation History' }, {}, 'Set-InboxRule'),
    ],
    'everything is deleted': { records: [rule({ Name: 'all mail', DeleteMessage: 'True' })], why: /hides all mail/ },
    'everything that has an @': [
      rule({ Name: 'mail', SubjectOrBodyContainsWords: '@', MoveToFolder: 'Deleted Items' }),
    ],
    'read and archived': [
      rule({ Name: 'acc', SubjectContainsWords: 'payroll', MoveToFolder: 'Archive', MarkAsRead: 'True' }),
    ],
    'Outlook on the desktop': [
      outlook({
        RuleOperation: 'AddMailboxRule',
        RuleName: 'x',
        RuleCondition: '(SubjectContains "phishing")',
        RuleActions: '[{"ActionType":"Delete"}]',
      }),
    ],
    'a rule made twice is one alert': {
      records: [
        rule({ Name: '..', DeleteMessage: 'True', From: 'a@example.net' }),
        rule({ Name: '..', DeleteMessage: 'True', From: 'b@example.net' }),
      ],
      count: 2,
    },
    'an admin writes it into the mailbox of another': {
      records: [
        exchangeAdminRecord('New-InboxRule', { Mailbox: 'omar', Name: ',', MarkAsRead: 'True', From: 'a@example.net' }),
      ],
      actor: 'admin@clinic.example.com',
      group: 'omar',
    },
  },
  silent: {
    'newsletters go into a folder': [rule({ Name: 'News', From: 'news@example.org', MoveToFolder: 'Newsletters' })],
    'newsletters are deleted': [rule({ Name: 'Ads', From: 'ads@example.org', DeleteMessage: 'True' })],
    'spam is deleted': [rule({ Name: 'spam', SubjectContainsWords: '[SPAM]', DeleteMessage: 'True' })],
    'invoices go into a folder of their own': [
      rule({ Name: 'Invoices', SubjectContainsWords: 'invoice', MoveToFolder: 'Invoices' }),
    ],
    'invoices are archived and stay unread': [
      rule({ Name: 'Inv', SubjectContainsWords: 'invoice', MoveToFolder: 'Archive' }),
    ],
    'a rule is removed in Outlook': [
      outlook({ RuleOperation: 'RemoveMailboxRule', RuleName: '.', RuleActions: '[{"ActionType":"Delete"}]' }),
    ],
    'a rule of Outlook for the out-of-office': [
      outlook({
        RuleOperation: 'AddMailboxRule',
        RuleName: 'Out of office',
        RuleActions: '[{"ActionType":"OutOfOfficeReply"}]',
      }),
    ],
    'Microsoft itself': [
      exchangeAdminRecord(
        'New-InboxRule',
        { Name: '.', DeleteMessage: 'True' },
        { user: 'NT AUTHORITY\\SYSTEM (Microsoft.Exchange.ServiceHost)' },
        { ExternalAccess: true },
      ),
    ],
    'it failed': [rule({ Name: '.', DeleteMessage: 'True' }, { ResultStatus: 'False' })],
  },
});
