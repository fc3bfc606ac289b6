import { isoTime } from '../clock.ts';
import type { Entity } from '../store.ts';
import { type Doer, type Pen, type Written, unified } from './pen.ts';

/** A change of the directory, as both logs tell of it. */
export interface DirectoryChange {
  /** As the directory log of Graph names it; the unified log adds a final dot. */
  activity: string;
  category: string;
  /** What was changed. */
  target: {
    type: 'User' | 'Group' | 'Role' | 'Policy' | 'Application' | 'ServicePrincipal' | 'Device' | 'Other';
    id: string;
    name: string;
    principalName?: string;
  };
  /** Name, new value, old value. */
  changes?: readonly (readonly [name: string, now: string, before?: string])[];
  /** Further fields of the unified record, and of the directory record. */
  unified?: Entity;
  directory?: Entity;
  service?: string;
}

/**
 * One change of the directory: the record of the unified log (type 8) and that of Graph's directory audits. An admin's
 * one step stands in both; whoever reads both must not tell it twice.
 */
export function directoryChange(pen: Pen, at: number, by: Doer, change: DirectoryChange): Written[] {
  const { activity, category, target, changes = [], service = 'Core Directory' } = change;
  const person = by.type !== 5 && by.type !== 6;
  const correlation = pen.id();
  const object = target.principalName ?? target.name;
  return [
    unified(pen, {
      at,
      operation: `${activity}.`,
      type: 8,
      workload: 'AzureActiveDirectory',
      by,
      fields: {
        ResultStatus: 'Success',
        ObjectId: target.type === 'Policy' ? 'Not Available' : object,
        Actor: [
          { ID: by.user, Type: 5 },
          { ID: by.id ?? '', Type: 3 },
        ],
        ActorContextId: pen.tenant,
        ActorIpAddress: by.ip ?? '',
        AzureActiveDirectoryEventType: 1,
        ExtendedProperties: [{ Name: 'additionalDetails', Value: '{}' }],
        InterSystemsId: correlation,
        ModifiedProperties: changes.map(([Name, NewValue, OldValue = '']) => ({ Name, NewValue, OldValue })),
        Target: [
          { ID: `${target.type}_${target.id}`, Type: 2 },
          { ID: target.id, Type: 2 },
          { ID: target.type, Type: 2 },
          { ID: target.name, Type: 1 },
          ...(target.principalName === undefined ? [] : [{ ID: target.principalName, Type: 5 }]),
        ],
        TargetContextId: pen.tenant,
        ...change.unified,
      },
    }),
    {
      at,
      log: 'directoryAudits',
      record: {
        id: `Directory_${pen.id()}`,
        category,
        correlationId: correlation,
        result: 'success',
        resultReason: '',
        activityDisplayName: activity,
        activityDateTime: isoTime(at),
        loggedByService: service,
        operationType: activity.split(' ')[0],
        initiatedBy: person
          ? {
              app: null,
              user: { id: by.id ?? null, displayName: null, userPrincipalName: by.user, ipAddress: by.ip ?? '' },
            }
          : { user: null, app: { appId: null, displayName: by.user, servicePrincipalId: by.id ?? null } },
        targetResources: [
          {
            id: target.id,
            displayName: target.name,
            type: target.type,
            userPrincipalName: target.principalName ?? null,
            groupType: null,
            modifiedProperties: changes.map(([displayName, now, before]) => ({
              displayName,
              newValue: JSON.stringify(now),
              oldValue: before === undefined ? null : JSON.stringify(before),
            })),
          },
        ],
        additionalDetails: [],
        ...change.directory,
      },
    },
  ];
}
