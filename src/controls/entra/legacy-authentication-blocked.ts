import { defineControl } from '../../core/control.ts';
import { pass, unknown } from '../../core/verdict.ts';
import { factsOf } from './conditional-access.ts';
import { coverageChanges } from './conditional-access-changes.ts';
import { coverageOf, coverageVerdict } from './conditional-access-coverage.ts';
import { legacyBlocked } from './conditional-access-wants.ts';

export const legacyAuthenticationBlocked = defineControl({
  id: 'entra.legacy-authentication-blocked',
  title: 'Legacy authentication is blocked',
  finding: 'Old sign-in protocols that cannot ask for MFA are open',
  severity: 'high',
  rationale:
    'Old mail protocols send only a name and a password, so MFA never gets to ask. Password guessing runs almost entirely over them. Microsoft has closed many of them in Exchange, but other apps still accept them until a policy says no.',
  citations: ['164.312(d)', '164.308(a)(5)(ii)(D)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'low',
  commonAttack: true,
  references: [
    { source: 'SCuBA', id: 'MS.AAD.1.1v1', level: 'shall' },
    { source: 'Maester', id: 'MT.1009' },
    { source: 'Maester', id: 'MT.1010' },
    { source: 'Prowler', id: 'entra_legacy_authentication_blocked' },
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-block-legacy-authentication',
    },
  ],
  aliases: ['ID-09'],
  reads: ['conditionalAccessPolicies'],
  mayRead: ['users', 'privilegedUsers', 'securityDefaults'],
  evaluate(settings, context) {
    const facts = factsOf(settings, context);
    const verdict = coverageVerdict(
      coverageOf(settings.conditionalAccessPolicies, legacyBlocked, facts),
      legacyBlocked,
      'MS.AAD.1.1v1',
    );
    if (verdict.outcome === 'pass') return verdict;
    const scuba = { ...verdict.policies };
    if (settings.securityDefaults?.isEnabled === true) {
      return pass(
        'Security defaults are on and block legacy authentication for everyone.',
        [
          {
            id: 'security-defaults',
            name: 'Security defaults',
            expected: 'legacy authentication blocked for all users',
            actual: 'on',
            readFrom: 'securityDefaults.isEnabled',
          },
        ],
        { policies: scuba },
      );
    }
    const anyEnforced = settings.conditionalAccessPolicies.some((policy) => policy.state?.toLowerCase() === 'enabled');
    if (anyEnforced || settings.securityDefaults) return verdict;
    return unknown(
      `Can't tell: ${verdict.why} Security defaults would block legacy authentication; they were not read.`,
      verdict.resources,
      { policies: scuba },
    );
  },
  remediation: {
    fix: 'Block legacy authentication in Conditional Access',
    steps: [
      'Open the Microsoft Entra admin center, Sign-in logs, and filter Client app by legacy authentication clients, to see who still uses them.',
      'Open Conditional Access, Policies, New policy. Users: All users, exclude the emergency access accounts. Target resources: All resources.',
      'Conditions, Client apps: Exchange ActiveSync clients and Other clients. Grant: Block access.',
      'Set Enable policy to Report-only for a week, then set it to On.',
    ],
  },
  changes(settings, context) {
    if (settings.securityDefaults?.isEnabled === true) return [];
    const facts = factsOf(settings, context);
    return coverageChanges(
      coverageOf(settings.conditionalAccessPolicies, legacyBlocked, facts),
      {
        name: 'Wardline: block legacy authentication',
        summary: 'Create a Conditional Access policy that blocks legacy authentication for all users',
        notice:
          'People with an old mail app or a scanner that signs in with a password: it stops sending and receiving.',
        conditions: { clientAppTypes: ['exchangeActiveSync', 'other'] },
        grantControls: { operator: 'OR', builtInControls: ['block'] },
      },
      facts,
      context.organization,
    );
  },
  knownGaps: ['Sign-ins are not read: a successful legacy sign-in despite the policy is a matter for detections.'],
  assumed: [
    'Security defaults block all legacy authentication and cannot be on beside an enforced Conditional Access policy (Microsoft documentation, not held against a tenant).',
  ],
});
