import type { AuditEvent } from '../../core/audit-event.ts';
import { changeOf } from '../../core/audit/changes.ts';
import { targetsOf } from '../../core/audit/targets.ts';
import { yesOf } from '../../core/audit/values.ts';
import { defineDetection } from '../../core/detection.ts';
import { accountOf } from './directory-record.ts';
import { isProvisioning } from './initiator.ts';

export const sensitiveGroupChanged = defineDetection({
  id: 'entra.sensitive-group-changed',
  title: 'A group that gives power got a new member or owner',
  severity: 'medium',
  citations: ['164.308(a)(4)(ii)(C)', '164.308(a)(3)(ii)(A)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1098.007', 'T1098.003'],
  incident: 'privilege-raised',
  firstSteps: [
    'Ask the person who changed the group whether it was ordered',
    'Take the new member or owner out if nobody stands for it',
    'Look at what the new member reached since',
  ],
  falsePositives: [
    'A planned change of an administrators’ group: compare with the order.',
    'A group whose name sounds like power and gives none: set the parameter `groups` to the groups that matter.',
  ],
  knownGaps: [
    'The record of a new member does not say whether the group can hold roles: groups are known by name or id from the parameter.',
    'Nested groups: a member of a member is not seen.',
  ],
  parameters: {
    groups: {
      default: [
        'administrators',
        'admins',
        'break glass',
        'breakglass',
        'emergency access',
        'mfa exclusion',
        'mfa exclusions',
        'mfa excluded',
        'mfa exempt',
        'ca exclusion',
        'ca exclusions',
        'conditional access exclusion',
        'conditional access exclusions',
        'tier 0',
        'phi administrators',
      ],
      tighten: 'superset',
      title: 'Groups that give power: object ids, or words that stand whole in their names',
    },
  },
  operations: ['add member to group', 'add owner to group', 'add group', 'update group'],
  signal(event, { parameters, ...context }) {
    if (event.outcome === 'failure' || isProvisioning(event, { ...context, parameters })) return undefined;
    if (event.op === 'add group' || event.op === 'update group') return roleAssignable(event);
    const group = groupOf(event);
    const member = accountOf(event);
    const owner = event.op === 'add owner to group';
    const self = member.toLowerCase() === event.actor.key;
    // New members of the groups that reach patients are daily life; an owner, oneself or somebody outside is not.
    const phi = context.isPhiGroup(group.id) === true || context.isPhiGroup(group.name) === true;
    if (!isNamed(group, parameters.groups) && !(phi && (owner || self || context.isOutside(member)))) return undefined;
    return {
      group: (group.id ?? group.name ?? '').toLowerCase(),
      why: `${member} became ${owner ? 'an owner' : 'a member'} of the group ${group.name ?? group.id}, by ${event.actor.name}`,
      // Who gives power to the own account, or the power to give it, is worse.
      ...((owner || self) && { severity: 'high' as const }),
    };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});

function groupOf(event: AuditEvent): { id?: string | undefined; name?: string | undefined } {
  const target = targetsOf(event).find(({ kind }) => kind === 'group');
  return {
    id: changeOf(event, 'Group.ObjectID')?.new || target?.id,
    name: changeOf(event, 'Group.DisplayName')?.new || target?.name,
  };
}

/** By id, or by words that stand whole in the name: `admins` is not in "Adminsupport". */
function isNamed(group: { id?: string | undefined; name?: string | undefined }, wanted: readonly string[]): boolean {
  const name = ` ${(group.name ?? '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
  return wanted.some(
    (entry) => entry.toLowerCase() === group.id?.toLowerCase() || name.includes(` ${entry.toLowerCase()} `),
  );
}

/** A group that can hold roles: making one is rare. */
function roleAssignable(event: AuditEvent) {
  const change = changeOf(event, 'IsAssignableToRole');
  if (yesOf(change?.new) !== true || yesOf(change?.old) === true) return undefined;
  const target = targetsOf(event).find(({ kind }) => kind === 'group');
  const name = target?.name ?? changeOf(event, 'DisplayName')?.new ?? 'a group';
  return {
    group: (target?.id ?? name).toLowerCase(),
    why: `The group ${name} can now hold roles, by ${event.actor.name}`,
  };
}
