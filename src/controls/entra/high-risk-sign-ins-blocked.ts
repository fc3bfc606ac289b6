import { defineControl } from '../../core/control.ts';
import { type Gap, type Policy, type Want, factsOf, nameOf } from './conditional-access.ts';
import { coverageChanges } from './conditional-access-changes.ts';
import { coverageOf, coverageVerdict } from './conditional-access-coverage.ts';
import { blocks, requiresMfa } from './conditional-access-grants.ts';

/** MFA at a risky sign-in is a weaker form, and only when it is asked afresh. */
function weaker(policy: Policy): Gap[] {
  if (blocks(policy)) return [];
  const frequency = policy.sessionControls?.signInFrequency;
  const afresh = frequency?.isEnabled === true && frequency.frequencyInterval?.toLowerCase() === 'everytime';
  const cure = `policy "${nameOf(policy)}" blocks in place of asking for MFA`;
  return [
    afresh
      ? { dimension: 'grant', words: 'asks for MFA in place of a block', cure }
      : { dimension: 'condition', words: 'accepts an MFA that was done earlier', cure },
  ];
}

const want: Want = {
  aim: 'a block of high-risk sign-ins for all users and all apps',
  who: 'all',
  what: 'all',
  risk: 'sign-in',
  does: (policy) => (policy.conditions?.signInRiskLevels ?? []).length > 0 && (blocks(policy) || requiresMfa(policy)),
  weaker,
  partial: ['grant'],
};

export const highRiskSignInsBlocked = defineControl({
  id: 'entra.high-risk-sign-ins-blocked',
  title: 'High-risk sign-ins are blocked',
  finding: 'Sign-ins that Microsoft holds for an attack are let in',
  severity: 'high',
  rationale:
    'Microsoft scores each sign-in: known attack addresses, stolen session tokens, impossible travel. Without a policy the score is only written down, and the sign-in reaches patient data.',
  citations: ['164.308(a)(5)(ii)(C)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.AAD.2.3v1', level: 'shall' },
    { source: 'Maester', id: 'MT.1012' },
    { source: 'Prowler', id: 'entra_conditional_access_policy_block_high_medium_sign_in_risk' },
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/entra/id-protection/howto-identity-protection-configure-risk-policies',
    },
  ],
  aliases: ['ID-14'],
  license: 'entra-p2',
  reads: ['conditionalAccessPolicies'],
  mayRead: ['users', 'privilegedUsers'],
  evaluate(settings, context) {
    return coverageVerdict(
      coverageOf(settings.conditionalAccessPolicies, want, factsOf(settings, context)),
      want,
      'MS.AAD.2.3v1',
    );
  },
  remediation: {
    fix: 'Block high-risk sign-ins in Conditional Access',
    steps: [
      'Open the Microsoft Entra admin center, Conditional Access, Policies, New policy.',
      'Users: All users, exclude the emergency access accounts. Target resources: All resources.',
      'Conditions, Sign-in risk: High. Grant: Block access.',
      'Set Enable policy to Report-only for a week, then set it to On.',
    ],
  },
  changes(settings, context) {
    const facts = factsOf(settings, context);
    return coverageChanges(
      coverageOf(settings.conditionalAccessPolicies, want, facts),
      {
        name: 'Wardline: block high-risk sign-ins',
        summary: 'Create a Conditional Access policy that blocks high-risk sign-ins',
        notice:
          'People whose sign-in looks like an attack, for example through a new VPN: this one sign-in is refused.',
        conditions: { signInRiskLevels: ['high'] },
        grantControls: { operator: 'OR', builtInControls: ['block'] },
      },
      facts,
      context.organization,
    );
  },
});
