import { momentOf, millis } from '../src/core/clock.ts';

/**
 * Raw audit records in the form that Microsoft delivers, of an invented clinic: own domain clinic.example.com, own
 * tenant `clinicTenant`. Every record takes `at`: minutes after Monday 2 March 2026 09:00 UTC (default 0), or an ISO time.
 * Fields given last replace any field of the record.
 */
type Fields = Record<string, unknown>;
export type RawRecord = Fields;

export const clinicTenant = '11111111-2222-4333-8444-555555555555';
export const clinicSite = 'https://clinic.sharepoint.com/sites/patients';
const start = millis('2026-03-02T09:00:00Z');
let made = 0;

/** A new record id each time. */
export function recordId(): string {
  made += 1;
  return `00000000-0000-4000-8000-${made.toString(16).padStart(12, '0')}`;
}

/** Minutes after the start, as Microsoft writes it: UTC without a zone. */
export function timeAt(at: number | string = 0): string {
  return typeof at === 'string' ? at : momentOf(start + at * 60_000).slice(0, 19);
}

interface Common {
  user?: string;
  at?: number | string;
  ip?: string;
}

/** Any record of the unified log. */
export function unifiedRecord(
  operation: string,
  recordType: number,
  workload: string,
  common: Common,
  fields: Fields = {},
): RawRecord {
  const { user = 'nina@clinic.example.com', at, ip = '192.0.2.10' } = common;
  return {
    CreationTime: timeAt(at),
    Id: recordId(),
    Operation: operation,
    OrganizationId: clinicTenant,
    RecordType: recordType,
    UserKey: user,
    UserType: 0,
    Version: 1,
    Workload: workload,
    ClientIP: ip,
    UserId: user,
    ...fields,
  };
}

/** A file of SharePoint (record type 6): FileDownloaded, FileSyncDownloadedFull, FileDeleted. `site` holds `personal/` for OneDrive. */
export function fileRecord(
  operation: string,
  given: Common & { file?: string; site?: string } = {},
  fields: Fields = {},
): RawRecord {
  const { file = 'letter.docx', site = clinicSite, ...common } = given;
  const workload = site.includes('/personal/') ? 'OneDrive' : 'SharePoint';
  return unifiedRecord(operation, 6, workload, common, {
    ObjectId: `${site}/Shared Documents/${file}`,
    ItemType: 'File',
    SiteUrl: `${site}/`,
    SourceRelativeUrl: 'Shared Documents',
    SourceFileName: file,
    SourceFileExtension: file.split('.').at(-1),
    ListItemUniqueId: `item-${file}`,
    UserAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Edg/120.0',
    CorrelationId: recordId(),
    EventSource: 'SharePoint',
    ...fields,
  });
}

/** A sharing (record type 14). `target` is TargetUserOrGroupName. Give all records of one action the same `correlation`. */
export function shareRecord(
  operation: string,
  given: Common & { file?: string; site?: string; target?: string; targetType?: string; correlation?: string } = {},
  fields: Fields = {},
): RawRecord {
  const { target, targetType, correlation, ...rest } = given;
  return {
    ...fileRecord(operation, rest),
    RecordType: 14,
    ...(target !== undefined && { TargetUserOrGroupName: target }),
    ...(targetType !== undefined && { TargetUserOrGroupType: targetType }),
    ...(correlation !== undefined && { CorrelationId: correlation }),
    ...fields,
  };
}

/** A cmdlet of Exchange (record type 1). Booleans are `True` and `False` in the log: give them as text. */
export function exchangeAdminRecord(
  cmdlet: string,
  parameters: Readonly<Record<string, string>>,
  given: Common = {},
  fields: Fields = {},
): RawRecord {
  return unifiedRecord(
    cmdlet,
    1,
    'Exchange',
    { user: 'admin@clinic.example.com', ...given },
    {
      UserType: 2,
      ResultStatus: 'True',
      ObjectId: parameters['Identity'] ?? 'nina',
      ExternalAccess: false,
      OrganizationName: 'clinic.onmicrosoft.com',
      Parameters: Object.entries(parameters).map(([Name, Value]) => ({ Name, Value })),
      ...fields,
    },
  );
}

