import { defineControl } from '../../core/control.ts';
import { type Want, factsOf, has } from './conditional-access.ts';
import { coverageChanges } from './conditional-access-changes.ts';
import { coverageOf, coverageVerdict } from './conditional-access-coverage.ts';
import { alternatives, requiresManagedDevice } from './conditional-access-grants.ts';

const registration = 'urn:user:registersecurityinfo';

const want: Want = {
  aim: 'registration of sign-in methods on managed devices only, for all users',
  who: 'all',
  what: 'registration',
  does: (policy) =>
    has(policy.conditions?.applications?.includeUserActions, registration) && requiresManagedDevice(policy),
  weaker: (policy) => alternatives(policy, ['compliantDevice', 'domainJoinedDevice'], false),
  partial: ['grant'],
};

export const managedDeviceForMfaRegistration = defineControl({
  id: 'entra.managed-device-for-mfa-registration',
  title: 'People register sign-in methods on managed devices only',
  finding: 'Anyone with a password can register the second factor from any device',
  severity: 'medium',
  rationale:
    'Whoever registers the second factor first owns the account. With a stolen password of a new colleague a stranger can register their own phone, and MFA then protects the stranger.',
  citations: ['164.312(d)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'medium',
  references: [
    { source: 'SCuBA', id: 'MS.AAD.3.8v1', level: 'should' },
    { source: 'Maester', id: 'MT.1011' },
    { source: 'Prowler', id: 'entra_managed_device_required_for_mfa_registration' },
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-security-info-registration',
    },
  ],
  aliases: ['ID-11'],
  license: 'entra-p1',
  reads: ['conditionalAccessPolicies'],
  mayRead: ['users', 'privilegedUsers'],
  evaluate(settings, context) {
    return coverageVerdict(
      coverageOf(settings.conditionalAccessPolicies, want, factsOf(settings, context)),
      want,
      'MS.AAD.3.8v1',
    );
  },
  remediation: {
    fix: 'Require a managed device to register sign-in methods',
    steps: [
      'Open the Microsoft Entra admin center, Conditional Access, Policies, New policy.',
      'Users: All users, exclude the emergency access accounts. Target resources: User actions, Register security information.',
      'Grant: Require device to be marked as compliant, Require Microsoft Entra hybrid joined device, Require one of the selected controls.',
      'Issue a Temporary Access Pass to people who start without a managed device.',
      'Set Enable policy to Report-only for a week, then set it to On.',
    ],
  },
  changes(settings, context) {
    const facts = factsOf(settings, context);
    return coverageChanges(
      coverageOf(settings.conditionalAccessPolicies, want, facts),
      {
        name: 'Wardline: register sign-in methods on managed devices',
        summary: 'Create a Conditional Access policy that requires a managed device to register sign-in methods',
        notice:
          'People who register or change a sign-in method on a private device: they need a managed device or a Temporary Access Pass.',
        applications: { includeUserActions: [registration] },
        grantControls: { operator: 'OR', builtInControls: ['compliantDevice', 'domainJoinedDevice'] },
      },
      facts,
      context.organization,
    );
  },
});
