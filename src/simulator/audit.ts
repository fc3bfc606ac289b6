import { plainText } from '../core/shape.ts';
import { auditingIsOn, feedOf } from './activity/feed.ts';
import { type Clock, isoTime } from './clock.ts';
import { guidOf } from './random.ts';
import { type Entity, type Write, frozen } from './store.ts';
import type { LogName, Tenant } from './tenant.ts';

/** Puts a write into the logs that Microsoft keeps of it. Field forms: assumption audit-shapes. */
export function recordWrite(tenant: Tenant, clock: Clock, write: Write): void {
  const { activity } = write.origin;
  if (activity.log === 'none') return;
  if (activity.log === 'directory') tenant.logs.directoryAudits.push(frozen(directoryAudit(tenant, clock, write)));
  // Switching the log off is the last thing that it tells.
  if (write.collection === 'auditLogConfig')
    feedOf(tenant).take(write.before?.['UnifiedAuditLogIngestionEnabled'] !== false);
  tenant.logs.unifiedAudit.push(frozen(unifiedAudit(tenant, clock, write)));
  if (write.collection === 'auditLogConfig') feedOf(tenant).take(true);
}

/**
 * Writes raw records into one of a tenant's logs, for scripts of attacks and of ordinary life. A record is in its
 * log's own form (`unifiedAudit`: Management Activity; the others: Graph) and keeps what it says; what it does not say
 * is filled in: the id, the time (now), and in the unified log the tenant. Its time may lie before, as for what happened
 * while the clock was moved on. The unified log reaches the activity feed by itself, with the feed's delay.
 */
export function appendRecords(tenant: Tenant, clock: Clock, log: LogName, records: readonly Entity[]): void {
  // What was written while auditing was off is dropped before this comes after it.
  if (log === 'unifiedAudit') feedOf(tenant).take();
  const at = isoTime(clock.now());
  for (const record of records) {
    const id = guidOf(`${tenant.id} ${log} appended ${tenant.logs[log].length}`);
    tenant.logs[log].push(
      frozen(
        log === 'unifiedAudit'
          ? { CreationTime: at.slice(0, 19), Id: id, OrganizationId: tenant.id, Version: 1, ...record }
          : { id, [timeOf[log]]: at, ...record },
      ),
    );
  }
  if (log === 'unifiedAudit') feedOf(tenant).take(auditingIsOn(tenant));
}

const timeOf: Record<Exclude<LogName, 'unifiedAudit'>, string> = {
  directoryAudits: 'activityDateTime',
  riskDetections: 'activityDateTime',
  signIns: 'createdDateTime',
};

const operationTypes = { create: 'Add', update: 'Update', delete: 'Delete' };

function directoryAudit(tenant: Tenant, clock: Clock, write: Write): Entity {
  const { actor, activity, requestId, ip } = write.origin;
  const object = write.after ?? write.before!;
  return {
    id: `Directory_${guidOf(`${tenant.id} audit ${write.seq}`)}_${write.seq}`,
    category: activity.category ?? 'Other',
    correlationId: requestId,
    result: 'success',
    resultReason: '',
    activityDisplayName: activity.name,
    activityDateTime: isoTime(clock.now()),
    loggedByService: activity.service,
    operationType: operationTypes[write.operation],
    initiatedBy:
      actor.kind === 'user'
        ? {
            app: null,
            user: {
              id: actor.id,
              displayName: actor.displayName,
              userPrincipalName: actor.userPrincipalName ?? null,
              ipAddress: ip,
            },
          }
        : {
            user: null,
            app: {
              appId: actor.appId ?? null,
              displayName: actor.displayName,
              servicePrincipalId: actor.id || null,
              servicePrincipalName: null,
            },
          },
    targetResources: [
      {
        id: write.id || plainText(object['id'] ?? write.collection),
        displayName: object['displayName'] ?? object['Name'] ?? null,
        type: activity.target ?? 'Other',
        userPrincipalName: object['userPrincipalName'] ?? null,
        groupType: null,
        modifiedProperties: changedProperties(write).map(({ name, before, after }) => ({
          displayName: name,
          oldValue: before === undefined ? null : JSON.stringify(before),
          newValue: after === undefined ? null : JSON.stringify(after),
        })),
      },
    ],
    additionalDetails: [],
  };
}

/** Record types of the Office 365 Management Activity schema. */
const recordTypes: Record<string, number> = {
  Exchange: 1,
  SharePoint: 4,
  AzureActiveDirectory: 8,
  SecurityComplianceCenter: 18,
  MicrosoftTeams: 25,
};

function unifiedAudit(tenant: Tenant, clock: Clock, write: Write): Entity {
  const { actor, activity, ip } = write.origin;
  const workload = activity.log === 'directory' ? 'AzureActiveDirectory' : activity.service;
  const object = write.after ?? write.before!;
  return {
    CreationTime: isoTime(clock.now()).replace('Z', ''),
    Id: guidOf(`${tenant.id} unified ${write.seq}`),
    // The unified log ends the names of directory activities with a period.
    Operation: activity.log === 'directory' ? `${activity.name}.` : activity.name,
    OrganizationId: tenant.id,
    RecordType: recordTypes[workload] ?? 0,
    ResultStatus: activity.log === 'directory' ? 'Success' : 'True',
    UserKey: actor.id,
    // Regular person or application.
    UserType: actor.kind === 'user' ? 0 : 5,
    Version: 1,
    Workload: workload,
    ClientIP: ip,
    UserId: actor.userPrincipalName ?? actor.displayName,
    ObjectId: plainText(object['Identity'] ?? object['displayName'] ?? object['id'] ?? write.id),
    ...(activity.parameters && {
      Parameters: Object.entries(activity.parameters).map(([Name, value]) => ({ Name, Value: textOf(value) })),
    }),
    ModifiedProperties: changedProperties(write).map(({ name, before, after }) => ({
      Name: name,
      OldValue: before === undefined ? '' : textOf(before),
      NewValue: after === undefined ? '' : textOf(after),
    })),
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Top-level properties whose value differs, by name. */
export function changedProperties({ before = {}, after = {} }: Pick<Write, 'before' | 'after'>): {
  name: string;
  before: unknown;
  after: unknown;
}[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .sort()
    .map((name) => ({ name, before: before[name], after: after[name] }));
}
