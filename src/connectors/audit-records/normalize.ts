import { createHash } from 'node:crypto';
import type { AuditEvent } from '../../core/audit-event.ts';
import { fieldsOf, opens, textOf } from '../../core/audit/values.ts';
import { directoryAuditEvent, riskDetectionEvent, signInEvent } from './graph.ts';
import { managementSpelling } from './spelling.ts';
import { unifiedEvent } from './unified.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Why a record was set aside. Words of ours, never of the record. */
export type Fault =
  | 'not-json'
  | 'too-large'
  | 'not-a-record'
  | 'no-time'
  | 'no-operation'
  | 'empty-audit-data'
  | 'broken';

/** A parsed record, or why there is none. */
export type Raw = { record: unknown } | { fault: Fault };

/** Makes an event of one record of any form that Microsoft or a forwarder writes. Never throws. */
export function normalizeRecord(value: unknown): AuditEvent | Fault {
  try {
    const made = eventOf(value, '', 0);
    return typeof made === 'string' || made.id !== '' ? made : { ...made, id: contentId(made) };
  } catch {
    return 'broken';
  }
}

/** Records without an id get one from their content, so that a repeated record is still known as such. */
function contentId(event: AuditEvent): string {
  return `sha256-${createHash('sha256').update(JSON.stringify(event.raw)).digest('hex').slice(0, 32)}`;
}

function eventOf(value: unknown, tenant: string, depth: number): AuditEvent | Fault {
  const record = fieldsOf(value);
  if (!record || depth > 6) return 'not-a-record';
  // The plain form first: it is nearly all of a large log.
  if (record['CreationTime'] !== undefined && record['Operation'] !== undefined && record['AuditData'] === undefined) {
    return unifiedEvent(record);
  }
  const inner = wrapped(record, tenant);
  if (inner) return eventOf(inner.value, inner.tenant, depth + 1);
  if ('AuditData' in record || 'auditData' in record) return fromAuditData(record);
  if ('riskEventType' in record || ('riskType' in record && 'detectedDateTime' in record))
    return riskDetectionEvent(record, tenant);
  if ('activityDateTime' in record && ('activityDisplayName' in record || 'initiatedBy' in record))
    return directoryAuditEvent(record, tenant);
  if ('createdDateTime' in record && ('status' in record || 'appId' in record || 'ipAddress' in record))
    return signInEvent(record, tenant);
  if ('creationTime' in record && 'operation' in record) return unifiedEvent(managementSpelling(record));
  if ('Operation' in record || 'RecordType' in record) return unifiedEvent(record);
  return 'not-a-record';
}

/** What carries a record: diagnostic settings, Elastic, Wazuh, Splunk. */
function wrapped(record: Fields, tenant: string): { value: unknown; tenant: string } | undefined {
  const own = textOf(record['tenantId'])?.toLowerCase() ?? tenant;
  const properties = openedFields(record['properties'] ?? record['Properties']);
  if (properties && textOf(record['category'] ?? record['Category']) !== undefined)
    return { value: diagnostic(record, properties), tenant: own };
  const audit = openedFields(fieldsOf(record['o365'])?.['audit']) ?? dotted(record, 'o365.audit.');
  if (audit) return { value: restored(audit, record), tenant: own };
  const carrier =
    openedFields(record['_source']) ??
    openedFields(record['result']) ??
    openedFields(record['_raw']) ??
    openedFields(fieldsOf(record['data'])?.['office365']) ??
    openedFields(record['office365']) ??
    openedFields(fieldsOf(record['event'])?.['original']) ??
    (typeof record['event'] === 'object' && fieldsOf(record['event'])?.['Operation'] !== undefined
      ? fieldsOf(record['event'])
      : undefined) ??
    (typeof record['message'] === 'string' && record['Operation'] === undefined
      ? openedFields(record['message'])
      : undefined);
  return carrier ? { value: carrier, tenant: own } : undefined;
}

function openedFields(value: unknown): Fields | undefined {
  return fieldsOf(typeof value === 'string' ? opens(value) : value);
}

/** Keys such as `o365.audit.Operation` of a flattened export. */
function dotted(record: Fields, prefix: string): Fields | undefined {
  if (record[`${prefix}Operation`] === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(record)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]) => [key.slice(prefix.length), value]),
  );
}

