import { defineControl } from '../../core/control.ts';
import { type Want, factsOf } from './conditional-access.ts';
import { coverageChanges } from './conditional-access-changes.ts';
import { coverageOf, coverageVerdict } from './conditional-access-coverage.ts';
import { blocks, requires, requiresMfa } from './conditional-access-grants.ts';

const want: Want = {
  aim: 'a block or a new password for users at high risk, for all users and all apps',
  who: 'all',
  what: 'all',
  risk: 'user',
  does: (policy) =>
    (policy.conditions?.userRiskLevels ?? []).length > 0 &&
    (blocks(policy) ||
      requires(policy, 'riskRemediation') ||
      (requires(policy, 'passwordChange') &&
        requiresMfa(policy) &&
        /^and$/i.test(policy.grantControls?.operator ?? ''))),
  scuba: blocks,
};

export const highRiskUsersBlocked = defineControl({
  id: 'entra.high-risk-users-blocked',
  title: 'Users at high risk are blocked until they are safe',
  finding: 'Accounts that Microsoft holds for stolen keep working',
  severity: 'high',
  rationale:
    'Microsoft finds passwords of your people in stolen lists and marks the account as high risk. Until a policy acts on it, the account keeps opening patient mail.',
  citations: ['164.308(a)(5)(ii)(C)', '164.308(a)(6)(ii)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.AAD.2.1v1', level: 'shall' },
    { source: 'Maester', id: 'MT.1013' },
    { source: 'Prowler', id: 'entra_identity_protection_user_risk_enabled' },
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/entra/id-protection/howto-identity-protection-configure-risk-policies',
    },
  ],
  aliases: ['ID-13'],
  license: 'entra-p2',
  reads: ['conditionalAccessPolicies'],
  mayRead: ['users', 'privilegedUsers'],
  evaluate(settings, context) {
    return coverageVerdict(
      coverageOf(settings.conditionalAccessPolicies, want, factsOf(settings, context)),
      want,
      'MS.AAD.2.1v1',
    );
  },
  remediation: {
    fix: 'Block users at high risk in Conditional Access',
    steps: [
      'Open the Microsoft Entra admin center, Conditional Access, Policies, New policy.',
      'Users: All users, exclude the emergency access accounts. Target resources: All resources.',
      'Conditions, User risk: High. Grant: Block access, or Require password change together with MFA.',
      'Decide who unblocks people, then set Enable policy to On after a week in Report-only.',
    ],
  },
  changes(settings, context) {
    const facts = factsOf(settings, context);
    return coverageChanges(
      coverageOf(settings.conditionalAccessPolicies, want, facts),
      {
        name: 'Wardline: block users at high risk',
        summary: 'Create a Conditional Access policy that blocks users at high risk',
        notice:
          'People whose password was found in a leak: they cannot sign in until an administrator clears the risk.',
        conditions: { userRiskLevels: ['high'] },
        grantControls: { operator: 'OR', builtInControls: ['block'] },
      },
      facts,
      context.organization,
    );
  },
  knownGaps: [
    'A password change together with MFA passes here as a compensating measure; ScubaGear accepts a block only.',
  ],
  assumed: ['The newer grant riskRemediation asks for the same as a password change with MFA.'],
});
