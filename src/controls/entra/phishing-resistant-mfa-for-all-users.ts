import { defineControl } from '../../core/control.ts';
import { factsOf } from './conditional-access.ts';
import { coverageChanges } from './conditional-access-changes.ts';
import { coverageOf, coverageVerdict } from './conditional-access-coverage.ts';
import { phishingResistantForAll } from './conditional-access-wants.ts';

export const phishingResistantMfaForAllUsers = defineControl({
  id: 'entra.phishing-resistant-mfa-for-all-users',
  title: 'Everyone signs in with phishing-resistant MFA',
  finding: 'People can sign in with MFA that a phishing page can relay',
  severity: 'medium',
  rationale:
    'Codes and push approvals can be relayed by a fake sign-in page; passkeys, Windows Hello and certificates cannot. This is a goal to grow toward: HIPAA does not name a method, and ordinary MFA for everyone comes first.',
  citations: ['164.312(d)'],
  responsibility: 'you',
  effort: 'days',
  userImpact: 'high',
  references: [
    { source: 'SCuBA', id: 'MS.AAD.3.1v1', level: 'shall' },
    { source: 'Maester', id: 'CISA.MS.AAD.3.1' },
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/entra/identity/authentication/concept-authentication-strengths',
    },
  ],
  aliases: ['ID-02'],
  license: 'entra-p1',
  reads: ['conditionalAccessPolicies'],
  mayRead: ['users', 'privilegedUsers'],
  evaluate(settings, context) {
    const coverage = coverageOf(
      settings.conditionalAccessPolicies,
      phishingResistantForAll,
      factsOf(settings, context),
    );
    return coverageVerdict(coverage, phishingResistantForAll, 'MS.AAD.3.1v1');
  },
  remediation: {
    fix: 'Require phishing-resistant MFA for all users',
    steps: [
      'Let people register a passkey, Windows Hello for Business or a certificate first.',
      'Open the Microsoft Entra admin center, Conditional Access, Policies, New policy.',
      'Users: All users, exclude the emergency access accounts. Target resources: All resources.',
      'Grant: Require authentication strength, Phishing-resistant MFA.',
      'Set Enable policy to Report-only, follow the sign-ins, then set it to On.',
    ],
  },
  changes(settings, context) {
    const facts = factsOf(settings, context);
    return coverageChanges(
      coverageOf(settings.conditionalAccessPolicies, phishingResistantForAll, facts),
      {
        name: 'Wardline: require phishing-resistant MFA for all users',
        summary: 'Create a Conditional Access policy that requires phishing-resistant MFA for all users and all apps',
        notice: 'Everyone without a passkey, Windows Hello or a certificate: they cannot sign in until they have one.',
        grantControls: {
          operator: 'OR',
          builtInControls: [],
          authenticationStrength: { id: '00000000-0000-0000-0000-000000000004' },
        },
      },
      facts,
      context.organization,
    );
  },
  knownGaps: ['Who has registered a phishing-resistant method is judged by entra.users-registered-for-mfa, not here.'],
});