/** Elastic takes the time and the addresses out of the record that it keeps. */
function restored(audit: Fields, outer: Fields): Fields {
  if (audit['CreationTime'] !== undefined) return audit;
  return { ...audit, CreationTime: outer['@timestamp'] ?? outer['timestamp'] };
}

/** The envelope of diagnostic settings says what the inner record leaves out. */
function diagnostic(outer: Fields, properties: Fields): Fields {
  const category = textOf(outer['category'] ?? outer['Category'])?.toLowerCase() ?? '';
  if (category.includes('signin')) {
    return {
      createdDateTime: outer['time'],
      ...(properties['status'] === undefined && { status: { errorCode: outer['resultType'] } }),
      ...(category.startsWith('noninteractive') &&
        properties['isInteractive'] === undefined && { isInteractive: false }),
      ...properties,
    };
  }
  if (category === 'administrative') return azureActivity(outer, properties);
  if (category === 'auditlogs')
    return { activityDateTime: outer['time'], activityDisplayName: outer['operationName'], ...properties };
  return properties;
}

/**
 * Azure's own log of what was done to a tenant's settings, as a directory audit. Who did it stands in the claims of the
 * token. Source: https://learn.microsoft.com/azure/azure-monitor/platform/activity-log-schema
 */
function azureActivity(outer: Fields, properties: Fields): Fields {
  const claims = openedFields(openedFields(outer['identity'])?.['claims']) ?? {};
  const resource = textOf(outer['resourceId']);
  const result = textOf(outer['resultType'])?.toLowerCase();
  const name = claims['http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn'] ?? claims['upn'];
  const id = claims['http://schemas.microsoft.com/identity/claims/objectidentifier'] ?? claims['oid'];
  const app = claims['appid'];
  return {
    ...properties,
    id: properties['eventDataId'],
    activityDateTime: outer['time'],
    activityDisplayName: outer['operationName'],
    category: outer['category'],
    correlationId: outer['correlationId'],
    // Every act has a record when it begins and another when it ends.
    result:
      result === 'success' || result === 'succeeded'
        ? 'success'
        : result === 'failure' || result === 'failed'
          ? 'failure'
          : 'unknown',
    ipAddress: outer['callerIpAddress'],
    initiatedBy:
      textOf(name) === undefined && app !== undefined
        ? { app: { servicePrincipalId: id, displayName: app, appId: app } }
        : { user: { userPrincipalName: name, id, ipAddress: outer['callerIpAddress'] } },
    targetResources: [{ id: resource, displayName: resource?.split('/').at(-1), type: 'AzureResource' }],
  };
}

/** Search-UnifiedAuditLog, the Purview portal and Graph audit queries: the record within AuditData, columns where it is silent. */
function fromAuditData(outer: Fields): AuditEvent | Fault {
  const given = outer['AuditData'] ?? outer['auditData'];
  const opened = typeof given === 'string' ? opens(given) : given;
  if (typeof given === 'string' && given.trim() !== '' && fieldsOf(opened) === undefined) return 'not-json';
  const inner = managementSpelling(fieldsOf(opened) ?? {});
  const filled: Record<string, unknown> = { ...inner };
  for (const [field, columns] of Object.entries(columnsFor)) {
    if (filled[field] !== undefined && filled[field] !== null) continue;
    const value = columns
      .map((column) => outer[column])
      .find((text) => text !== undefined && text !== '' && text !== null);
    if (value !== undefined) filled[field] = value;
  }
  if (Object.keys(inner).length === 0 && filled['Operation'] === undefined) return 'empty-audit-data';
  return unifiedEvent(filled);
}

const columnsFor: Readonly<Record<string, readonly string[]>> = {
  Id: ['Identity', 'RecordId', 'Id', 'id'],
  CreationTime: ['CreationDate', 'CreationTime', 'createdDateTime'],
  Operation: ['Operations', 'Operation', 'operation'],
  RecordType: ['RecordType', 'auditLogRecordType'],
  UserId: ['UserIds', 'UserId', 'userPrincipalName', 'userId'],
  UserType: ['userType'],
  OrganizationId: ['OrganizationId', 'organizationId'],
  Workload: ['Workload', 'service'],
  ObjectId: ['ObjectId', 'objectId'],
  ClientIP: ['clientIp', 'ClientIP'],
};
