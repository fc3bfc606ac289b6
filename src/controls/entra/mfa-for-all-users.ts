import { defineControl } from '../../core/control.ts';
import { type Verdict, partial } from '../../core/verdict.ts';
import { factsOf } from './conditional-access.ts';
import { coverageChanges } from './conditional-access-changes.ts';
import { coverageOf, coverageVerdict } from './conditional-access-coverage.ts';
import { mfaForAll, phishingResistantForAll } from './conditional-access-wants.ts';

export const mfaForAllUsers = defineControl({
  id: 'entra.mfa-for-all-users',
  title: 'Everyone signs in with MFA',
  finding: 'Some people can sign in with a password alone',
  severity: 'critical',
  rationale:
    "A stolen or guessed password is the most common way into a clinic's mail and files. HIPAA asks to verify that a person is who they claim to be; a second factor for everyone, at every app, is how that is done today. A policy that exists but is report-only, limited to some devices or skipped by a group does not do it.",
  citations: ['164.312(d)', '164.312(a)(1)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'medium',
  commonAttack: true,
  references: [
    { source: 'SCuBA', id: 'MS.AAD.3.2v2', level: 'shall' },
    { source: 'Maester', id: 'MT.1007' },
    { source: 'Prowler', id: 'entra_users_mfa_enabled' },
    { source: 'CIPP', id: 'ConditionalAccessTemplate' },
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-mfa-strength',
    },
  ],
  aliases: ['ID-01'],
  reads: ['conditionalAccessPolicies'],
  mayRead: ['users', 'privilegedUsers', 'securityDefaults'],
  evaluate(settings, context) {
    const facts = factsOf(settings, context);
    const judged = coverageVerdict(
      coverageOf(settings.conditionalAccessPolicies, mfaForAll, facts),
      mfaForAll,
      'MS.AAD.3.2v2',
    );
    // ScubaGear lets a phishing-resistant policy count with the exclusions that are declared for that policy.
    const strong = factsOf(settings, {
      declared: context.declaredFor('entra.phishing-resistant-mfa-for-all-users', 'MS.AAD.3.1v1'),
    });
    const verdict = coverageOf(settings.conditionalAccessPolicies, phishingResistantForAll, strong).scuba
      ? { ...judged, policies: { 'MS.AAD.3.2v2': 'pass' as const } }
      : judged;
    if (verdict.outcome !== 'fail') return verdict;
    if (settings.securityDefaults?.isEnabled === true) return withSecurityDefaults(verdict);
    const anyEnforced = settings.conditionalAccessPolicies.some((policy) => policy.state?.toLowerCase() === 'enabled');
    return anyEnforced || settings.securityDefaults
      ? verdict
      : { ...verdict, why: `${verdict.why} Security defaults, which ask for MFA part of the time, were not read.` };
  },
  remediation: {
    fix: 'Require MFA for all users in Conditional Access',
    steps: [
      'Declare two emergency access accounts first, so that a mistake cannot shut everybody out.',
      'Open the Microsoft Entra admin center, Conditional Access, Policies, New policy.',
      'Users: All users, exclude the emergency access accounts. Target resources: All resources.',
      'Grant: Require multifactor authentication, or Require authentication strength.',
      'Set Enable policy to Report-only for a week, look at the sign-ins it would have stopped, then set it to On.',
    ],
  },
  changes(settings, context) {
    // An enforced policy is refused while security defaults are on; leaving them takes the block of legacy authentication too.
    if (settings.securityDefaults?.isEnabled === true) return [];
    const facts = factsOf(settings, context);
    return coverageChanges(
      coverageOf(settings.conditionalAccessPolicies, mfaForAll, facts),
      {
        name: 'Wardline: require MFA for all users',
        summary: 'Create a Conditional Access policy that requires MFA for all users and all apps',
        notice: 'Everyone who has no second factor yet: they register one at the next sign-in.',
        grantControls: { operator: 'OR', builtInControls: ['mfa'] },
      },
      facts,
      context.organization,
    );
  },
  knownGaps: [
    'Who is a member of an excluded group is not read: the group is named, its members are not.',
    'Sign-ins are not read: a policy that covers everyone on paper is not held against what happened.',
  ],
  assumed: [
    'Security defaults ask administrators for MFA at each sign-in and everybody else when Microsoft finds it necessary; they cannot be on beside an enforced Conditional Access policy (Microsoft documentation, not held against a tenant).',
  ],
});

/** They register everybody and ask administrators always, but others only when Microsoft finds it necessary. */
function withSecurityDefaults(verdict: Verdict): Verdict {
  return partial(
    'Security defaults are on and no Conditional Access policy requires MFA of everyone. Administrators are asked for MFA at each sign-in, everybody else only when Microsoft finds it necessary, so a stolen password can be enough.',
    [
      {
        id: 'security-defaults',
        name: 'Security defaults',
        expected: 'MFA at each sign-in of all users to all apps',
        actual: 'on: MFA for administrators, for others when Microsoft finds it necessary',
        readFrom: 'securityDefaults.isEnabled',
      },
    ],
    {
      wouldPassIf: 'A Conditional Access policy requires MFA of all users for all apps (needs Microsoft Entra ID P1).',
      ...(verdict.policies && { policies: { ...verdict.policies } }),
    },
  );
}
