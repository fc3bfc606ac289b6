import type { Entity } from '../store.ts';
import { type Doer, type Pen, type Written, unified } from './pen.ts';

const outlookWeb = 'Client=OWA;Action=ViaProxy';
export const outlook = 'Client=MSExchangeRPC';
export const outlookMobile = 'Client=OutlookService;Outlook-iOS/2.0';

/** What a mailbox record (types 2, 3 and 50) is about. */
interface Mailbox {
  /** Whose mailbox; the doer's own when not given. */
  owner?: string;
  /** LogonType: 0 the owner, 1 an administrator, 2 a delegate. */
  logon?: 0 | 1 | 2;
  /** ClientInfoString. */
  client?: string;
}

/** A mailbox record: `Send`, `SoftDelete`, `UpdateInboxRules`, `MailItemsAccessed`. */
export function mailboxRecord(
  pen: Pen,
  at: number,
  operation: string,
  by: Doer,
  { owner = by.user, logon = owner === by.user ? 0 : 2, client = outlookWeb }: Mailbox,
  fields: Entity = {},
): Written {
  const type = operation === 'MailItemsAccessed' ? 50 : 'AffectedItems' in fields ? 3 : 2;
  return unified(pen, {
    at,
    operation,
    type,
    workload: 'Exchange',
    by: { ...by, id: by.id ?? '10032000E5F3A2C1' },
    fields: {
      ResultStatus: 'Succeeded',
      ClientIPAddress: by.ip ?? '',
      ClientInfoString: client,
      ExternalAccess: false,
      InternalLogonType: 0,
      LogonType: logon,
      MailboxGuid: `mailbox of ${owner}`,
      MailboxOwnerUPN: owner,
      OrganizationName: pen.organization,
      OriginatingServer: 'SA1PR19MB0001 (15.20.9298.014)',
      ...fields,
    },
  });
}

/** Mail was read: single messages (`Bind`), or a folder fetched by a program (`Sync`). */
export function mailRead(
  pen: Pen,
  at: number,
  by: Doer,
  mailbox: Mailbox & { access?: 'Bind' | 'Sync'; count?: number; throttled?: boolean },
  fields: Entity = {},
): Written {
  const { access = 'Bind', count = 1, throttled = false } = mailbox;
  const items = Array.from({ length: Math.min(count, 20) }, () => ({
    InternetMessageId: `<${pen.id()}@mail.example.com>`,
    SizeInBytes: 8_000 + pen.random.whole(90_000),
  }));
  return mailboxRecord(pen, at, 'MailItemsAccessed', by, mailbox, {
    OperationProperties: [
      { Name: 'MailAccessType', Value: access },
      { Name: 'IsThrottled', Value: throttled ? 'True' : 'False' },
    ],
    ...(access === 'Bind' && {
      OperationCount: count,
      Folders: [{ FolderItems: items, Id: 'LgAAAAAInbox', Path: '\\Inbox' }],
    }),
    ...(access === 'Sync' && { Item: { Id: 'LgAAAAAInbox', ParentFolder: { Name: 'Inbox', Path: '\\Inbox' } } }),
    ...fields,
  });
}

export function mailSent(pen: Pen, at: number, by: Doer, subject: string, mailbox: Mailbox = {}): Written {
  return mailboxRecord(pen, at, mailbox.owner === undefined ? 'Send' : 'SendAs', by, mailbox, {
    Item: {
      Id: 'Unknown',
      InternetMessageId: `<${pen.id()}@mail.example.com>`,
      ParentFolder: { Id: 'LgAAAADrafts', Name: 'Drafts', Path: '\\Drafts' },
      Subject: subject,
    },
    SaveToSentItems: true,
    ...(mailbox.owner !== undefined && { SendAsUserSmtp: mailbox.owner }),
  });
}

/** Messages of one folder that were moved or deleted: `MoveToDeletedItems`, `SoftDelete`, `HardDelete`. */
export function mailRemoved(
  pen: Pen,
  at: number,
  operation: string,
  by: Doer,
  { folder, count, ...mailbox }: Mailbox & { folder: string; count: number },
): Written {
  return mailboxRecord(pen, at, operation, by, mailbox, {
    AffectedItems: Array.from({ length: count }, () => ({
      Id: 'RgAAAA',
      InternetMessageId: `<${pen.id()}@mail.example.com>`,
      ParentFolder: { Id: 'LgAAAA', Path: `\\${folder}` },
      Subject: '',
    })),
    CrossMailboxOperation: false,
    Folder: { Id: 'LgAAAA', Path: `\\${folder}` },
  });
}

/** A cmdlet of Exchange (record type 1). Booleans are the text `True` and `False` there. */
export function cmdlet(
  pen: Pen,
  at: number,
  name: string,
  by: Doer,
  parameters: Readonly<Record<string, string>>,
  fields: Entity = {},
): Written {
  return unified(pen, {
    at,
    operation: name,
    type: 1,
    workload: 'Exchange',
    by: { type: 2, ...by },
    fields: {
      ResultStatus: 'True',
      ObjectId: parameters['Identity'] ?? by.user,
      ExternalAccess: by.type === 4,
      OrganizationName: pen.organization,
      OriginatingServer: 'SA1PR19MB0001 (15.20.9298.014)',
      Parameters: Object.entries(parameters).map(([Name, Value]) => ({ Name, Value })),
      SessionId: '',
      ...fields,
    },
  });
}

/** A cmdlet of Security & Compliance (record type 18): its parameters are one command line. */
export function complianceCmdlet(
  pen: Pen,
  at: number,
  name: string,
  by: Doer,
  parameters: Readonly<Record<string, string>>,
): Written {
  const line = Object.entries(parameters)
    .map(([key, value]) => `-${key} "${value}"`)
    .join(' ');
  return unified(pen, {
    at,
    operation: name,
    type: 18,
    workload: 'SecurityComplianceCenter',
    by: { type: 2, ...by },
    fields: {
      ResultStatus: 'Success',
      ObjectId: parameters['Identity'] ?? parameters['Name'] ?? '',
      ClientApplication: 'EMC',
      CmdletVersion: '-',
      EffectiveOrganization: pen.organization,
      NonPIIParameters: line,
      Parameters: line,
      SecurityComplianceCenterEventType: 0,
      StartTime: '',
      UserServicePlan: '',
    },
  });
}
