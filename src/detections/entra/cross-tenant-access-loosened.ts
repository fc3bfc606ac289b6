import type { AuditEvent } from '../../core/audit-event.ts';
import { changesOf } from '../../core/audit/changes.ts';
import { targetsOf } from '../../core/audit/targets.ts';
import { fieldsOf, textOf, yesOf } from '../../core/audit/values.ts';
import { defineDetection } from '../../core/detection.ts';
import { objectIn, valueAt } from './directory-record.ts';
import { isMicrosoftService, isPlannedChange } from './initiator.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Statements of another tenant that this one may believe. */
const trusts: readonly (readonly [string, string])[] = [
  ['isMfaAccepted', 'its multifactor authentication'],
  ['isCompliantDeviceAccepted', 'its compliant devices'],
  ['isHybridAzureADJoinedDeviceAccepted', 'its joined devices'],
];

export const crossTenantAccessLoosened = defineDetection({
  id: 'entra.cross-tenant-access-loosened',
  title: 'Another tenant is trusted more than before',
  severity: 'medium',
  citations: ['164.312(d)', '164.312(a)(1)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1484.002'],
  incident: 'protection-weakened',
  firstSteps: [
    'Ask the person who changed it which organization it is and whether a contract stands behind it',
    'Take the trust back if nobody stands for it',
    'Look at sign-ins of guests and new accounts from that tenant since',
  ],
  falsePositives: ['Working together with a partner hospital: allow the person with a reason for the day.'],
  knownGaps: ['A record names the other tenant by its id only.'],
  operations: [
    'update a partner cross-tenant access setting',
    'add a partner to cross-tenant access setting',
    'update the company default cross-tenant access setting',
    'create a partner cross-tenant identity sync setting',
    'update a partner cross-tenant identity sync setting',
  ],
  signal(event, context) {
    if (event.outcome === 'failure' || isMicrosoftService(event) || isPlannedChange(event, context)) return undefined;
    const what = [
      ...new Set(
        changesOf(event).flatMap((change) =>
          loosened(change.name, objectIn(change.old), objectIn(change.new), change.new),
        ),
      ),
    ];
    if (what.length === 0) return undefined;
    const everybody = event.op.includes('company default');
    const tenant = everybody ? 'every other tenant' : `tenant ${tenantOf(event)}`;
    return {
      group: everybody ? 'default' : tenantOf(event),
      why: `This tenant now accepts ${what.join(' and ')} of ${tenant}, by ${event.actor.name}`,
      ...((everybody || what.includes('accounts made by synchronization')) && { severity: 'high' as const }),
    };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});

function tenantOf(event: AuditEvent): string {
  const [target] = targetsOf(event);
  return (
    changesOf(event).find(({ name }) => /^tenantid$/i.test(name))?.new ||
    target?.name ||
    target?.id ||
    'unknown'
  ).toLowerCase();
}

function loosened(name: string, before: Fields | undefined, after: Fields | undefined, text: string): string[] {
  const property = name.toLowerCase();
  if (property.endsWith('inboundtrust'))
    return trusts
      .filter(([key]) => yesOf(valueAt(after, key)) === true && yesOf(valueAt(before, key)) !== true)
      .map(([, words]) => words);
  if (property.endsWith('usersyncinbound'))
    return (yesOf(valueAt(after, 'isSyncAllowed')) ?? yesOf(text)) === true &&
      yesOf(valueAt(before, 'isSyncAllowed')) !== true
      ? ['accounts made by synchronization']
      : [];
  if (!property.endsWith('inbound')) return [];
  return allows(after) && before !== undefined && !allows(before) ? ['people'] : [];
}

/** Access type 1 is allowed, 2 blocked. Source: Microsoft Graph, crossTenantAccessPolicyTargetConfiguration. */
function allows(setting: Fields | undefined): boolean {
  const type = textOf(
    fieldsOf(valueAt(setting, 'usersAndGroups')) ? valueAt(setting, 'usersAndGroups.accessType') : undefined,
  );
  return type === '1' || type?.toLowerCase() === 'allowed';
}
