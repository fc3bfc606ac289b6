import { exchangeAdminRecord, mailboxRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { mailboxDelegated } from './mailbox-delegated.ts';

const admin = 'admin@clinic.example.com';
const full = (Identity: string, User: string, user = admin, fields = {}) =>
  exchangeAdminRecord(
    'Add-MailboxPermission',
    { Identity, User, AccessRights: 'FullAccess', InheritanceType: 'All' },
    { user },
    fields,
  );
const folder = (Identity: string, User: string, AccessRights: string, cmdlet = 'Add-MailboxFolderPermission') =>
  exchangeAdminRecord(cmdlet, { Identity, User, AccessRights });
/** What the mailbox itself records of a folder's permissions. */
const shared = (MemberUpn: string, MemberRights: string, Path = '\\Inbox') =>
  mailboxRecord(
    'ModifyFolderPermissions',
    {},
    { Item: { ParentFolder: { MemberUpn, MemberRights, Path, Name: 'Inbox' } } },
  );

testDetection(mailboxDelegated, {
  alerts: {
    'an admin gives it to themselves': {
      records: [full('ruth', 'admin@clinic.example.com')],
      severity: 'high',
      actor: admin,
      group: 'ruth',
      why: /^admin@clinic\.example\.com was given full access of ruth$/,
    },
    'to themselves by alias': { records: [full('ruth', 'admin')], severity: 'high' },
    'to a guest': {
      records: [full('ruth', 'eve_example.net#EXT#@clinic.onmicrosoft.com')],
      severity: 'critical',
    },
    'to everybody': {
      records: [folder('ruth:\\Inbox', 'Default', 'Reviewer', 'Set-MailboxFolderPermission')],
      severity: 'high',
    },
    'to anybody at all': { records: [folder('ruth:\\', 'Anonymous', 'Reviewer')], severity: 'high' },
    'the inbox to everybody, as the mailbox records it': {
      records: [shared('Default', 'ReadAny, FolderVisible')],
      severity: 'high',
      group: 'nina@clinic.example.com',
    },
    'the inbox to an outsider, as the mailbox records it': {
      records: [shared('eve@example.net', 'ReadAny, Create')],
      severity: 'critical',
    },
    'a calendar to the world': { records: [folder('ruth:\\Calendar', 'Anonymous', 'Reviewer')], severity: 'medium' },
    'a colleague, in the mailbox of a person': { records: [full('ruth', 'omar@clinic.example.com')], severity: 'low' },
    'the mailbox of a sensitive account': {
      records: [full('ruth@clinic.example.com', 'omar')],
      organization: { sensitiveAccounts: ['ruth@clinic.example.com'] },
      severity: 'high',
    },
    'the right to send as somebody': [
      exchangeAdminRecord('Add-RecipientPermission', { Identity: 'ruth', Trustee: 'omar', AccessRights: 'SendAs' }),
    ],
    'path names and an object of parameters': {
      records: [
        exchangeAdminRecord(
          'add-mailboxpermission',
          {},
          {},
          {
            ObjectId: 'NAMP.PROD.OUTLOOK.COM/Microsoft Exchange Hosted Organizations/clinic.onmicrosoft.com/ruth',
            Parameters: { User: 'admin', AccessRights: 'FullAccess' },
          },
        ),
      ],
      group: 'ruth',
      severity: 'high',
    },
    'full access and send as to one person is one alert': {
      records: [
        full('ruth', 'omar'),
        exchangeAdminRecord('Add-RecipientPermission', { Identity: 'ruth', Trustee: 'omar', AccessRights: 'SendAs' }),
      ],
      count: 2,
    },
  },
  silent: {
    'a shared mailbox': [full('billing@clinic.example.com', 'omar@clinic.example.com'), full('front.desk', 'omar')],
    'a room': [full('Room 3', 'omar')],
    'a calendar for a colleague': [folder('ruth:\\Calendar', 'omar', 'Editor')],
    'calendars open to the house': [folder('ruth:\\Calendar', 'Default', 'Reviewer', 'Set-MailboxFolderPermission')],
    'the inbox to a colleague, as the mailbox records it': [shared('omar@clinic.example.com', 'ReadAny')],
    'a calendar to the house, as the mailbox records it': [
      shared('Default', 'FreeBusyDetailed, ReadAny', '\\Calendar'),
    ],
    'the inbox shows only that it is there': [shared('Default', 'FolderVisible')],
    'only free and busy': [folder('ruth:\\Calendar', 'Anonymous', 'AvailabilityOnly')],
    'access is denied': [
      exchangeAdminRecord('Add-MailboxPermission', {
        Identity: 'ruth',
        User: 'omar',
        AccessRights: 'FullAccess',
        Deny: 'True',
      }),
    ],
    'only to see the permissions': [
      exchangeAdminRecord('Add-MailboxPermission', { Identity: 'ruth', User: 'admin', AccessRights: 'ReadPermission' }),
    ],
    'send on behalf is cleared': [exchangeAdminRecord('Set-Mailbox', { Identity: 'ruth', GrantSendOnBehalfTo: '' })],
    'access is taken back': [
      exchangeAdminRecord('Remove-MailboxPermission', { Identity: 'ruth', User: 'omar', AccessRights: 'FullAccess' }),
    ],
    'Microsoft sets up the discovery mailbox': [
      full(
        'DiscoverySearchMailbox{D919BA05}',
        'Discovery Management',
        'NT AUTHORITY\\SYSTEM (Microsoft.Exchange.ServiceHost)',
        {
          ExternalAccess: true,
        },
      ),
    ],
  },
});