/** A mailbox operation (record type 2; 50 for MailItemsAccessed; 3 with `Folders` or `AffectedItems`). `logon` is LogonType. */
export function mailboxRecord(
  operation: string,
  given: Common & { owner?: string; logon?: number } = {},
  fields: Fields = {},
): RawRecord {
  const { owner = 'nina@clinic.example.com', logon = 0, ...common } = given;
  return unifiedRecord(operation, operation === 'MailItemsAccessed' ? 50 : 2, 'Exchange', common, {
    ResultStatus: 'Succeeded',
    LogonType: logon,
    InternalLogonType: 0,
    MailboxGuid: `mailbox-of-${owner}`,
    MailboxOwnerUPN: owner,
    ClientIPAddress: common.ip ?? '192.0.2.10',
    ClientInfoString: 'Client=OWA;Action=ViaProxy',
    OrganizationName: 'clinic.onmicrosoft.com',
    ...fields,
  });
}

/** MailItemsAccessed: `access` Bind or Sync. */
export function mailAccessRecord(
  given: Common & {
    owner?: string;
    logon?: number;
    access?: 'Bind' | 'Sync';
    throttled?: boolean;
    count?: number;
  } = {},
  fields: Fields = {},
): RawRecord {
  const { access = 'Bind', throttled = false, count = 1, ...rest } = given;
  return mailboxRecord('MailItemsAccessed', rest, {
    OperationProperties: [
      { Name: 'MailAccessType', Value: access },
      { Name: 'IsThrottled', Value: throttled ? 'True' : 'False' },
    ],
    ...(access === 'Bind' && { OperationCount: count }),
    ...fields,
  });
}

/** An Entra change (record type 8). `changes` are [name, new, old]; `targets` are [id, type]. */
export function entraRecord(
  operation: string,
  given: Common & {
    object?: string;
    targets?: readonly (readonly [string, number])[];
    changes?: readonly (readonly [string, string, string?])[];
  } = {},
  fields: Fields = {},
): RawRecord {
  const { object = 'nina@clinic.example.com', targets = [], changes = [], ...common } = given;
  const user = common.user ?? 'admin@clinic.example.com';
  return unifiedRecord(
    operation,
    8,
    'AzureActiveDirectory',
    { ...common, user },
    {
      ResultStatus: 'Success',
      ObjectId: object,
      AzureActiveDirectoryEventType: 1,
      Actor: [{ ID: user, Type: 5 }],
      ActorIpAddress: common.ip ?? '192.0.2.10',
      Target: targets.map(([ID, Type]) => ({ ID, Type })),
      ModifiedProperties: changes.map(([Name, NewValue, OldValue = '']) => ({ Name, NewValue, OldValue })),
      ExtendedProperties: [],
      ...fields,
    },
  );
}

/** Add member to role. (UAL spelling, final dot): `member` gets the role with this template id. */
export function roleRecord(
  given: Common & { member?: string; role?: string; templateId?: string } = {},
  fields: Fields = {},
): RawRecord {
  const {
    member = 'nina@clinic.example.com',
    role = 'Global Administrator',
    templateId = '62e90394-69f5-4237-9190-012177145e10',
    ...common
  } = given;
  return entraRecord(
    'Add member to role.',
    {
      ...common,
      object: member,
      targets: [
        [`User_${recordId()}`, 2],
        ['User', 2],
        [member, 5],
      ],
      changes: [
        ['Role.ObjectID', recordId()],
        ['Role.DisplayName', role],
        ['Role.TemplateId', templateId],
      ],
    },
    fields,
  );
}

/** A sign-in of the unified log (record type 15). `error` 0 is UserLoggedIn; the failed ones say ResultStatus Success, as in life. */
export function loginRecord(
  given: Common & { error?: number; agent?: string; app?: string } = {},
  fields: Fields = {},
): RawRecord {
  const {
    error = 0,
    agent = 'Mozilla/5.0 (Windows NT 10.0)',
    app = '00000002-0000-0ff1-ce00-000000000000',
    ...common
  } = given;
  return unifiedRecord(error === 0 ? 'UserLoggedIn' : 'UserLoginFailed', 15, 'AzureActiveDirectory', common, {
    ResultStatus: 'Success',
    ApplicationId: app,
    ErrorNumber: String(error),
    ActorIpAddress: common.ip ?? '192.0.2.10',
    DeviceProperties: [
      { Name: 'OS', Value: 'Windows10' },
      { Name: 'IsCompliantAndManaged', Value: 'False' },
    ],
    ExtendedProperties: [
      { Name: 'UserAgent', Value: agent },
      { Name: 'RequestType', Value: 'OAuth2:Authorize' },
    ],
    ...fields,
  });
}

