import { defineControl } from '../../core/control.ts';
import { fail, pass, unknown } from '../../core/verdict.ts';

/** `none` is stricter than SCuBA asks for, so it passes there too although ScubaGear rejects it. */
const restricted = new Set(['adminsandguestinviters', 'none']);

export const guestInvitesRestricted = defineControl({
  id: 'entra.guest-invites-restricted',
  title: 'Only administrators and guest inviters invite guests',
  finding: 'Too many people can invite guests',
  severity: 'medium',
  rationale:
    'An invitation is the start of access to PHI. Microsoft lets everybody invite, guests included, so that a guest can bring in the next one and nobody has decided on either.',
  citations: ['164.308(a)(4)(ii)(B)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'medium',
  references: [
    { source: 'SCuBA', id: 'MS.AAD.8.2v1', level: 'should' },
    { source: 'EIDSCA', id: 'AP04' },
    { source: 'CIPP', id: 'GuestInvite' },
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/entra/external-id/external-collaboration-settings-configure',
    },
  ],
  aliases: ['GU-02'],
  reads: ['authorizationPolicy.allowInvitesFrom'],
  evaluate({ authorizationPolicy }) {
    const evidence = (policy: (typeof authorizationPolicy)[number]) => ({
      id: policy.id ?? 'authorizationPolicy',
      name: 'Guest invite settings',
      expected: 'allowInvitesFrom adminsAndGuestInviters or none',
      actual: `allowInvitesFrom ${policy.allowInvitesFrom}`,
      readFrom: 'authorizationPolicy.allowInvitesFrom' as const,
    });
    const open = authorizationPolicy.filter(
      (policy) => typeof policy.allowInvitesFrom === 'string' && !restricted.has(policy.allowInvitesFrom.toLowerCase()),
    );
    if (open.length > 0) {
      return fail('People without an admin or guest inviter role can invite guests.', open.map(evidence), {
        wouldPassIf: '"Only users assigned to specific admin roles can invite guest users" is chosen.',
      });
    }
    if (authorizationPolicy.some((policy) => typeof policy.allowInvitesFrom !== 'string'))
      return unknown("Can't tell: allowInvitesFrom has no value.");
    return pass(
      'Only administrators and guest inviters can invite guests, or nobody can.',
      authorizationPolicy.map(evidence),
    );
  },
  remediation: {
    fix: 'Let only administrators and guest inviters invite guests',
    steps: [
      'Open the Microsoft Entra admin center, External Identities, External collaboration settings.',
      'Under "Guest invite settings" choose "Only users assigned to specific admin roles can invite guest users".',
      'Choose Save, and give the Guest Inviter role to the people who need it.',
    ],
    script: ['Update-MgPolicyAuthorizationPolicy -AllowInvitesFrom adminsAndGuestInviters'],
  },
  changes({ authorizationPolicy }) {
    return authorizationPolicy
      .filter((policy) => !restricted.has((policy.allowInvitesFrom ?? '').toLowerCase()))
      .map((policy) => ({
        section: 'authorizationPolicy' as const,
        operation: 'set' as const,
        match: { id: policy.id },
        values: { allowInvitesFrom: 'adminsAndGuestInviters' },
        call: 'PATCH /policies/authorizationPolicy {"allowInvitesFrom": "adminsAndGuestInviters"}',
        summary: 'Let only administrators and guest inviters invite guests',
        notice:
          'Staff who add people of other organizations to teams or share with new ones: they ask a guest inviter.',
        undo: 'restore' as const,
      }));
  },
});
