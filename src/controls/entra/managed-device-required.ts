import { defineControl } from '../../core/control.ts';
import { type Want, factsOf } from './conditional-access.ts';
import { coverageChanges } from './conditional-access-changes.ts';
import { coverageOf, coverageVerdict } from './conditional-access-coverage.ts';
import { alternatives, requires, requiresManagedDevice } from './conditional-access-grants.ts';

/** MFA or any other grant in place of the device makes the device optional. */
const want: Want = {
  aim: 'sign-in from compliant or hybrid-joined devices only, for all users and all apps',
  who: 'all',
  what: 'all',
  does: requiresManagedDevice,
  weaker: (policy) => alternatives(policy, ['compliantDevice', 'domainJoinedDevice'], false),
  scuba: (policy) =>
    policy.grantControls?.operator === 'OR' &&
    policy.grantControls.builtInControls?.length === 2 &&
    requires(policy, 'compliantDevice') &&
    requires(policy, 'domainJoinedDevice'),
};

export const managedDeviceRequired = defineControl({
  id: 'entra.managed-device-required',
  title: 'People sign in from compliant or hybrid-joined devices',
  finding: 'People can reach PHI from devices that nobody manages',
  severity: 'high',
  rationale:
    'A private computer may be shared with the family, unencrypted and without a screen lock, and it cannot be wiped when it is lost. A policy that also accepts MFA in place of the device lets every private device in.',
  citations: ['164.310(c)', '164.312(a)(1)'],
  responsibility: 'you',
  effort: 'days',
  userImpact: 'high',
  references: [
    { source: 'SCuBA', id: 'MS.AAD.3.7v1', level: 'should' },
    { source: 'Maester', id: 'MT.1001' },
    { source: 'Maester', id: 'MT.1014' },
    { source: 'Prowler', id: 'entra_managed_device_required_for_authentication' },
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-device-compliance',
    },
  ],
  aliases: ['ID-10'],
  license: 'entra-p1',
  reads: ['conditionalAccessPolicies'],
  mayRead: ['users', 'privilegedUsers'],
  evaluate(settings, context) {
    return coverageVerdict(
      coverageOf(settings.conditionalAccessPolicies, want, factsOf(settings, context)),
      want,
      'MS.AAD.3.7v1',
    );
  },
  remediation: {
    fix: 'Require a compliant or hybrid-joined device for all users',
    steps: [
      'Enroll the devices in Intune and give them a compliance policy first.',
      'Open the Microsoft Entra admin center, Conditional Access, Policies, New policy.',
      'Users: All users, exclude the emergency access accounts. Target resources: All resources.',
      'Grant: Require device to be marked as compliant, Require Microsoft Entra hybrid joined device, Require one of the selected controls.',
      'Set Enable policy to Report-only for a week or more, enroll the devices it names, then set it to On.',
    ],
  },
  changes(settings, context) {
    const facts = factsOf(settings, context);
    return coverageChanges(
      coverageOf(settings.conditionalAccessPolicies, want, facts),
      {
        name: 'Wardline: require a managed device',
        summary:
          'Create a Conditional Access policy that requires a compliant or hybrid-joined device for all users and all apps',
        notice: 'Everyone on a device that is not enrolled: they cannot sign in from it.',
        grantControls: { operator: 'OR', builtInControls: ['compliantDevice', 'domainJoinedDevice'] },
      },
      facts,
      context.organization,
    );
  },
  knownGaps: [
    'What compliant means is set in Intune and judged there.',
    'A policy that asks only for a compliant device, or for the device and MFA together, passes here; ScubaGear accepts exactly one of compliant or hybrid-joined.',
  ],
});