/** A sign-in of Microsoft Graph v1.0. `place` is [city, country, latitude, longitude]. */
export function graphSignInRecord(
  given: Common & {
    error?: number;
    details?: string;
    client?: string;
    place?: readonly [string, string, number, number];
  } = {},
  fields: Fields = {},
): RawRecord {
  const { user = 'nina@clinic.example.com', at, ip = '192.0.2.10', error = 0, details, client = 'Browser' } = given;
  const place = given.place ?? ['Tampa', 'US', 27.95, -82.46];
  return {
    id: recordId(),
    createdDateTime: `${timeAt(at)}Z`,
    userId: `user-of-${user}`,
    userPrincipalName: user,
    userDisplayName: user.split('@')[0],
    appId: '00000002-0000-0ff1-ce00-000000000000',
    appDisplayName: 'Office 365 Exchange Online',
    ipAddress: ip,
    clientAppUsed: client,
    correlationId: recordId(),
    conditionalAccessStatus: 'notApplied',
    isInteractive: true,
    resourceTenantId: clinicTenant,
    deviceDetail: {
      deviceId: '',
      operatingSystem: 'Windows 10',
      browser: 'Edge 120',
      isCompliant: false,
      isManaged: false,
    },
    location: {
      city: place[0],
      state: '',
      countryOrRegion: place[1],
      geoCoordinates: { latitude: place[2], longitude: place[3] },
    },
    status: { errorCode: error, failureReason: error === 0 ? 'Other.' : 'Error', additionalDetails: details ?? null },
    ...fields,
  };
}

/** A directory audit of Microsoft Graph. `changes` are [name, new, old] and stand on the first target. */
export function directoryAuditRecord(
  activity: string,
  given: Common & {
    app?: { displayName: string; servicePrincipalId: string };
    targets?: readonly Fields[];
    changes?: readonly (readonly [string, string, string?])[];
    category?: string;
  } = {},
  fields: Fields = {},
): RawRecord {
  const {
    user = 'admin@clinic.example.com',
    at,
    ip = '192.0.2.10',
    app,
    targets = [{}],
    changes = [],
    category = 'RoleManagement',
  } = given;
  return {
    id: `Directory_${recordId()}`,
    category,
    correlationId: recordId(),
    result: 'success',
    resultReason: '',
    activityDisplayName: activity,
    activityDateTime: `${timeAt(at)}Z`,
    loggedByService: 'Core Directory',
    initiatedBy: app
      ? { user: null, app }
      : { app: null, user: { id: `user-of-${user}`, userPrincipalName: user, ipAddress: ip } },
    targetResources: targets.map((target, index) => ({
      id: recordId(),
      type: 'User',
      displayName: null,
      userPrincipalName: null,
      modifiedProperties:
        index === 0
          ? changes.map(([displayName, newValue, oldValue]) => ({
              displayName,
              newValue: JSON.stringify(newValue),
              oldValue: oldValue === undefined ? null : JSON.stringify(oldValue),
            }))
          : [],
      ...target,
    })),
    additionalDetails: [],
    ...fields,
  };
}

/** A risk detection of Entra ID Protection (Graph). */
export function riskDetectionRecord(
  given: Common & { type?: string; level?: string; state?: string } = {},
  fields: Fields = {},
): RawRecord {
  const {
    user = 'nina@clinic.example.com',
    at,
    ip = '192.0.2.10',
    type = 'unfamiliarFeatures',
    level = 'medium',
    state = 'atRisk',
  } = given;
  return {
    id: recordId(),
    riskEventType: type,
    riskLevel: level,
    riskState: state,
    riskDetail: 'none',
    detectionTimingType: 'realtime',
    activity: 'signin',
    activityDateTime: `${timeAt(at)}Z`,
    detectedDateTime: `${timeAt(at)}Z`,
    ipAddress: ip,
    userPrincipalName: user,
    userId: `user-of-${user}`,
    ...fields,
  };
}

/** So many records, made by a function of the index. */
export function many(count: number, make: (index: number) => RawRecord): RawRecord[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
