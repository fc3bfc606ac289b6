import { defineControl } from '../../core/control.ts';
import { fail, notApplicable, pass, unknown } from '../../core/verdict.ts';
import { methodCall, methodNamed } from './authentication-methods.ts';

export const authenticatorNumberMatching = defineControl({
  id: 'entra.authenticator-number-matching',
  title: 'Microsoft Authenticator asks for the number on the screen',
  finding: 'Microsoft Authenticator prompts can be approved with one tap',
  severity: 'medium',
  rationale:
    'Attackers send prompt after prompt until somebody taps Approve to make it stop. A number that stands only on the real sign-in page ends that.',
  citations: ['164.312(d)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'EIDSCA', id: 'AM03' },
    { source: 'EIDSCA', id: 'AM04' },
    { source: 'CIPP', id: 'PWnumberMatchingRequiredState' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/entra/identity/authentication/how-to-mfa-number-match' },
  ],
  aliases: ['ID-05'],
  reads: ['authenticationMethodConfigurations'],
  evaluate({ authenticationMethodConfigurations }) {
    const method = methodNamed(authenticationMethodConfigurations, 'MicrosoftAuthenticator');
    if (!method)
      return unknown("Can't tell: Microsoft Authenticator is not among the authentication methods that were read.");
    if (method.state === 'disabled') return notApplicable('Microsoft Authenticator is off.');
    const feature = method.featureSettings?.numberMatchingRequiredState;
    const [state, target] = [feature?.state, feature?.includeTarget?.id];
    if (!state || !target) {
      return unknown(
        "Can't tell: the source does not say whether number matching is on. Microsoft has enforced it for everyone since 2023.",
      );
    }
    const evidence = {
      id: 'numberMatchingRequiredState',
      name: 'Microsoft Authenticator, number matching',
      expected: 'enabled or Microsoft managed, for all users',
      actual: `${state} for ${target === 'all_users' ? 'all users' : `group ${target}`}`,
      readFrom: 'authenticationMethodConfigurations.featureSettings' as const,
    };
    return ['enabled', 'default'].includes(state) && target === 'all_users'
      ? pass('Microsoft Authenticator asks everyone for the number on the screen.', [evidence])
      : fail('Number matching is not set for everyone.', [evidence]);
  },
  remediation: {
    fix: 'Turn on number matching for all users',
    steps: [
      'Open the Microsoft Entra admin center, Authentication methods, Policies, Microsoft Authenticator.',
      'Configure: Require number matching for push notifications, Enabled, All users.',
    ],
  },
  changes({ authenticationMethodConfigurations }) {
    const method = methodNamed(authenticationMethodConfigurations, 'MicrosoftAuthenticator');
    if (!method || method.state === 'disabled') return [];
    return [
      {
        section: 'authenticationMethodConfigurations',
        operation: 'set',
        match: { id: method.id },
        values: {
          'featureSettings.numberMatchingRequiredState.state': 'enabled',
          'featureSettings.numberMatchingRequiredState.includeTarget': { targetType: 'group', id: 'all_users' },
        },
        call: methodCall('MicrosoftAuthenticator'),
        summary: 'Turn on number matching in Microsoft Authenticator for all users',
        notice: 'Everyone with Authenticator: they type a two-digit number in place of tapping Approve.',
        undo: 'restore',
      },
    ];
  },
  knownGaps: [
    'Microsoft has enforced number matching since 2023 whatever the setting says; the setting shows what you asked for.',
  ],
  assumed: ['numberMatchingRequiredState is readable in Microsoft Graph beta only.'],
});
