import { directoryChange } from '../records/directory.ts';
import type { Entity } from '../store.ts';
import { type Attack, type Scene, type Step, attacker } from './attack.ts';

const id = 'eeeeeeee-0000-4000-8000-00000000c0a1';
const before: Entity = {
  id,
  displayName: 'Require MFA for everybody',
  state: 'enabled',
  conditions: {
    users: { includeUsers: ['All'], excludeUsers: [] },
    applications: { includeApplications: ['All'], excludeApplications: [] },
  },
  grantControls: { operator: 'OR', builtInControls: ['mfa'] },
};

/** A stolen administrator changes the policy that asks everybody for a second factor: the tenant's own, where it has one. */
function changed({ admin, start, pen, list }: Scene, change: (policy: Entity) => Entity): (Step | Step[])[] {
  const policies = list('conditionalAccessPolicies');
  const old =
    policies.find((policy) => policy['state'] === 'enabled' && JSON.stringify(policy).includes('"mfa"')) ?? before;
  const now = change(old);
  return [
    directoryChange(
      pen,
      start,
      { user: admin.user, id: admin.id, ip: attacker.ip },
      {
        activity: 'Update conditional access policy',
        category: 'Policy',
        service: 'Conditional Access',
        target: { type: 'Policy', id: String(old['id']), name: String(old['displayName']) },
        changes: [['ConditionalAccessPolicy', JSON.stringify(now), JSON.stringify(old)]],
      },
    ),
    { at: start, effect: { collection: 'conditionalAccessPolicies', id: String(old['id']), values: now } },
  ];
}

export const policyDisabled: Attack = {
  name: 'policy-disabled',
  title: 'The Conditional Access policy that asks for a second factor is set to report only',
  expected: {
    alerts: ['entra.conditional-access-weakened'],
    atMost: 1,
    never: ['entra.conditional-access-grant-weakened', 'entra.conditional-access-exclusion-added'],
  },
  script: (scene) => changed(scene, (policy) => ({ ...policy, state: 'enabledForReportingButNotEnforced' })),
};

export const policyGrantWeakened: Attack = {
  name: 'policy-grant-weakened',
  title: 'The policy stays on but no longer asks for a second factor',
  expected: {
    alerts: ['entra.conditional-access-grant-weakened'],
    atMost: 1,
    never: ['entra.conditional-access-weakened'],
  },
  script: (scene) =>
    changed(scene, (policy) => ({ ...policy, grantControls: { operator: 'OR', builtInControls: ['passwordChange'] } })),
};

export const policyExclusion: Attack = {
  name: 'policy-exclusion',
  title: 'One account is left out of the policy that asks for a second factor',
  expected: {
    alerts: ['entra.conditional-access-exclusion-added'],
    atMost: 1,
    never: ['entra.conditional-access-weakened'],
  },
  script: (scene) =>
    changed(scene, (policy) => {
      const conditions = policy['conditions'] as Entity;
      const users = conditions['users'] as Entity;
      const excludeUsers = [...((users['excludeUsers'] as string[] | undefined) ?? []), scene.victim.id];
      return { ...policy, conditions: { ...conditions, users: { ...users, excludeUsers } } };
    }),
};
