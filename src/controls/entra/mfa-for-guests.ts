import { defineControl } from '../../core/control.ts';
import { partial } from '../../core/verdict.ts';
import { factsOf } from './conditional-access.ts';
import { coverageChanges } from './conditional-access-changes.ts';
import { coverageOf, coverageVerdict } from './conditional-access-coverage.ts';
import { guestsWithMfa } from './conditional-access-wants.ts';

export const mfaForGuests = defineControl({
  id: 'entra.mfa-for-guests',
  title: 'Guests sign in with MFA',
  finding: 'Guests can open shared files with a password alone',
  severity: 'high',
  rationale:
    "A guest's password is kept by somebody else, often by a private mail provider. Files shared with guests are as open as their weakest password unless your own policy asks for a second factor.",
  citations: ['164.312(d)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'medium',
  references: [
    { source: 'Maester', id: 'MT.1016' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/entra/external-id/authentication-conditional-access' },
  ],
  aliases: ['GU-04'],
  reads: ['conditionalAccessPolicies'],
  mayRead: ['users', 'privilegedUsers', 'securityDefaults'],
  evaluate(settings, context) {
    const coverage = coverageOf(settings.conditionalAccessPolicies, guestsWithMfa, factsOf(settings, context));
    const verdict = coverageVerdict(coverage, guestsWithMfa);
    if (verdict.outcome !== 'fail' || settings.securityDefaults?.isEnabled !== true) return verdict;
    return partial('Security defaults are on: guests are asked for MFA only when Microsoft finds it necessary.', [
      {
        id: 'security-defaults',
        name: 'Security defaults',
        expected: 'MFA at each sign-in of all guests to all apps',
        actual: 'on: MFA when Microsoft finds it necessary',
        readFrom: 'securityDefaults.isEnabled',
      },
    ]);
  },
  remediation: {
    fix: 'Require MFA for guests in Conditional Access',
    steps: [
      'Open the Microsoft Entra admin center, Conditional Access, Policies, New policy.',
      'Users: Select users and groups, Guest or external users, choose every type, all external organizations.',
      'Target resources: All resources. Grant: Require multifactor authentication.',
      'Set Enable policy to Report-only for a week, then set it to On.',
    ],
  },
  changes(settings, context) {
    if (settings.securityDefaults?.isEnabled === true) return [];
    const facts = factsOf(settings, context);
    return coverageChanges(
      coverageOf(settings.conditionalAccessPolicies, guestsWithMfa, facts),
      {
        name: 'Wardline: require MFA for guests',
        summary: 'Create a Conditional Access policy that requires MFA for all guests and all apps',
        notice: 'Guests: they register a second factor here, unless you trust the MFA of their own organization.',
        users: {
          includeGuestsOrExternalUsers: {
            guestOrExternalUserTypes:
              'internalGuest,b2bCollaborationGuest,b2bCollaborationMember,b2bDirectConnectUser,otherExternalUser,serviceProvider',
            externalTenants: { membershipKind: 'all' },
          },
        },
        grantControls: { operator: 'OR', builtInControls: ['mfa'] },
      },
      facts,
      context.organization,
    );
  },
  knownGaps: ['Which outside organizations are trusted for their MFA (cross-tenant access) is judged elsewhere.'],
  assumed: ['Security defaults treat guests like other users who are not administrators (Microsoft documentation).'],
});
