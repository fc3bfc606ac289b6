import { momentOf } from '../../core/clock.ts';
import type { Actor, AuditEvent } from '../../core/audit-event.ts';
import { fieldsOf, numberOf, objectsOf, opens, textOf } from '../../core/audit/values.ts';
import { actorOf } from './actor.ts';
import { bareAddress } from './address.ts';
import { eventMillis } from './time.ts';
import { plainOperation } from './unified.ts';

type Fields = Readonly<Record<string, unknown>>;
type Made = AuditEvent | 'no-time' | 'no-operation';

/** Fields that diagnostic settings write as JSON text. */
const packed = [
  'status',
  'location',
  'deviceDetail',
  'authenticationDetails',
  'targetResources',
  'initiatedBy',
  'additionalDetails',
];

function unpacked(raw: Fields): Fields {
  const texts = packed.filter((field) => typeof raw[field] === 'string');
  if (texts.length === 0) return raw;
  return { ...raw, ...Object.fromEntries(texts.map((field) => [field, opens(raw[field] as string) ?? raw[field]])) };
}

function lower(value: unknown): string | undefined {
  return textOf(value)?.toLowerCase();
}

/** A sign-in of Graph v1.0 or beta, or of diagnostic settings. `tenant` stands in where the record names none. */
export function signInEvent(given: Fields, tenant: string): Made {
  const raw = unpacked(given);
  const millis = eventMillis(raw['createdDateTime']);
  if (Number.isNaN(millis)) return 'no-time';
  const errorCode = numberOf(fieldsOf(raw['status'])?.['errorCode'] ?? raw['errorCode'] ?? raw['resultType']) ?? 0;
  const service =
    !textOf(raw['userPrincipalName']) && !textOf(raw['userId']) && textOf(raw['servicePrincipalId']) !== undefined;
  const operation = `${service ? 'ServicePrincipal' : 'User'}${errorCode === 0 ? 'LoggedIn' : 'LoginFailed'}`;
  const ip = bareAddress(raw['ipAddress']);
  const agent = textOf(raw['userAgent']);
  const app = { id: lower(raw['appId']), name: textOf(raw['appDisplayName']) };
  return {
    id: lower(raw['id']) ?? '',
    tenant: lower(raw['resourceTenantId']) ?? tenant,
    millis,
    at: momentOf(millis),
    source: 'sign-in',
    recordType: undefined,
    workload: 'entra',
    operation,
    op: operation.toLowerCase(),
    outcome: errorCode === 0 ? 'success' : 'failure',
    errorCode,
    actor: service ? serviceActor(raw) : signInActor(raw, tenant),
    ...(ip !== undefined && { ip }),
    ...(agent !== undefined && { agent }),
    app: { ...(app.id && { id: app.id }), ...(app.name && { name: app.name }) },
    ...optional('session', textOf(raw['sessionId'])),
    ...optional('correlation', textOf(raw['correlationId'])),
    raw,
  };
}

function signInActor(raw: Fields, tenant: string): Actor {
  const guest = lower(raw['userType']) === 'guest';
  const actor = actorOf(raw['userPrincipalName'] ?? raw['userId'], guest ? 10 : undefined, raw['userId'], tenant);
  return actor;
}

function serviceActor(raw: Fields): Actor {
  const id = lower(raw['servicePrincipalId']) ?? '';
  return { key: `serviceprincipal_${id}`, name: textOf(raw['servicePrincipalName']) ?? id, kind: 'service', id };
}

/** A directory audit of Graph or diagnostic settings. */
export function directoryAuditEvent(given: Fields, tenant: string): Made {
  const raw = unpacked(given);
  const millis = eventMillis(raw['activityDateTime']);
  if (Number.isNaN(millis)) return 'no-time';
  const name = textOf(raw['activityDisplayName']) ?? textOf(raw['operationName']);
  if (name === undefined) return 'no-operation';
  const operation = plainOperation(name);
  const by = fieldsOf(raw['initiatedBy']);
  const user = fieldsOf(by?.['user']);
  const ip = bareAddress(user?.['ipAddress']) ?? bareAddress(raw['ipAddress']);
  const agent = objectsOf(raw['additionalDetails']).find((entry) => entry['key'] === 'User-Agent')?.['value'];
  const app = fieldsOf(by?.['app']);
  const appName = textOf(app?.['displayName']);
  const appId = lower(app?.['appId']);
  const target = objectsOf(raw['targetResources'])[0];
  const result = lower(raw['result']);
  return {
    id: lower(raw['id']) ?? '',
    tenant: lower(raw['tenantId']) ?? tenant,
    millis,
    at: momentOf(millis),
    source: 'directory-audit',
    recordType: 8,
    workload: 'entra',
    operation,
    op: operation.toLowerCase(),
    outcome: result === 'success' ? 'success' : result === 'failure' || result === 'timeout' ? 'failure' : 'unknown',
    actor: directoryActor(user, app, tenant),
    ...(ip !== undefined && { ip }),
    ...optional('agent', textOf(agent)),
    ...((appId ?? appName) && { app: { ...(appId && { id: appId }), ...(appName && { name: appName }) } }),
    ...optional('correlation', textOf(raw['correlationId'])),
    ...optional('object', textOf(target?.['userPrincipalName']) ?? textOf(target?.['id'])),
    raw,
  };
}

function directoryActor(user: Fields | undefined, app: Fields | undefined, tenant: string): Actor {
  const name = textOf(user?.['userPrincipalName']) ?? textOf(user?.['displayName']) ?? textOf(user?.['id']);
  if (name !== undefined) return actorOf(name, undefined, user?.['id'], tenant);
  const id = lower(app?.['servicePrincipalId']);
  const appName = textOf(app?.['displayName']) ?? textOf(app?.['servicePrincipalName']) ?? id;
  if (appName === undefined) return { key: 'unknown', name: 'unknown', kind: 'unknown' };
  return {
    key: id ? `serviceprincipal_${id}` : appName.toLowerCase(),
    name: appName,
    kind: 'service',
    ...(id && { id }),
  };
}

/** A risk detection of Entra ID Protection. */
export function riskDetectionEvent(given: Fields, tenant: string): Made {
  const raw = unpacked(given);
  const millis = eventMillis(raw['activityDateTime'] ?? raw['detectedDateTime'] ?? raw['lastUpdatedDateTime']);
  if (Number.isNaN(millis)) return 'no-time';
  const ip = bareAddress(raw['ipAddress']);
  return {
    id: lower(raw['id']) ?? '',
    tenant,
    millis,
    at: momentOf(millis),
    source: 'risk-detection',
    recordType: undefined,
    workload: 'entra',
    operation: 'RiskDetection',
    op: 'riskdetection',
    outcome: 'unknown',
    actor: actorOf(raw['userPrincipalName'] ?? raw['userId'], undefined, raw['userId'], tenant),
    ...(ip !== undefined && { ip }),
    ...optional('correlation', textOf(raw['correlationId'])),
    raw,
  };
}

function optional<K extends string>(key: K, value: string | undefined): { [P in K]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: string });
}
