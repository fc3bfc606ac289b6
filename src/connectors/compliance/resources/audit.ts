import type { Change } from '../../../core/change.ts';
import { cmdletResource } from '../../exchange-online/resources/cmdlet-resource.ts';
import type { Raw } from '../../exchange-online/resources/records.ts';

const host = 'compliance';

/** How many matches make an alert: no field of the section holds it, only the command that was approved. */
function aggregation({ call, values }: Change): Raw {
  const given = (name: string) => new RegExp(` -${name} (\\w+)`).exec(call)?.[1];
  const number = (name: string) => (given(name) === undefined ? undefined : Number(given(name)));
  return {
    AggregationType: given('AggregationType') ?? 'None',
    Threshold: number('Threshold'),
    TimeWindow: number('TimeWindow'),
    ...(values?.['disabled'] === false && { Disabled: undefined }),
  };
}

export const auditResources = [
  cmdletResource({
    section: 'auditRetentionPolicies',
    host,
    noun: 'UnifiedAuditLogRetentionPolicy',
    write: { creates: true, derived: ['identity', 'enabled'] },
  }),
  cmdletResource({
    section: 'protectionAlerts',
    host,
    noun: 'ProtectionAlert',
    write: { creates: true, derived: ['identity'], newWith: aggregation },
  }),
];
