import { defineControl } from '../../core/control.ts';
import { type Want, factsOf, has } from './conditional-access.ts';
import { coverageChanges } from './conditional-access-changes.ts';
import { coverageOf, coverageVerdict } from './conditional-access-coverage.ts';
import { flowsIn } from './conditional-access-gaps.ts';
import { blocks } from './conditional-access-grants.ts';

const want: Want = {
  aim: 'a block of device code sign-in for all users and all apps',
  who: 'all',
  what: 'all',
  flow: 'deviceCodeFlow',
  does: (policy) => blocks(policy) && has(flowsIn(policy), 'deviceCodeFlow'),
  scuba: (policy) => flowsIn(policy).length === 1,
};

export const deviceCodeFlowBlocked = defineControl({
  id: 'entra.device-code-flow-blocked',
  title: 'Device code sign-in is blocked',
  finding: 'People can be talked into signing in a stranger with a device code',
  severity: 'medium',
  rationale:
    'Device code sign-in is meant for screens without a keyboard: a code is typed on one device and another one is signed in. A stranger on the phone sends such a code, and the person who types it hands over the account, MFA included.',
  citations: ['164.312(d)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.AAD.3.9v1', level: 'should' },
    { source: 'Maester', id: 'MT.1052' },
    { source: 'Prowler', id: 'entra_conditional_access_policy_device_code_flow_blocked' },
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-block-authentication-flows',
    },
  ],
  aliases: ['ID-12'],
  license: 'entra-p1',
  reads: ['conditionalAccessPolicies'],
  mayRead: ['users', 'privilegedUsers'],
  evaluate(settings, context) {
    return coverageVerdict(
      coverageOf(settings.conditionalAccessPolicies, want, factsOf(settings, context)),
      want,
      'MS.AAD.3.9v1',
    );
  },
  remediation: {
    fix: 'Block device code sign-in in Conditional Access',
    steps: [
      'Open the Microsoft Entra admin center, Conditional Access, Policies, New policy.',
      'Users: All users, exclude the emergency access accounts. Target resources: All resources.',
      'Conditions, Authentication flows: Device code flow. Grant: Block access.',
      'Set Enable policy to Report-only for a week, look for Teams room devices that use it, then set it to On.',
    ],
  },
  changes(settings, context) {
    const facts = factsOf(settings, context);
    return coverageChanges(
      coverageOf(settings.conditionalAccessPolicies, want, facts),
      {
        name: 'Wardline: block device code sign-in',
        summary: 'Create a Conditional Access policy that blocks device code sign-in for all users',
        notice:
          'Meeting room devices and command line tools that sign in with a code: they need another way to sign in.',
        conditions: { authenticationFlows: { transferMethods: 'deviceCodeFlow' } },
        grantControls: { operator: 'OR', builtInControls: ['block'] },
      },
      facts,
      context.organization,
    );
  },
  knownGaps: [
    'A policy that blocks device code flow together with authentication transfer passes here; ScubaGear accepts device code flow alone.',
  ],
});
